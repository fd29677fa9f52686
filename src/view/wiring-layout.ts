import { line } from 'd3-shape';
import type { PartyName } from './message.ts';
import type { Letter } from './wiring-letters.ts';
import { rowMarks, type RowMark } from './wiring-rows.ts';
import { boxesFor, isSmallWiring, pointOn, wayOf, type Point, type Rect } from './wiring-ways.ts';
import type { WiringBox } from './wiring.ts';

export interface BoxMark extends Rect {
  box: WiringBox;
  /** The outline; of a dead party its lower edge is torn. */
  path: string;
  rows: RowMark[];
}

/** The way of one kind of letter. */
export interface LaneMark {
  from: PartyName;
  to: PartyName;
  path: string;
  /** The head of an arrow at its end. */
  head: string;
}

export interface WiringMarks {
  width: number;
  height: number;
  boxes: BoxMark[];
  lanes: LaneMark[];
}

const path = line<Point>()
  .x(([x]) => x)
  .y(([, y]) => y);

/** A narrow picture leaves out a client that says nothing: it has room for four boxes. */
export const boxesShown = (boxes: readonly WiringBox[], width: number): WiringBox[] =>
  boxes.filter(
    ({ party, groups }) => party !== 'client' || !isSmallWiring(width) || groups.length > 0,
  );

/** Where a letter is; undefined where one of its parties is not in the picture. */
export function letterPoint(
  parties: readonly PartyName[],
  size: { width: number; height: number },
  letter: Letter,
): { x: number; y: number } | undefined {
  const way = wayOf(boxesFor(parties, size.width, size.height), letter.from, letter.to);
  return way && pointOn(way, letter.progress);
}

const LANES: readonly (readonly [PartyName, PartyName])[] = [
  ['engine', 'app'],
  ['app', 'engine'],
  ['engine', 'store'],
  ['store', 'engine'],
  ['app', 'world'],
  ['client', 'engine'],
  ['engine', 'client'],
];

function laneMark(
  boxes: ReadonlyMap<PartyName, Rect>,
  [from, to]: readonly [PartyName, PartyName],
): LaneMark[] {
  const way = wayOf(boxes, from, to);
  const end = way?.[way.length - 1];
  const before = way?.[way.length - 2];
  if (!way || !end || !before) return [];
  const angle = Math.atan2(end[1] - before[1], end[0] - before[0]);
  const wing = (turn: number): Point => [
    end[0] - 7 * Math.cos(angle + turn),
    end[1] - 7 * Math.sin(angle + turn),
  ];
  const head = path([wing(0.5), end, wing(-0.5)]) ?? '';
  return [{ from, to, path: path(way) ?? '', head }];
}

/** The picture without the letters: it depends on the stop, not on the way to the next. */
export function wiringMarks(
  boxes: readonly WiringBox[],
  size: { width: number; height: number },
): WiringMarks {
  const rects = boxesFor(
    boxes.map(({ party }) => party),
    size.width,
    size.height,
  );
  const isAbsent = (party: PartyName): boolean =>
    boxes.some((box) => box.party === party && box.standing === 'absent');
  return {
    ...size,
    boxes: boxes.flatMap((box) => {
      const rect = rects.get(box.party);
      return rect ? [boxMark(box, rect)] : [];
    }),
    lanes: LANES.filter(([from, to]) => !isAbsent(from) && !isAbsent(to)).flatMap((lane) =>
      laneMark(rects, lane),
    ),
  };
}

function boxMark(box: WiringBox, rect: Rect): BoxMark {
  const outline = box.standing === 'dead' ? tornOutline(rect) : roundOutline(rect);
  return { ...rect, box, path: outline, rows: rowMarks(box, rect) };
}

function roundOutline({ x, y, width, height }: Rect): string {
  const r = 8;
  return `M${x + r} ${y}h${width - 2 * r}a${r} ${r} 0 0 1 ${r} ${r}v${height - 2 * r}a${r} ${r} 0 0 1 ${-r} ${r}h${2 * r - width}a${r} ${r} 0 0 1 ${-r} ${-r}v${2 * r - height}a${r} ${r} 0 0 1 ${r} ${-r}z`;
}

/** As if the lower half had been ripped away. */
function tornOutline({ x, y, width, height }: Rect): string {
  const teeth = Math.max(6, Math.round(width / 14));
  const edge = Array.from({ length: teeth + 1 }, (_, index): Point => [
    x + width - (index * width) / teeth,
    y + height - 4 - (index % 2 === 0 ? 0 : 9) - (index % 3) * 3,
  ]);
  return `${path([[x, y], [x + width, y], ...edge]) ?? ''}z`;
}
