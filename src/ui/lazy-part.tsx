import { lazy, Suspense, useState, type ComponentType, type ReactNode } from 'react';
import { NotLoaded, PaneBoundary } from './pane-boundary.tsx';

type Load<Props> = () => Promise<{ default: ComponentType<Props> }>;

/** One try to load a part. */
export const begin = <Props,>(load: Load<Props>, onMissing?: () => void) =>
  lazy(() =>
    load().catch((error: unknown) => {
      onMissing?.();
      throw new NotLoaded('A part of the app could not be loaded.', { cause: error });
    }),
  );

/**
 * A part of the page that is loaded when it is first shown. When it does not come, it says so in its own place and offers another
 * try; the rest of the page goes on.
 *
 * @param name in the words of the screen: `The editor`
 */
export function lazyPart<Props extends object>(
  name: string,
  load: Load<Props>,
  waiting: ReactNode = null,
): ComponentType<Props & { onCloseBroken?: () => void }> {
  // Kept for all places that show it: what is loaded once is there at once the next time.
  let current = begin(load);
  return function LazyPart({ onCloseBroken, ...props }) {
    // React keeps a failed load for ever: each try is a new lazy component.
    const [Part, setPart] = useState(() => current);
    const again = () => {
      current = begin(load);
      setPart(() => current);
    };
    return (
      <PaneBoundary name={name} onRetry={again} {...(onCloseBroken && { onClose: onCloseBroken })}>
        <Suspense fallback={waiting}>
          <Part {...(props as unknown as Props & React.JSX.IntrinsicAttributes)} />
        </Suspense>
      </PaneBoundary>
    );
  };
}

/** Marks in a drawing, which has no place for a message: the part of the page around it says that they did not come, and tries again. */
export function lazyMarks<Props extends object>(load: Load<Props>): ComponentType<Props> {
  let current: ReturnType<typeof begin<Props>>;
  const next = () => {
    current = begin(load, next);
  };
  next();
  return function LazyMarks(props) {
    const [Part] = useState(() => current);
    return (
      <Suspense fallback={null}>
        <Part {...(props as Props & React.JSX.IntrinsicAttributes)} />
      </Suspense>
    );
  };
}
