import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { eventName } from '../view/event-names.ts';
import { payloadOf, recordText } from '../view/event-record.ts';
import type { HistoryRow } from '../view/frame.ts';
import type { EventNames } from './screen-state.ts';

const stateText: Record<HistoryRow['state'], string> = {
  kept: '',
  'read-again': 'read again',
  reading: 'being read',
  ahead: 'not read yet',
  disagrees: 'disagrees',
  'never-reached': 'never reached',
};

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

interface RowProps {
  row: HistoryRow;
  isBrief: boolean;
  isKept: boolean;
  names: EventNames;
}

/** One event. In the first minute it is a line; later it opens, and shows what it holds. */
export function EventRow({ row, isBrief, isKept, names }: RowProps): ReactNode {
  const isWakeUp = row.event.type === 'OrchestratorStarted';
  if (isBrief) {
    return (
      <li className="event" data-state={row.state} data-keep={isKept}>
        <span className="event-line">
          <span className="number">{row.number}</span>
          <BriefTitle title={row.title} />
        </span>
      </li>
    );
  }
  return (
    <li className={isWakeUp ? 'event wake-up' : 'event'} data-state={row.state} data-keep={isKept}>
      <details>
        <summary className="event-line">
          <span className="number">{row.number}</span>
          <Words row={row} names={names} isWakeUp={isWakeUp} />
          <ChevronRight className="event-open" aria-hidden="true" size={14} />
        </summary>
        <EventRecord row={row} names={names} />
      </details>
    </li>
  );
}

function Words({
  row,
  names,
  isWakeUp,
}: Pick<RowProps, 'row' | 'names'> & { isWakeUp: boolean }): ReactNode {
  const name = names === 'plain' ? undefined : eventName(row.event.type, names);
  if (isWakeUp) {
    const about = row.detail === '' ? '' : `: ${row.detail}`;
    return (
      <span className="wake-up-title">
        {name === undefined ? row.title : <code>{name}</code>}
        {about}
      </span>
    );
  }
  const state = stateText[row.state];
  return (
    <>
      {name === undefined ? (
        <span className="event-title">{row.title}</span>
      ) : (
        <code className="event-title">{name}</code>
      )}
      <code className="event-detail" title={row.detail}>
        {name === undefined ? row.detail : row.title}
      </code>
      <span className="event-note">{row.note}</span>
      {state && <span className="visually-hidden">{`, ${state}`}</span>}
    </>
  );
}

/** Who wrote it, which line asked for it, and what ties it to others: `Written by app run 1 · line 3 asked · task ID 2`. */
function factsOf({ process, note, task }: HistoryRow): string {
  const parts = [
    process > 0 ? `Written while app run ${process} was alive` : 'Written before the app started',
    ...(note === undefined ? [] : [note]),
    ...(task === undefined ? [] : [`task ID ${task}`]),
  ];
  return parts.join(' · ');
}

/** What the event holds, and the whole of it as the store has it. */
function EventRecord({ row, names }: Pick<RowProps, 'row' | 'names'>): ReactNode {
  const payload = payloadOf(row.event);
  return (
    <div className="event-record">
      <p className="event-facts">{factsOf(row)}</p>
      {payload && (
        <>
          <h4 className="part-title">{payload.label}</h4>
          <pre tabIndex={0} aria-label={`${payload.label} of event ${row.number}`}>
            {payload.text}
          </pre>
        </>
      )}
      <h4 className="part-title">Record</h4>
      <pre tabIndex={0} aria-label={`Record of event ${row.number}`}>
        {recordText(row.event, names === 'durabletask' ? 'durabletask' : 'dapr')}
      </pre>
    </div>
  );
}
