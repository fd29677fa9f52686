import { memo, useState, type ReactNode } from 'react';
import { eventName } from '../view/event-names.ts';
import type { HistoryRow } from '../view/frame.ts';
import { WAKE_UP_MEANING } from '../view/wake-up-word.ts';
import { PointButton } from './faults/point-button.tsx';
import { usePointMenu, type Pointed } from './faults/pointing.ts';
import { lazyPart } from './lazy-part.tsx';
import type { EventNames } from './screen-state.ts';

const EventRecord = lazyPart('The record', () => import('./event-record.tsx'));

const stateText: Record<HistoryRow['state'], string> = {
  kept: '',
  'read-again': 'read again',
  reading: 'being read',
  ahead: 'not read yet',
  disagrees: 'disagrees',
  'never-reached': 'never reached',
};

/** In the first minute: `validate ✓ ok` for `validate answered`, which is what a replay reads. */
function BriefTitle({ title, detail }: { title: string; detail: string }): ReactNode {
  const name = title.replace(/ answered$/, '');
  if (name === title) return <span className="event-title">{title}</span>;
  return (
    <span className="event-title" role="img" aria-label={`${title}: ${detail}`}>
      <code>{name}</code>
      <span className="tick">✓</span> <code className="brief-detail">{detail}</code>
    </span>
  );
}

interface RowProps {
  row: HistoryRow;
  isBrief: boolean;
  isKept: boolean;
  names: EventNames;
  /** In a list of which only a part is in the page: its place in the whole of it, from 0, and how long that is. */
  at?: number;
  of?: number;
  /** It waits in the inbox. */
  isWaiting?: boolean;
}

export const isWakeUp = ({ event }: HistoryRow): boolean => event.type === 'OrchestratorStarted';

/**
 * One event. In the first minute it is a line; later it opens, and shows what it holds. Rows that stay the same object are not
 * drawn again: a long history has thousands.
 */
export const EventRow = memo(function EventRow(props: RowProps): ReactNode {
  const { row, isBrief, isKept, names, at, of, isWaiting = false } = props;
  const { number, event } = row;
  const pointed: Pointed = isWaiting ? { is: 'message', number, event } : { is: 'event', number };
  const menu = usePointMenu(pointed);
  const [isOpen, setIsOpen] = useState(false);
  if (isBrief) {
    return (
      <li className="event" data-state={row.state} data-keep={isKept}>
        <span className="event-line">
          <span className="number">{row.number}</span>
          <BriefTitle title={row.title} detail={row.detail} />
        </span>
      </li>
    );
  }
  return (
    <li
      className={isWakeUp(row) ? 'event wake-up' : 'event'}
      data-state={row.state}
      data-keep={isKept}
      aria-posinset={at === undefined ? undefined : at + 1}
      aria-setsize={of}
      {...menu}
    >
      <details onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
        <summary className="event-line">
          <span className="number">{row.number}</span>
          <Words row={row} names={names} />
          <span className="event-open" />
        </summary>
        {isOpen && <EventRecord row={row} names={names} />}
      </details>
      <PointButton at={pointed} name={`${isWaiting ? 'message' : 'event'} ${number}`} />
    </li>
  );
});

/** A sign in the place of the words leaves the room to what the event holds: `↩ line 3` for `answer to line 3`. */
const shortNote = (note: string): string =>
  note
    .replace(/^answer to /, '↩ ')
    .replace(/^(line \d+.*) asked$/, '? $1')
    .replace(' of version ', ', v');

/** The same elements for each event: those of a row that leaves the page show the row that comes. */
function Words({ row, names }: Pick<RowProps, 'row' | 'names'>): ReactNode {
  const { title, detail, note = '' } = row;
  const name = names === 'plain' ? undefined : eventName(row.event.type, names);
  const isWoken = isWakeUp(row);
  const about = isWoken && detail !== '' ? `${title}: ${detail}` : title;
  const heard = isWoken
    ? ''
    : [note, stateText[row.state]].filter((text) => text !== '').join(', ');
  return (
    <>
      <span
        className={isWoken ? 'wake-up-title' : name === undefined ? 'event-title' : NAMED}
        title={isWoken ? WAKE_UP_MEANING : undefined}
      >
        {name === undefined ? (
          about
        ) : (
          <>
            <code>{name}</code> <span>{about}</span>
          </>
        )}
      </span>
      <code className="event-detail" title={detail}>
        {isWoken || name !== undefined ? '' : detail}
      </code>
      <span className="event-note" title={note} aria-hidden="true">
        {isWoken ? '' : shortNote(note)}
      </span>
      <span className="visually-hidden">{heard && `, ${heard}`}</span>
    </>
  );
}

const NAMED = 'event-title event-names';
