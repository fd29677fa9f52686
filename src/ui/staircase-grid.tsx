import {
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import type { Staircase, StairRow } from '../view/frame.ts';
import { placeUnder, STRIP_HEIGHT, staircaseMarks, type StairMarks } from '../view/marks.ts';
import type { Pin } from '../view/stair-pins.ts';
import { columnNow, type StairBox } from '../view/staircase-column-marks.ts';
import { stopIn } from '../view/staircase-resent.ts';
import { cellAfterKey, focusCell, nearestCell, type Cell } from './behaviors/roving-grid.ts';
import { useKeptCell } from './behaviors/use-kept-cell.ts';
import { CellPoint, pointIn, useCellMenu } from './faults/cell-pointing.tsx';
import { useKeepInView } from './behaviors/use-keep-in-view.ts';
import { lowScreen, useMedia } from './behaviors/use-media.ts';
import { rem, rootScale } from './behaviors/root-scale.ts';
import { useWidth } from './behaviors/use-width.ts';
import { lazyMarks } from './lazy-part.tsx';
import type { ScreenActions } from './screen-actions.ts';
import { LETTER, type DrawBand, type StairSize } from './stair-words.ts';
import { textWidth } from './text-width.ts';
import { GridRow, spanOf, type WholeGrid } from './staircase-cells.tsx';
import { Axis } from './stair-axis.tsx';
import { EffectStrip, Patterns, Playhead, RowDrawing } from './staircase-drawing.tsx';

const Begins = lazyMarks(async () => ({
  default: (await import('./stair-later.tsx')).Begins,
}));

const Pins = lazyMarks(async () => ({
  default: (await import('./stair-later.tsx')).Pins,
}));

export interface StaircaseViewProps {
  staircase: Staircase;
  isFolded: boolean;
  /** No words that a newcomer does not need yet; everything else in its place. */
  isFirstMinute: boolean;
  size: StairSize;
  /** What a person did in this run. */
  pins: readonly Pin[];
  /** Numbers of the events that are looked for. */
  found?: ReadonlySet<number> | undefined;
  /** How far the reader has asked to zoom into it, wherever the focus was: in less out. */
  zoomed?: number | undefined;
  /** There is a version 2 of the code. */
  canCheckDeploy: boolean;
  /** What many runs have shown, over the columns. */
  band?: DrawBand | undefined;
  actions: ScreenActions;
}

/** What a long run adds to the grid that draws a part of it. */
export interface LongGrid extends WholeGrid {
  /** Drawn over the staircase, outside of the grid. */
  over: (marks: StairMarks, box: StairBox) => ReactNode;
  /** True when the key was its own. */
  onKey: (key: string) => boolean;
  onDrag: (isDragging: boolean) => void;
}

type StairGridProps = StaircaseViewProps & { long?: LongGrid };

const boxes: Record<StairSize, Omit<StairBox, 'width' | 'leastRows'>> = {
  wide: { labelWidth: 208, rowHeight: 24, letterWidth: LETTER, axisHeight: 34 },
  small: { labelWidth: 84, rowHeight: 30, letterWidth: LETTER, axisHeight: 34 },
  mini: { labelWidth: 74, rowHeight: 16, letterWidth: LETTER, axisHeight: 18 },
};

/** On paper it is drawn for a sheet of A4 that stands, and scaled to the sheet that it gets. In CSS pixels. */
const PAPER_WIDTH = 700;

function useDrawnWidth(ref: RefObject<HTMLElement | null>): number {
  const width = useWidth(ref, 1200);
  return useMedia('print') ? PAPER_WIDTH : width;
}

/** All rows, the tracks of a disagreement and the numbers stand in the height of phone.css and embed.css. */
const MINI_ROWS = 36;
const NAMED_ROW = 9;
const miniRowHeight = (count: number, usual: number): number =>
  Math.min(usual, Math.max(5, Math.floor(MINI_ROWS / count)));

/** So many rows that they may scroll are so high. */
const LOW_ROW = 16;

/** Many rows are drawn lower, so that the zones above keep their room. */
function boxFor(props: StairGridProps, width: number, isLow: boolean): StairBox {
  const { size, isFolded } = props;
  const { rows, held } = props.staircase;
  const rowCount = Math.max(rows.length, held?.rows ?? 0);
  const tracks = rows.at(-1)?.asked ? 1 : 0;
  const box = boxes[size];
  if (size === 'mini') {
    const rowHeight = miniRowHeight(rowCount + tracks, box.rowHeight);
    // Without names their room is for the columns.
    const labelWidth = rowHeight < NAMED_ROW ? NAMED_ROW : box.labelWidth;
    return { ...box, labelWidth, rowHeight, width, leastRows: 2 };
  }
  if (size === 'small') return { ...box, width, leastRows: 2 };
  const labelWidth = isFolded ? 96 : box.labelWidth;
  const lines = isFolded ? rowCount + tracks : rowCount;
  const usual = lines > 6 ? LOW_ROW : lines > 4 || isLow ? 20 : box.rowHeight;
  // One more than there is room for, with the numbers under it: rather lower rows than no numbers.
  const isFull = isFolded && lines === 4;
  const rowHeight = isFull ? (isLow ? LOW_ROW - 1 : LOW_ROW + 2) : usual;
  return { ...box, labelWidth, rowHeight, width, leastRows: 2 };
}

/** Rows that scroll are never cut in half: what stands under them is as high as some of them, too. */
const wholeRows = (box: StairBox, size: StairSize): StairBox => {
  if (size !== 'wide') return box;
  const over = (STRIP_HEIGHT + box.axisHeight) % box.rowHeight;
  const more = box.rowHeight !== LOW_ROW || over === 0 ? 0 : box.rowHeight - over;
  return { ...box, axisHeight: box.axisHeight + more };
};

/** Room under the columns for what opens a fold; on the phone a finger must be able to press it. */
function longBox(box: StairBox, size: StairSize, { rows }: Staircase): StairBox {
  if (size === 'mini') return box;
  if (size === 'wide') return { ...box, axisHeight: 40 };
  return { ...box, axisHeight: 62, rowHeight: rows.some(({ fold }) => fold) ? 44 : box.rowHeight };
}

/** Lines of text stand so far apart. */
const LINE = 12;

/**
 * On the phone `App run 2` and `event 14`; on its scrubber only the runs of the app: all where there is a line for each, the row of the
 * playhead where there is not, and none where there is no room for letters.
 */
function nameOf(
  { label }: StairRow,
  { size, rowHeight, isCurrent }: { size: StairSize; rowHeight: number; isCurrent: boolean },
): string {
  if (size === 'wide') return label;
  const hasRoom = rowHeight >= LINE || (isCurrent && rowHeight >= NAMED_ROW);
  const isNamed = size === 'small' || (hasRoom && label.startsWith('App run'));
  return isNamed ? label.replace(/ · .*|^woken by /, '') : '';
}

function useDragging(props: StairGridProps, box: StairBox) {
  const isDragging = useRef(false);
  const seek = (event: PointerEvent<SVGSVGElement>) => {
    const place = placeUnder(props.staircase, box, pointIn(event, box));
    if (place) props.actions.onSeek(place.step, place.beat, place.fraction);
  };
  const end = () => {
    // The playhead tells where it is now: the ring must not stay on the cell under the first touch.
    if (isDragging.current && document.activeElement instanceof SVGElement)
      document.activeElement.blur();
    isDragging.current = false;
    props.long?.onDrag(false);
  };
  return {
    onPointerDown: (event: PointerEvent<SVGSVGElement>) => {
      if (event.button !== 0) return;
      isDragging.current = true;
      props.long?.onDrag(true);
      event.currentTarget.setPointerCapture(event.pointerId);
      seek(event);
    },
    onPointerMove: (event: PointerEvent<SVGSVGElement>) => {
      if (isDragging.current) seek(event);
    },
    onPointerUp: end,
    onPointerCancel: end,
    ...useCellMenu(props.staircase, box, end),
  };
}

function alignRows(frame: HTMLElement, rowHeight: number): void {
  const height = rowHeight * rootScale();
  frame.scrollTop = Math.floor((frame.scrollTop + 1) / height) * height;
}

/** The row of the playhead is in view, and no row is cut at the upper edge. */
function useRowInView(
  ref: RefObject<HTMLDivElement | null>,
  { playhead, rows }: Staircase,
  rowHeight: number,
): void {
  const moment = `${playhead.row} of ${rows.length}`;
  useKeepInView(ref, moment);
  useLayoutEffect(() => {
    const frame = ref.current;
    if (frame) alignRows(frame, rowHeight);
  }, [ref, moment, rowHeight]);
}

const isPlain = (event: KeyboardEvent): boolean =>
  !event.altKey && !event.ctrlKey && !event.metaKey;

function take(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

/** The cells of each row, over what is drawn of it. */
function GridRows(
  props: StairGridProps & { marks: StairMarks; box: StairBox; tabStop: Cell },
): ReactNode {
  const { staircase, size, long, marks, box, tabStop } = props;
  const { rowHeight } = box;
  return staircase.rows.map((row, index) => {
    const rowMarks = marks.rows[index];
    const isCurrent = index === staircase.playhead.row;
    return (
      rowMarks && (
        <GridRow
          key={index}
          staircase={staircase}
          row={row}
          marks={rowMarks}
          centres={marks.columns}
          tabStop={tabStop}
          isCurrent={isCurrent}
          rowHeight={rowHeight}
          name={nameOf(row, { size, rowHeight, isCurrent })}
          whole={long}
          room={box.labelWidth - 6}
        />
      )
    );
  });
}

const hasBegins = ({ columns }: Staircase): boolean =>
  columns.some(({ begins }) => begins !== undefined);

/** From these the frame takes its height (stairs.css). */
const heightsOf = ({ rowsBottom, height }: StairMarks, { rowHeight }: StairBox): CSSProperties =>
  ({
    '--stair-row': rem(rowHeight),
    '--stair-rows': rem(rowsBottom),
    '--stair-all': rem(height),
  }) as CSSProperties;

/** The rows and columns as a grid and as the scrubber. */
export function StairGrid(props: StairGridProps): ReactNode {
  const { staircase, isFirstMinute, size, actions, long } = props;
  const frameRef = useRef<HTMLDivElement>(null);
  const hatchId = useId();
  const width = useDrawnWidth(frameRef);
  const plain = { ...boxFor(props, width, useMedia(lowScreen)), textWidth };
  const box = wholeRows(long ? longBox(plain, size, staircase) : plain, size);
  const marks = staircaseMarks(staircase, box);
  const spans = staircase.rows.map(spanOf);
  const [wished, setWished] = useState<Cell>();
  const head = { row: staircase.playhead.row, column: columnNow(staircase) };
  const tabStop = nearestCell(spans, wished ?? head);
  useRowInView(frameRef, staircase, box.rowHeight);
  const focusKept = useKeptCell(frameRef, () => setWished(undefined));
  const onKeyDown = (event: KeyboardEvent<SVGSVGElement>) => {
    if (isPlain(event) && long?.onKey(event.key)) return take(event);
    const next = cellAfterKey(spans, tabStop, event.key);
    if (next && isPlain(event)) {
      setWished(next);
      focusCell(event, next);
      return;
    }
    const row = staircase.rows[tabStop.row];
    const stop = row && stopIn(row, tabStop.column);
    if (!stop || (event.key !== 'Enter' && event.key !== ' ')) return;
    take(event);
    actions.onSeek(stop.step, stop.beat, 0);
  };
  return (
    <>
      {size !== 'mini' && props.band?.({ staircase, marks, size })}
      <div
        ref={frameRef}
        className="stair-frame"
        data-size={size}
        style={heightsOf(marks, box)}
        onScrollEnd={(event) => alignRows(event.currentTarget, box.rowHeight)}
      >
        <svg
          role="grid"
          aria-label="Replay staircase"
          aria-rowcount={long?.rowCount}
          aria-colcount={long && long.columnCount + 1}
          className="stairs"
          width={rem(width)}
          height={rem(marks.height)}
          viewBox={`0 0 ${width} ${marks.height}`}
          onKeyDown={onKeyDown}
          {...focusKept}
          {...useDragging(props, box)}
        >
          <Patterns id={hatchId} />
          <Axis marks={marks} isBrief={size === 'mini' || isFirstMinute} found={props.found} />
          {hasBegins(staircase) && (
            <Begins {...{ staircase, marks, box }} isBrief={size === 'mini' || isFirstMinute} />
          )}
          {marks.rows.map((row) => (
            <RowDrawing key={row.row} {...{ row, marks, hatchId, width, size }} />
          ))}
          <EffectStrip marks={marks} />
          <GridRows {...props} {...{ marks, box, tabStop }} />
          {props.pins.length > 0 && <Pins {...{ staircase, box }} pins={props.pins} />}
          <Playhead marks={marks} />
        </svg>
        <CellPoint {...{ staircase, marks, box, size }} cell={tabStop} />
        {long?.over(marks, box)}
      </div>
    </>
  );
}
