import type { ReactNode } from 'react';
import type { Counter, Frame } from '../view/frame.ts';
import { timesText } from '../view/times-text.ts';
import { lazyPart } from './lazy-part.tsx';
import { Requests } from './requests.tsx';

/** Of code of one's own. */
const OwnWorld = lazyPart('What your code did', () => import('./own-world.tsx'));

const againText = (repeats: number): string =>
  `asked ${repeats === 1 ? 'again' : `${repeats} times more`}, same key`;

/** Nobody counts more dots than this; the number stands beside them. */
const MOST_MARKS = 24;

function CounterCard(props: { counter: Counter; isOver: boolean; isBrief: boolean }): ReactNode {
  const { counter, isOver, isBrief } = props;
  const count = counter.entries.length;
  const only = count === 1 ? counter.entries[0] : undefined;
  return (
    <li className="counter" data-count={Math.min(count, 2)}>
      <span className="counter-marks" aria-hidden="true">
        {count === 0 ? (
          <span className="counter-mark" data-hollow="true" />
        ) : (
          counter.entries
            .slice(0, MOST_MARKS)
            .map((entry) => <span key={entry.step} className="counter-mark" />)
        )}
      </span>
      <span className="counter-label">{counter.label}</span>
      <span className="counter-times">{timesText(count, isOver)}</span>
      {!isBrief && count > 0 && (
        <span className="counter-detail">
          {counter.detail && <span>{counter.detail}</span>}
          {/* The detail of more than one names their app runs already. */}
          {only && <span className="counter-by">{`by app run ${only.process}`}</span>}
          {counter.repeats !== undefined && (
            <span className="counter-again">
              <span className="counter-asked">{againText(counter.repeats)}</span>{' '}
              {counter.key && <code>{counter.key}</code>}
            </span>
          )}
        </span>
      )}
    </li>
  );
}

/** Plain code and workflow side by side have their own cards. */
function groupsOf(world: readonly Counter[]) {
  const owners = [...new Set(world.map((counter) => counter.owner))];
  return owners.map((owner) => ({
    owner,
    counters: world.filter((counter) => counter.owner === owner),
  }));
}

/** What cannot be undone: one card for each kind of effect, with how often it happened. */
export function WorldZone(props: { frame: Frame; isFirstMinute: boolean }): ReactNode {
  const { frame, isFirstMinute } = props;
  const isFinished = frame.isOver && frame.status !== 'RUNNING' && frame.status !== 'PENDING';
  return (
    <section className="zone world" aria-labelledby="world-title">
      <header className="zone-head">
        <h2 id="world-title" className="zone-title">
          World
        </h2>
        <p className="zone-note">can’t be undone</p>
      </header>
      <div className="zone-body" tabIndex={0} role="group" aria-label="What happened in the world">
        {groupsOf(frame.world).map(({ owner, counters }) => (
          <section key={owner ?? 'all'} className="counter-group">
            {owner && (
              <h3 className="part-title">{owner === 'plain' ? 'Plain code' : 'With an engine'}</h3>
            )}
            <ul className="counters">
              {counters.map((counter) => (
                <CounterCard
                  key={counter.subject}
                  counter={counter}
                  isOver={isFinished}
                  isBrief={isFirstMinute}
                />
              ))}
            </ul>
          </section>
        ))}
        {(frame.activities ?? frame.client) && (
          <OwnWorld activities={frame.activities} client={frame.client} />
        )}
        {!isFirstMinute && <Requests rows={frame.requests} />}
      </div>
    </section>
  );
}
