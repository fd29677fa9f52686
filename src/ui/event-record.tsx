import type { ReactNode } from 'react';
import { payloadOf, recordText } from '../view/event-record.ts';
import { WAKE_UP_MEANING } from '../view/wake-up-word.ts';
import type { HistoryRow } from '../view/frame.ts';
import type { EventNames } from './screen-state.ts';

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
export default function EventRecord(props: { row: HistoryRow; names: EventNames }): ReactNode {
  const { row, names } = props;
  const payload = payloadOf(row.event);
  return (
    <div className="event-record">
      {row.event.type === 'OrchestratorStarted' && (
        <p className="event-facts">{`A wake-up: ${WAKE_UP_MEANING}`}</p>
      )}
      <p className="event-facts">{factsOf(row)}</p>
      {payload && (
        <>
          <h3 className="part-title">{payload.label}</h3>
          <pre tabIndex={0} aria-label={`${payload.label} of event ${row.number}`}>
            {payload.text}
          </pre>
        </>
      )}
      <h3 className="part-title">Record</h3>
      <pre tabIndex={0} aria-label={`Record of event ${row.number}`}>
        {recordText(row.event, names === 'durabletask' ? 'durabletask' : 'dapr')}
      </pre>
    </div>
  );
}
