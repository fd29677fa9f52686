import { ChevronDown, Flame, MapPin } from 'lucide-react';
import { useState, type ReactNode } from 'react';

/** One way to make the run fail, or to act on it from outside, at the moment on the screen. */
export interface Way {
  id: string;
  /** Who or what fails: `Activity`, `Engine`. */
  group: string;
  name: string;
  /** What it does, in one short sentence. */
  about: string;
  /** Why it is impossible at this moment; absent: it is possible. */
  reason?: string;
  onPress: () => void;
}

/** One thing that a person did in this run. */
export interface DoneAct {
  index: number;
  text: string;
  /** The staircase shows it already. */
  isDrawn: boolean;
  /** Where it happened; absent: it found no place in this run. */
  step?: number;
  /** Why it found no place. */
  reason?: string;
}

export interface WaysProps {
  /** Worked out when the menu is opened. */
  ways: () => readonly Way[];
  acts: readonly DoneAct[];
  onAct: (step: number) => void;
}

const MENU = 'ways';

function WayItem({ way }: { way: Way }): ReactNode {
  const { reason } = way;
  return (
    <button
      type="button"
      className="sample way"
      popoverTarget={MENU}
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
        // What can be done now comes first.
        .sort((a, b) => Number(a.reason !== undefined) - Number(b.reason !== undefined))
        .map((way) => (
          <WayItem key={way.id} way={way} />
        ))}
    </section>
  ));
}

function DoneActs({ acts, onAct }: Pick<WaysProps, 'acts' | 'onAct'>): ReactNode {
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
                popoverTarget={MENU}
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

/** Everything that can fail besides the app, and everything that people can do from outside. */
export function WaysMenu(props: WaysProps & { isIcon: boolean }): ReactNode {
  const [ways, setWays] = useState<readonly Way[]>();
  return (
    <>
      <button
        type="button"
        className={props.isIcon ? 'quiet icon ways' : 'quiet ways'}
        popoverTarget={MENU}
        aria-label={props.isIcon ? 'More ways to fail' : undefined}
      >
        <Flame aria-hidden="true" size={props.isIcon ? 18 : 16} />
        {!props.isIcon && 'More ways to fail'}
        {!props.isIcon && <ChevronDown aria-hidden="true" size={16} />}
      </button>
      <div
        id={MENU}
        popover="auto"
        className="samples ways-menu"
        role="group"
        aria-label="More ways to fail, at this moment"
        onToggle={(event) => setWays(event.newState === 'open' ? props.ways() : undefined)}
      >
        {ways && (
          <>
            <p className="share-note">At the moment on the screen. Undo takes it back.</p>
            <Groups ways={ways} />
            <DoneActs {...props} />
          </>
        )}
      </div>
    </>
  );
}
