import { useRef, type ReactNode } from 'react';
import type { HistoryEvent } from '../engine/history.ts';
import type { Frame, HistoryRow } from '../view/frame.ts';
import { useKeepInView } from './behaviors/use-keep-in-view.ts';
import { DisagreementView } from './disagreement.tsx';
import { isBeforeFirstReplay } from './mood.ts';

const stateText: Record<HistoryRow['state'], string> = {
  kept: '',
  'read-again': 'read again',
  reading: 'being read',
  ahead: 'not read yet',
  disagrees: 'disagrees',
  'never-reached': 'never reached',
};

/** In the first minute only answers are shown: they are what a replay reads instead of running anything. */
function isAnswer(type: HistoryEvent['type']): boolean {
  return (
    type === 'TaskCompleted' ||
    type === 'TaskFailed' ||
    type === 'TimerFired' ||
    type === 'EventRaised' ||
    type === 'ExecutionCompleted' ||
    type === 'SubOrchestrationInstanceCompleted' ||
    type === 'SubOrchestrationInstanceFailed'
  );
}

/** In the first minute: `validate ✓` for `validate answered`. */
function BriefTitle({ title }: { title: string }): ReactNode {
  const name = title.replace(/ answered$/, '');
  if (name === title) return <span className="event-title">{title}</span>;
  return (
    <span className="event-title" role="img" aria-label={title}>
      <code>{name}</code>
      <span className="tick">✓</span>
    </span>
  );
}

function Row(props: { row: HistoryRow; isBrief: boolean; isKept: boolean }): ReactNode {
  const { row, isBrief, isKept } = props;
  if (row.event.type === 'OrchestratorStarted') {
    return (
      <li className="event wake-up" data-state={row.state} data-keep={isKept}>
        <span className="number">{row.number}</span>
        <span className="wake-up-title">{row.title}</span>
      </li>
    );
  }
  const state = stateText[row.state];
  return (
    <li className="event" data-state={row.state} data-keep={isKept}>
      <span className="number">{row.number}</span>
      {isBrief ? (
        <BriefTitle title={row.title} />
      ) : (
        <span className="event-title">{row.title}</span>
      )}
      {!isBrief && row.detail && (
        <code className="event-detail" title={row.detail}>
          {row.detail}
        </code>
      )}
      {!isBrief && row.note && <span className="event-note">{row.note}</span>}
      {!isBrief && state && <span className="visually-hidden">{`, ${state}`}</span>}
    </li>
  );
}

function Inbox(props: {
  rows: readonly HistoryRow[];
  isBrief: boolean;
  keptNumber?: number;
}): ReactNode {
  const { rows, isBrief, keptNumber } = props;
  if (rows.length === 0) return null;
  return (
    <>
      {!isBrief && <h3 className="part-title inbox-title">Inbox: not handled yet</h3>}
      <ol className="events inbox">
        {rows.map((row) => (
          <Row key={row.number} row={row} isBrief={isBrief} isKept={row.number === keptNumber} />
        ))}
      </ol>
    </>
  );
}

function Events({ frame, isFirstMinute }: { frame: Frame; isFirstMinute: boolean }): ReactNode {
  const isQuiet = isBeforeFirstReplay(frame, isFirstMinute);
  const pick = (rows: readonly HistoryRow[]) =>
    isFirstMinute
      ? rows
          .filter((row) => isAnswer(row.event.type))
          .map((row) => (isQuiet ? { ...row, state: 'kept' as const } : row))
      : rows;
  const rows = pick(frame.history);
  const all = [...frame.history, ...frame.inbox];
  const keptNumber = (all.find((row) => row.state === 'reading') ?? all[all.length - 1])?.number;
  if (rows.length === 0 && frame.inbox.length === 0) {
    return (
      <p className="empty">
        {frame.panes.some((pane) => pane.kind === 'workflow')
          ? 'Nothing is kept yet'
          : 'No engine keeps anything here'}
      </p>
    );
  }
  return (
    <>
      <ol className="events">
        {rows.map((row) => (
          <Row
            key={row.number}
            row={row}
            isBrief={isFirstMinute}
            isKept={row.number === keptNumber}
          />
        ))}
      </ol>
      <Inbox rows={pick(frame.inbox)} isBrief={isFirstMinute} keptNumber={keptNumber} />
    </>
  );
}

/** What is kept: the events in the state store, and the inbox. A crash does not move one pixel of it. */
/** Every instance has a history of its own. */
function keptText({ instances }: Frame): string {
  const shown = instances.length > 1 && instances.find((each) => each.isShown);
  return shown ? `of ${shown.name}, kept` : 'kept';
}

export function HistoryZone(props: {
  frame: Frame;
  isFirstMinute: boolean;
  id: string;
  tabId?: string;
}): ReactNode {
  const { frame, isFirstMinute, id, tabId } = props;
  const ref = useRef<HTMLDivElement>(null);
  useKeepInView(ref, frame.index);
  const count = frame.history.length;
  return (
    <section
      id={id}
      className="zone history"
      role={tabId ? 'tabpanel' : undefined}
      aria-labelledby={tabId ?? `${id}-title`}
    >
      <header className="zone-head">
        <h2 id={`${id}-title`} className="zone-title">
          History
        </h2>
        <p className="zone-note">{keptText(frame)}</p>
        {!isFirstMinute && (
          <p className="zone-count">{count === 1 ? '1 event' : `${count} events`}</p>
        )}
      </header>
      <div
        ref={ref}
        className="zone-body"
        tabIndex={0}
        role="group"
        aria-label="Events of the history"
      >
        {frame.disagreement ? (
          <DisagreementView disagreement={frame.disagreement} />
        ) : (
          <Events frame={frame} isFirstMinute={isFirstMinute} />
        )}
      </div>
    </section>
  );
}
