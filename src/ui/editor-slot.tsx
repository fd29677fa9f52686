import { Suspense, useState, type ReactNode } from 'react';
import type { EditorPaneProps } from './editor/editor-pane.tsx';
import { begin } from './lazy-part.tsx';
import { PaneBoundary } from './pane-boundary.tsx';

const load = () => import('./editor/editor-pane.tsx');

function Waiting(): ReactNode {
  return (
    <div className="editor-wait" aria-busy="true">
      <p role="status">Loading the editor…</p>
    </div>
  );
}

/** The place of the editor. It is loaded when it is first shown; where that fails, the work can still be saved. */
export function EditorSlot(props: EditorPaneProps): ReactNode {
  // React keeps a failed load for ever: each try is a new lazy component.
  const [Pane, setPane] = useState(() => begin(load));
  return (
    <PaneBoundary
      name="The editor"
      className="editor-broken"
      onRetry={() => setPane(begin(load))}
      onLeave={props.onClose}
    >
      <Suspense fallback={<Waiting />}>
        <Pane {...props} />
      </Suspense>
    </PaneBoundary>
  );
}
