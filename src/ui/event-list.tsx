import { useState, type ReactNode, type SyntheticEvent } from 'react';
import type { HistoryRow } from '../view/frame.ts';
import { useMedia } from './behaviors/use-media.ts';
import { useRowRange } from './behaviors/use-row-range.ts';
import { EventRow, isWakeUp } from './event-row.tsx';
import { MOST_WHOLE, piecesOf, RowElements } from './row-window.ts';
import type { EventNames } from './screen-state.ts';

export interface EventListProps {
  rows: readonly HistoryRow[];
  className: string;
  isBrief: boolean;
  names: EventNames;
  /** The event that this moment is about, here or in the other list. */
  keptNumber: number | undefined;
  /** They wait in the inbox. */
  isWaiting?: boolean;
  /** What this moment is known by: with another one, the list stands at its own event again. */
  moment: number;
}

/** Events, one below the other. Of a long list only the rows around what can be seen are in the page; on paper all of them. */
export function EventList(props: EventListProps): ReactNode {
  const isPrinted = useMedia('print');
  if (props.rows.length > MOST_WHOLE && !isPrinted) return <LongList {...props} />;
  const { rows, className, isBrief, names, keptNumber, isWaiting = false } = props;
  return (
    <ol className={className}>
      {rows.map((row) => (
        <EventRow
          key={row.number}
          row={row}
          isBrief={isBrief}
          names={names}
          isKept={row.number === keptNumber}
          isWaiting={isWaiting}
        />
      ))}
    </ol>
  );
}

function LongList(props: EventListProps): ReactNode {
  const { rows, className, isBrief, names, keptNumber, isWaiting = false, moment } = props;
  const { pinned, hands } = usePinned(rows);
  const [heights, setHeights] = useState(USUAL);
  const [known] = useState(() => new RowElements());
  const heightOf = (index: number) => {
    const row = rows[index];
    return row && isWakeUp(row) ? heights.wakeUp : heights.other;
  };
  const indexOf = (number: number) => rows.findIndex((each) => each.number === number);
  const kept = keptNumber === undefined ? -1 : indexOf(keptNumber);
  // What is kept may lie in the inbox, below the end of this list, or in the history above it.
  const isBelow = keptNumber !== undefined && keptNumber > (rows[0]?.number ?? 0);
  const standing = kept >= 0 ? kept : isBelow ? rows.length - 1 : 0;
  const onMeasure = (list: HTMLElement) => setHeights((known) => measured(list, known));
  const { ref, range } = useRowRange({
    count: rows.length,
    standing,
    moment,
    heightOf,
    onMeasure,
  });
  const pieces = piecesOf(rows.length, range, new Set([...pinned].map(indexOf)));
  const elements = known.forRows(
    pieces.flatMap((piece) => ('row' in piece ? (rows[piece.row]?.number ?? []) : [])),
    pinned,
  );
  return (
    <ol ref={ref} className={className} {...hands}>
      {pieces.map((piece) => {
        if (!('row' in piece)) {
          let height = -GAP;
          for (let index = piece.from; index < piece.end; index += 1) height += heightOf(index);
          // Named by the side it is on: while the rows move on, it is the same room, only higher.
          const side =
            piece.from === 0 ? 'before' : piece.end === rows.length ? 'after' : piece.end;
          return <Gap key={`gap ${side}`} height={height} />;
        }
        const row = rows[piece.row];
        return (
          row && (
            <EventRow
              key={elements.get(row.number)}
              row={row}
              isBrief={isBrief}
              names={names}
              isKept={row.number === keptNumber}
              isWaiting={isWaiting}
              at={piece.row}
              of={rows.length}
            />
          )
        );
      })}
    </ol>
  );
}

/** The room of rows that are left out. */
const Gap = ({ height }: { height: number }): ReactNode => (
  <li aria-hidden="true" className="event-gap" style={{ height }} />
);

/** Between two rows, as in history.css. CSS pixels. */
const GAP = 3;

interface Heights {
  wakeUp: number;
  other: number;
}

/** With the gap below them, on a wide screen; measured when the list is scrolled. */
const USUAL: Heights = { wakeUp: 20 + GAP, other: 31.2 + GAP };

/** The first closed row of each kind tells for all. */
function measured(list: HTMLElement, known: Heights): Heights {
  const heightOf = (selector: string) => {
    const row = list.querySelector(`${selector}:not(:has(> details[open]))`);
    return row ? row.getBoundingClientRect().height + GAP : undefined;
  };
  const wakeUp = heightOf('.event.wake-up') ?? known.wakeUp;
  const other = heightOf('.event:not(.wake-up)') ?? known.other;
  return wakeUp === known.wakeUp && other === known.other ? known : { wakeUp, other };
}

/** Rows that must not leave the page, by their numbers: what a person opened stays open, and the focus is never lost. */
function usePinned(rows: readonly HistoryRow[]) {
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const [focused, setFocused] = useState<number>();
  /** Number of the row in which something happened. */
  const numberIn = ({ target }: SyntheticEvent): number | undefined => {
    const place = target instanceof Element && target.closest('li')?.ariaPosInSet;
    return place ? rows[Number(place) - 1]?.number : undefined;
  };
  const hands = {
    onToggleCapture: (event: SyntheticEvent) => {
      const number = numberIn(event);
      if (number === undefined) return;
      const isOpen = event.target instanceof HTMLDetailsElement && event.target.open;
      setOpen((before) => {
        const after = new Set(before);
        if (isOpen) after.add(number);
        else after.delete(number);
        return after;
      });
    },
    onFocus: (event: SyntheticEvent) => setFocused(numberIn(event)),
    onBlur: () => setFocused(undefined),
  };
  return { pinned: focused === undefined ? open : new Set([...open, focused]), hands };
}
