import { useState, type ReactNode } from 'react';
import type { CodePane, RequestRow } from '../view/frame.ts';
import { canOpen } from '../view/can-open.ts';
import { PointButton } from './faults/point-button.tsx';
import { usePointMenu } from './faults/pointing.ts';
import { lazyPart } from './lazy-part.tsx';
import { keyOf } from '../view/request-key.ts';
import { requestText } from './request-text.ts';

const VariableTree = lazyPart('This value', () => import('./variable-tree.tsx'));

/** One variable; what holds other values can be opened. It stays open while its name is on the screen. */
function VariableRow(props: {
  name: string;
  value: string;
  before: string | undefined;
  isChanged: boolean;
}): ReactNode {
  const { name, value, before, isChanged } = props;
  const [isOpen, setOpen] = useState(false);
  const isOpened = isOpen && canOpen(value);
  return (
    <div className="variable" data-changed={isChanged}>
      <dt>
        {canOpen(value) ? (
          <button
            type="button"
            className="variable-name"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            {name}
          </button>
        ) : (
          name
        )}
      </dt>
      <dd title={value}>
        {isOpened ? <VariableTree value={value} before={isChanged ? before : undefined} /> : value}
      </dd>
    </div>
  );
}

const NOT_COMPUTED = {
  'wake-up': 'Not computed for this moment. Step back into the wake-up, and they come.',
  line: 'Not computed for this line yet. Pause here, and they come.',
};

function Variables({ pane, isDead }: { pane: CodePane; isDead: boolean }): ReactNode {
  const frames = pane.stack.filter((frame) => frame.variables.length > 0);
  // Plain code that was cut off does not come back: a new app run knows nothing of it.
  if (isDead || (pane.outcome?.status === 'LOST' && frames.length === 0))
    return <p className="empty">Lost in the crash</p>;
  if (pane.unknown) return <p className="empty">{NOT_COMPUTED[pane.unknown]}</p>;
  if (frames.length === 0) return <p className="empty">None yet</p>;
  const innermost = pane.stack[pane.stack.length - 1];
  return frames.map((frame, index) => (
    <div key={index} className="frame">
      {(frames.length > 1 || frame !== innermost) && (
        <p className="frame-name">
          {frame.fn}
          {/* The recorder takes the variables of a function at its own lines: not while it waits for one that it called. */}
          {frame !== innermost && <span className="part-note"> as of this call</span>}
        </p>
      )}
      <dl className="variables">
        {frame.variables.map((variable) => (
          <VariableRow
            key={variable.name}
            {...variable}
            before={beforeOf(pane, frame.fn, variable.name)}
            isChanged={pane.changed.includes(variable.name)}
          />
        ))}
      </dl>
    </div>
  ));
}

const beforeOf = ({ stackBefore }: CodePane, fn: string, name: string): string | undefined =>
  stackBefore
    ?.find((frame) => frame.fn === fn)
    ?.variables.find((variable) => variable.name === name)?.value;

function Log({ pane }: { pane: CodePane }): ReactNode {
  return (
    <div className="memory-part">
      <h3 className="part-title">Log</h3>
      <ul className="log">
        {pane.log.map((line, index) => (
          <li key={index} data-mode={line.mode}>
            <code>{line.text}</code>
            {line.mode === 'again' && <span className="log-note">printed again</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The activity that runs for this code just now, with the last thing it asked of the world. */
export function ActivityCard(props: {
  activity: NonNullable<CodePane['activity']>;
  requests: readonly RequestRow[];
  /** The app run that is on the screen. */
  run: number;
}): ReactNode {
  const { activity, requests, run } = props;
  // An earlier app run may have got an answer for the same task, and died with it.
  const own = requests.filter((row) => row.task === activity.task && row.process === run);
  const last = own[own.length - 1];
  const key = last && keyOf(last.request);
  const { task, name } = activity;
  const at = { is: 'activity', task, name } as const;
  return (
    <div className="activity" {...usePointMenu(at)}>
      <p className="activity-title">
        <span className="pulse" aria-hidden="true" />
        <code>{activity.name}</code> is running
        <span className="activity-note">{`task ID ${activity.task}`}</span>
      </p>
      {last && (
        <p className="activity-request">
          <code>{requestText(last.request)}</code>
          <span className="activity-answer">
            {last.response.status === 0 ? 'no answer' : `answered ${last.response.status}`}
          </span>
        </p>
      )}
      {key !== undefined && (
        <p>
          Key <code>{key}</code>
        </p>
      )}
      <PointButton at={at} name={name} />
    </div>
  );
}

/** What the code has in memory: variables and log lines. A crash takes all of it. */
export function Memory({ pane, isDead }: { pane: CodePane; isDead: boolean }): ReactNode {
  return (
    <div className="memory" data-stale={pane.isStale} data-dead={isDead}>
      <div className="memory-part">
        <h3 className="part-title">
          Variables
          {pane.isStale && !isDead && pane.stack.length > 0 && (
            <span className="part-note"> of the last wake-up. A real engine has dropped them.</span>
          )}
        </h3>
        <Variables pane={pane} isDead={isDead} />
      </div>
      {pane.log.length > 0 && <Log pane={pane} />}
    </div>
  );
}
