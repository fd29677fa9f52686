import {
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
} from 'react';
import type { Staircase, StairRow } from '../view/frame.ts';
import {
  pinMarks,
  placeUnder,
  staircaseMarks,
  type Pin,
  type RowMarks,
  type StairBox,
} from '../view/marks.ts';
import { cellAfterKey, focusCell, nearestCell, type Cell } from './behaviors/roving-grid.ts';
import { useKeepInView } from './behaviors/use-keep-in-view.ts';
import { useWidth } from './behaviors/use-width.ts';
import type { ScreenActions } from './screen-actions.ts';
import {
  Axis,
  EffectStrip,
  Patterns,
  Pins,
  Playhead,
  RowDrawing,
  type StairSize,
} from './staircase-drawing.tsx';

interface StaircaseViewProps {
  staircase: Staircase;
  isFolded: boolean;
  /** No words that a newcomer does not need yet; everything else in its place. */
  isFirstMinute: boolean;
  size: StairSize;
  /** What a person did in this run. */
  pins: readonly Pin[];
  /** Numbers of the events that are looked for. */
  found?: ReadonlySet<number> | undefined;
  /** There is a version 2 of the code. */
  canCheckDeploy: boolean;
  actions: ScreenActions;
}

const boxes: Record<StairSize, Omit<StairBox, 'width' | 'leastRows'>> = {
  wide: { labelWidth: 196, rowHeight: 24, letterWidth: 6.9, axisHeight: 34 },
  small: { labelWidth: 118, rowHeight: 30, letterWidth: 6.9, axisHeight: 34 },
  mini: { labelWidth: 68, rowHeight: 16, letterWidth: 6.9, axisHeight: 18 },
};

/** Many rows are drawn lower, so that the zones above keep their room. */
function boxFor(size: StairSize, isFolded: boolean, width: number, rowCount: number): StairBox {
  const box = boxes[size];
  if (size !== 'wide') return { ...box, width, leastRows: 2 };
  const labelWidth = isFolded ? 96 : width < 1000 ? 150 : box.labelWidth;
  const rowHeight = rowCount > 6 ? 16 : rowCount > 4 ? 20 : box.rowHeight;
  return { ...box, labelWidth, rowHeight, width, leastRows: 2 };
}

/** On the phone's scrubber only the runs of the app are named. */
function nameOf(row: StairRow, size: StairSize): string {
  if (size !== 'mini') return row.label;
  return row.label.startsWith('App run') ? (row.label.split(' · ')[0] ?? row.label) : '';
}

function spanOf(row: StairRow): [number, number] {
  const from = Math.min(row.again[0], row.live[0]);
  return [from, Math.max(from + 1, row.again[1], row.live[1])];
}

/** As it is drawn: whole rows below the playhead, and what is right of it in its own row. */
function isLater({ playhead }: Staircase, row: StairRow, cell: Cell): boolean {
  return row.isAhead || (cell.row === playhead.row && cell.column > playhead.column);
}

/** What a cell says of itself. What is still to come is called `later`, and its marks are left out. */
export function cellText(staircase: Staircase, cell: Cell): string {
  const row = staircase.rows[cell.row];
  const column = staircase.columns[cell.column];
  if (!row || !column) return 'no event';
  const name = `event ${column.number}, ${column.label}`;
  if (isLater(staircase, row, cell)) return `${name}, later`;
  const isAgain = cell.column >= row.again[0] && cell.column < row.again[1];
  const marks = row.marks
    .filter((mark) => !mark.isAhead && Math.floor(mark.column) === cell.column)
    .map((mark) => (mark.isDuplicate ? `${mark.label}, again` : mark.label));
  return [name, isAgain ? 'read again' : 'new', ...marks].join(', ');
}

/** The stop of a row that a cell stands for: its first moment in that column, or the row's last. */
function stopOf(row: StairRow, column: number): StairRow['stops'][number] | undefined {
  return row.stops.find((stop) => stop.column >= column) ?? row.stops[row.stops.length - 1];
}

function GridRow(props: {
  staircase: Staircase;
  row: StairRow;
  marks: RowMarks;
  centres: readonly { x: number; width: number }[];
  tabStop: Cell;
  isCurrent: boolean;
  rowHeight: number;
  labelLetters: number;
  name: string;
}): ReactNode {
  const { staircase, row, marks, centres, tabStop, isCurrent, rowHeight, labelLetters, name } =
    props;
  const [from, to] = spanOf(row);
  const cells = Array.from({ length: to - from }, (_, index) => from + index);
  const top = marks.row * rowHeight;
  const label = name.length > labelLetters ? `${name.slice(0, labelLetters - 1)}…` : name;
  return (
    <g role="row" data-current={isCurrent} data-keep={isCurrent} className="stair-grid-row">
      <text role="rowheader" className="stair-name" x="0" y={top + rowHeight / 2} dy="0.35em">
        {label}
        {label !== row.label && <title>{row.label}</title>}
      </text>
      {cells.map((column) => {
        const cell = { row: marks.row, column };
        const box = centres[column];
        const isTabStop = tabStop.row === cell.row && tabStop.column === column;
        return (
          <rect
            key={column}
            role="gridcell"
            className="stair-cell"
            aria-label={cellText(staircase, cell)}
            data-cell={`${cell.row}-${column}`}
            tabIndex={isTabStop ? 0 : -1}
            x={(box?.x ?? 0) + 1}
            y={top + 1}
            width={Math.max(1, (box?.width ?? 2) - 2)}
            height={rowHeight - 2}
          />
        );
      })}
    </g>
  );
}

function useDragging(props: StaircaseViewProps, box: StairBox) {
  const isDragging = useRef(false);
  const seek = (event: PointerEvent<SVGSVGElement>) => {
    const outer = event.currentTarget.getBoundingClientRect();
    const point = { x: event.clientX - outer.left, y: event.clientY - outer.top };
    const place = placeUnder(props.staircase, box, point);
    if (place) props.actions.onSeek(place.step, place.beat, place.fraction);
  };
  return {
    onPointerDown: (event: PointerEvent<SVGSVGElement>) => {
      if (event.button !== 0) return;
      isDragging.current = true;
      event.currentTarget.setPointerCapture(event.pointerId);
      seek(event);
    },
    onPointerMove: (event: PointerEvent<SVGSVGElement>) => {
      if (isDragging.current) seek(event);
    },
    onPointerUp: () => {
      isDragging.current = false;
    },
    onPointerCancel: () => {
      isDragging.current = false;
    },
  };
}

/** The drawing itself, which is the scrubber, too: press or drag across time, or walk it with the arrow keys. */
export function StaircaseDrawing(props: StaircaseViewProps): ReactNode {
  const { staircase, isFolded, isFirstMinute, size, actions } = props;
  const frameRef = useRef<HTMLDivElement>(null);
  const hatchId = useId();
  const width = useWidth(frameRef, 1200);
  const box = boxFor(size, isFolded, width, staircase.rows.length);
  const marks = staircaseMarks(staircase, box);
  const spans = staircase.rows.map(spanOf);
  const [wished, setWished] = useState<Cell>();
  const head = { row: staircase.playhead.row, column: Math.floor(staircase.playhead.column) };
  const tabStop = nearestCell(spans, wished ?? head);
  useKeepInView(frameRef, staircase.playhead.row);
  const onKeyDown = (event: KeyboardEvent<SVGSVGElement>) => {
    const next = cellAfterKey(spans, tabStop, event.key);
    if (next && !event.altKey && !event.ctrlKey && !event.metaKey) {
      setWished(next);
      focusCell(event, next);
      return;
    }
    const row = staircase.rows[tabStop.row];
    const stop = row && stopOf(row, tabStop.column);
    if (!stop || (event.key !== 'Enter' && event.key !== ' ')) return;
    event.preventDefault();
    event.stopPropagation();
    actions.onSeek(stop.step, stop.beat, 0);
  };
  return (
    <div ref={frameRef} className="stair-frame" data-size={size}>
      <svg
        role="grid"
        aria-label="Replay staircase"
        className="stairs"
        width={width}
        height={marks.height}
        onKeyDown={onKeyDown}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) setWished(undefined);
        }}
        {...useDragging(props, box)}
      >
        <Patterns id={hatchId} />
        <Axis marks={marks} isBrief={size === 'mini' || isFirstMinute} found={props.found} />
        {marks.rows.map((row) => (
          <RowDrawing key={row.row} marks={row} hatchId={hatchId} width={width} size={size} />
        ))}
        <EffectStrip marks={marks} />
        {staircase.rows.map((row, index) => {
          const rowMarks = marks.rows[index];
          return (
            rowMarks && (
              <GridRow
                key={index}
                staircase={staircase}
                row={row}
                marks={rowMarks}
                centres={marks.columns}
                tabStop={tabStop}
                isCurrent={index === staircase.playhead.row}
                rowHeight={box.rowHeight}
                name={nameOf(row, size)}
                labelLetters={Math.floor(box.labelWidth / box.letterWidth)}
              />
            )
          );
        })}
        <Pins pins={pinMarks(staircase, box, props.pins)} />
        <Playhead marks={marks} />
      </svg>
    </div>
  );
}

function Legend(): ReactNode {
  return (
    <ul className="legend" aria-label="What the marks mean">
      <li data-kind="again">read again</li>
      <li data-kind="live">new</li>
      <li data-kind="crash">crash</li>
      <li data-kind="effect">effect in the world</li>
    </ul>
  );
}

/** The replay staircase with its head. */
export function StaircaseZone(
  props: StaircaseViewProps & { id: string; tabId?: string },
): ReactNode {
  const { isFolded, isFirstMinute, canCheckDeploy, actions, id, tabId } = props;
  return (
    <section
      id={id}
      className="staircase"
      role={tabId ? 'tabpanel' : undefined}
      aria-labelledby={tabId ?? `${id}-title`}
    >
      <header className="zone-head">
        <h2 id={`${id}-title`} className="zone-title">
          {isFolded ? 'App runs' : 'Every wake-up'}
        </h2>
        {!isFirstMinute && (
          <>
            <p className="zone-note">
              the code starts again at line 1 and reads the history from the left
            </p>
            <Legend />
            <button
              type="button"
              className="quiet fold"
              onClick={() => actions.onExplore('crashes')}
            >
              Crash everywhere
            </button>
            {canCheckDeploy && (
              <button
                type="button"
                className="quiet fold"
                onClick={() => actions.onExplore('deployment')}
              >
                Check the deploy
              </button>
            )}
            <button type="button" className="quiet fold" onClick={actions.onFoldToggle}>
              {isFolded ? 'Show every wake-up' : 'Fold to app runs'}
            </button>
          </>
        )}
      </header>
      <StaircaseDrawing {...props} />
    </section>
  );
}
