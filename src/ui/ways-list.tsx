import { MapPin } from 'lucide-react';
import type { ReactNode } from 'react';
import { WAYS_MENU, type DoneAct } from './ways-menu.tsx';

/** One way to make the run fail, or to act on it from outside, at the moment on the screen. */
export interface Way {
  id: string;
  /** Who or what fails: `Activity`, `Engine`. */
  group: string;
  name: string;
  /** What it does, in one short sentence. */
  about: string;
  /** Other words under which people look for it: those of an engine's API. */
  words?: string;
  /** Why it is impossible at this moment; absent: it is possible. */
  reason?: string;
  onPress: () => void;
}

interface ListProps {
  ways: readonly Way[];
  acts: readonly DoneAct[];
  onAct: (step: number) => void;
}

function WayItem({ way }: { way: Way }): ReactNode {
  const { reason } = way;
  return (
    <button
      type="button"
      className="sample way"
      popoverTarget={WAYS_MENU}
      popoverTargetAction={reason === undefined ? 'hide' : 'show'}
      // Not `disabled`: the reason has to be heard and read.
      aria-disabled={reason !== undefined}
      onClick={() => {
        if (reason === undefined) way.onPress();
      }}
    >
      <span className="sample-name">{way.name}</span>
      <span className="sample-question">{reason ?? way.about}</span>
    </button>
  );
}

function Groups({ ways }: { ways: readonly Way[] }): ReactNode {
  const groups = [...new Set(ways.map(({ group }) => group))];
  return groups.map((group) => (
    <section key={group} className="way-group" aria-label={group}>
      <h3 className="part-title">{group}</h3>
      {ways
        .filter((way) => way.group === group)
        .map((way) => (
          <WayItem key={way.id} way={way} />
        ))}
    </section>
  ));
}

function DoneActs({ acts, onAct }: Pick<ListProps, 'acts' | 'onAct'>): ReactNode {
  if (acts.length === 0) return null;
  return (
    <section className="way-group way-done" aria-label="What you did">
      <h3 className="part-title">What you did</h3>
      <ol>
        {acts.map(({ index, text, step, reason }) => (
          <li key={index}>
            {step === undefined ? (
              <p className="way-lost">{`${text}: ${reason ?? 'it found no place in this run.'}`}</p>
            ) : (
              <button
                type="button"
                className="sample way"
                popoverTarget={WAYS_MENU}
                popoverTargetAction="hide"
                onClick={() => onAct(step)}
              >
                <span className="sample-name">
                  <MapPin aria-hidden="true" size={14} /> {text}
                </span>
              </button>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What the menu holds: what can be done now, and folded what can't, with the reasons. */
export function WaysList(props: ListProps): ReactNode {
  const possible = props.ways.filter(({ reason }) => reason === undefined);
  const impossible = props.ways.filter(({ reason }) => reason !== undefined);
  return (
    <>
      <p className="share-note">At the moment on the screen. Undo takes it back.</p>
      <Groups ways={possible} />
      {impossible.length > 0 && (
        <details className="ways-not-now" open={possible.length === 0}>
          <summary>Not possible now</summary>
          <Groups ways={impossible} />
        </details>
      )}
      <DoneActs {...props} />
    </>
  );
}
