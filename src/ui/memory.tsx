import type { ReactNode } from 'react';
import type { CodePane, RequestRow } from '../view/frame.ts';
import { requestText } from './requests.tsx';

function Variables({ pane, isDead }: { pane: CodePane; isDead: boolean }): ReactNode {
  const frames = pane.stack.filter((frame) => frame.variables.length > 0);
  if (isDead) return <p className="empty">Lost in the crash</p>;
  if (frames.length === 0) return <p className="empty">None yet</p>;
  return frames.map((frame, index) => (
    <div key={index} className="frame">
      {frames.length > 1 && <p className="frame-name">{frame.fn}</p>}
      <dl className="variables">
        {frame.variables.map((variable) => (
          <div
            key={variable.name}
            className="variable"
            data-changed={pane.changed.includes(variable.name)}
          >
            <dt>{variable.name}</dt>
            <dd title={variable.value}>{variable.value}</dd>
          </div>
        ))}
      </dl>
    </div>
  ));
}

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
  return (
    <div className="activity">
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
          {pane.isStale && !isDead && <span className="part-note"> from the last wake-up</span>}
        </h3>
        <Variables pane={pane} isDead={isDead} />
      </div>
      {pane.log.length > 0 && <Log pane={pane} />}
    </div>
  );
}
