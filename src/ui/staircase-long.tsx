import { useMemo, useRef, useState, type ReactNode } from 'react';
import type { Staircase } from '../view/frame.ts';
import type { StairMarks } from '../view/marks.ts';
import type { StairBox } from '../view/staircase-column-marks.ts';
import { eventsUpTo, longStairs, type LongStairs } from '../view/staircase-long.ts';
import { opened } from '../view/staircase-patterns.ts';
import { rem } from './behaviors/root-scale.ts';
import { useCtrlWheel } from './behaviors/use-ctrl-wheel.ts';
import { useWidth } from './behaviors/use-width.ts';
import { StairGrid, type LongGrid, type StaircaseViewProps } from './staircase-grid.tsx';
import { StairOverview } from './staircase-overview.tsx';
import './stairs-long.css';

/** Widths beside the columns: names of the rows, and room for a crash. CSS pixels. */
const BESIDE = { wide: 176, small: 144, mini: 94 };

interface Panned {
  from: number;
  /** Where the cursor was then: once it moves, the window follows it again. */
  at: Staircase['playhead'];
}

function useChoice(staircase: Staircase) {
  const [level, setLevel] = useState<number>();
  const [open, setOpen] = useState<readonly string[]>([]);
  const [openRows, setOpenRows] = useState<readonly string[]>([]);
  const [panned, setPanned] = useState<Panned>();
  const { row, column } = staircase.playhead;
  const isPanned = panned?.at.row === row && panned.at.column === column;
  const [held, setHeld] = useState<number>();
  return {
    choice: { level, open, openRows, from: held ?? (isPanned ? panned.from : undefined) },
    setLevel,
    setOpen,
    setOpenRows,
    setHeld,
    pan: (from: number) => setPanned({ from, at: { row, column } }),
    follow: () => setPanned(undefined),
  };
}

/** A long run: what is repeated is folded with a count, or a window of it is drawn, which follows the cursor. */
export function LongStaircase(props: StaircaseViewProps): ReactNode {
  const { staircase, size } = props;
  const ref = useRef<HTMLDivElement>(null);
  const width = useWidth(ref, size === 'wide' ? 1200 : 340) - BESIDE[size];
  const chosen = useChoice(staircase);
  const { level, open, openRows, from } = chosen.choice;
  const branch = size === 'wide' ? 20 : 8;
  const long = useMemo(
    () => longStairs(staircase, { level, open, openRows, from }, { width, branch }),
    [staircase, level, open, openRows, from, width, branch],
  );
  const isFoldOpen = open.length + openRows.length > 0;
  const zoom = (by: -1 | 1) => {
    if (by < 0 && open.length > 0) return chosen.setOpen(open.slice(0, -1));
    chosen.setOpen([]);
    chosen.follow();
    chosen.setLevel(Math.min(long.levels.length - 1, Math.max(0, long.level + by)));
  };
  const foldAgain = () => {
    chosen.setOpen([]);
    chosen.setOpenRows([]);
  };
  useCtrlWheel(ref, zoom);
  const { zoomed = 0 } = props;
  const [heard, setHeard] = useState(zoomed);
  if (zoomed !== heard) {
    setHeard(zoomed);
    zoom(zoomed > heard ? 1 : -1);
  }
  return (
    <div ref={ref} className="stair-long" data-size={size}>
      {size !== 'mini' && (
        <Controls
          whole={staircase}
          long={long}
          onZoom={zoom}
          onPan={chosen.pan}
          isFoldOpen={isFoldOpen}
          onFoldAgain={foldAgain}
        />
      )}
      <StairGrid {...props} staircase={long.stairs} long={gridOf(props, long, chosen, zoom)} />
    </div>
  );
}

function gridOf(
  { staircase, size }: StaircaseViewProps,
  long: LongStairs,
  chosen: ReturnType<typeof useChoice>,
  zoom: (by: -1 | 1) => void,
): LongGrid {
  const { open, openRows } = chosen.choice;
  const { window, list } = long.slots;
  const isCut = window[1] - window[0] < list.length;
  return {
    rowCount: staircase.rows.length,
    columnCount: staircase.columns.length,
    rowStarts: long.rows.map(([from]) => from),
    columnStarts: list.slice(...window).map(({ from }) => from),
    // Where all of it is drawn there is no window that could move under the pointer.
    onDrag: (isDragging) => chosen.setHeld(isDragging && isCut ? window[0] : undefined),
    onKey: (key) => {
      const by = key === '+' || key === '=' ? 1 : key === '-' || key === '_' ? -1 : undefined;
      if (by) zoom(by);
      return by !== undefined;
    },
    over: (marks, box) =>
      size === 'mini' ? null : (
        <Openers
          long={long}
          marks={marks}
          box={box}
          isTall={size === 'small'}
          onColumns={(fold) => chosen.setOpen(opened(open, fold))}
          onRows={(fold) => chosen.setOpenRows(opened(openRows, fold))}
        />
      ),
  };
}

type Span = { from: number; to: number };

/** What opens a fold: beside the row that it is, or under its column. */
function Openers(props: {
  long: LongStairs;
  marks: StairMarks;
  box: StairBox;
  isTall: boolean;
  onColumns: (fold: Span) => void;
  onRows: (fold: Span) => void;
}): ReactNode {
  const { long, marks, box, isTall, onColumns, onRows } = props;
  const { columns, rows } = long.stairs;
  const height = isTall ? 44 : 22;
  return (
    <>
      {rows.map(
        ({ fold, label }, index) =>
          fold && (
            <button
              key={`row ${fold[0]}`}
              type="button"
              className="stair-open"
              style={{
                top: rem(index * box.rowHeight),
                width: rem(box.labelWidth - 8),
                height: rem(box.rowHeight),
              }}
              onClick={() => onRows({ from: fold[0], to: fold[1] })}
            >
              {`▸ ${label}`}
              <span className="visually-hidden">: show them one by one</span>
            </button>
          ),
      )}
      {columns.map(({ fold, label }, index) => {
        const mark = marks.columns[index];
        if (!fold || !mark) return null;
        const width = Math.max(mark.width - 4, isTall ? 44 : 24);
        return (
          <button
            key={`column ${fold.span[0]}`}
            type="button"
            className="stair-open stair-open-column"
            title={label}
            style={{
              top: rem(marks.axisY + 15),
              left: rem(mark.centre - width / 2),
              width: rem(width),
              height: rem(height),
            }}
            onClick={() => onColumns({ from: fold.span[0], to: fold.span[1] })}
          >
            {fittingLabel(label, width / box.letterWidth - 2)}
            <span className="visually-hidden">{` ${label}: show them one by one`}</span>
          </button>
        );
      })}
    </>
  );
}

/** The count matters most. */
function fittingLabel(label: string, letters: number): string {
  if (label.length <= letters) return label;
  const count = label.split(' ').at(-1) ?? '';
  return label.includes('×') && count.length <= letters ? count : '…';
}

function Controls(props: {
  whole: Staircase;
  long: LongStairs;
  onZoom: (by: -1 | 1) => void;
  onPan: (from: number) => void;
  isFoldOpen: boolean;
  onFoldAgain: () => void;
}): ReactNode {
  const { whole, long, onZoom, onPan, isFoldOpen, onFoldAgain } = props;
  const { window, list } = long.slots;
  const isWhole = window[1] - window[0] >= list.length;
  const shown = list.slice(...window);
  const upTo = (column: number) => eventsUpTo(whole.columns, column);
  const drawn = upTo(shown.at(-1)?.to ?? 0) - upTo(shown[0]?.from ?? 0);
  const events = upTo(whole.columns.length).toLocaleString('en-GB');
  const isLast = long.level === long.levels.length - 1;
  return (
    <div className="stair-zoom">
      <button
        type="button"
        className="quiet stair-zoom-button"
        aria-label="Zoom out"
        aria-disabled={long.level === 0 && !isFoldOpen}
        onClick={() => onZoom(-1)}
      >
        −
      </button>
      <button
        type="button"
        className="quiet stair-zoom-button"
        aria-label="Zoom in"
        aria-disabled={isLast}
        onClick={() => onZoom(1)}
      >
        +
      </button>
      <p className="stair-scale">
        {isWhole ? `${events} events` : `${drawn.toLocaleString('en-GB')} of ${events} events`}
        {long.hasFolds && '. Folded columns are not to scale'}
      </p>
      {isFoldOpen && (
        <button type="button" className="quiet fold" onClick={onFoldAgain}>
          Fold again
        </button>
      )}
      <StairOverview whole={whole} slots={long.slots} onPan={onPan} />
    </div>
  );
}
