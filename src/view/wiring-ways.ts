import type { PartyName } from './message.ts';

export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

export type Point = readonly [number, number];

/** Narrower than this: two columns, and letters without words. */
export const isSmallWiring = (width: number): boolean => width < 640;

/** Where the boxes stand. It depends on the room and on which parties there are, never on what happens: nothing moves. */
export function boxesFor(
  parties: readonly PartyName[],
  width: number,
  height: number,
): Map<PartyName, Rect> {
  const hasClient = parties.includes('client');
  const isSmall = isSmallWiring(width);
  const edge = isSmall ? 2 : 16;
  const gapX = isSmall ? 36 : Math.min(170, Math.max(96, width * 0.115));
  const gapY = isSmall ? 30 : 46;
  const inner = width - 2 * edge - (isSmall ? 1 : 2) * gapX;
  const [first, second, third] = isSmall
    ? [inner * 0.46, inner * 0.54, 0]
    : [inner * 0.34, inner * 0.27, inner * 0.39];
  const top = edge;
  const room = Math.max(120, height - 2 * edge);
  const x2 = edge + first + gapX;
  if (isSmall) {
    const rows = hasClient ? [0.36, 0.36, 0.28] : [0.42, 0.58];
    const free = room - gapY * (rows.length - 1);
    const h = rows.map((share) => free * share);
    const y = (index: number): number =>
      top + h.slice(0, index).reduce((sum, each) => sum + each + gapY, 0);
    const engine = h[0] ?? 0;
    const world = hasClient ? (h[1] ?? 0) : room - engine - gapY;
    return new Map<PartyName, Rect>([
      ['app', { x: edge, y: y(0), width: first, height: engine }],
      ['world', { x: edge, y: y(1), width: first, height: world }],
      ['engine', { x: x2, y: top, width: second, height: engine }],
      ['store', { x: x2, y: top + engine + gapY, width: second, height: room - engine - gapY }],
      ...(hasClient
        ? ([['client', { x: edge, y: y(2), width: first, height: h[2] ?? 0 }]] as const)
        : []),
    ]);
  }
  const upper = (room - gapY) * 0.51;
  const lower = room - gapY - upper;
  const x3 = x2 + second + gapX;
  return new Map<PartyName, Rect>([
    ['app', { x: edge, y: top, width: first, height: upper }],
    ['world', { x: edge, y: top + upper + gapY, width: first, height: lower }],
    ['engine', { x: x2, y: top, width: second, height: hasClient ? upper : room }],
    ['store', { x: x3, y: top, width: third, height: room }],
    ...(hasClient
      ? ([['client', { x: x2, y: top + upper + gapY, width: second, height: lower }]] as const)
      : []),
  ]);
}

/** How far the two directions of one way stand apart. */
const APART = 9;

const middle = (rect: Rect): Point => [rect.x + rect.width / 2, rect.y + rect.height / 2];

/** The way of a letter, from the edge of its sender to the edge of its receiver. */
export function wayOf(
  boxes: ReadonlyMap<PartyName, Rect>,
  from: PartyName,
  to: PartyName,
): Point[] | undefined {
  const a = boxes.get(from);
  const b = boxes.get(to);
  if (!a || !b) return undefined;
  const isRight = a.x + a.width <= b.x;
  const isLeft = b.x + b.width <= a.x;
  if (isRight || isLeft) {
    const [left, right] = isRight ? [a, b] : [b, a];
    const low = Math.max(left.y, right.y);
    const high = Math.min(left.y + left.height, right.y + right.height);
    const start = isRight ? left.x + left.width : right.x;
    const end = isRight ? right.x : left.x + left.width;
    const shift = isRight ? -APART : APART;
    if (high - low > 2 * APART) {
      // At the height of the smaller box, where both have an edge.
      const y = (low + high) / 2 + shift;
      return [
        [start, y],
        [end, y],
      ];
    }
    const between = (left.x + left.width + right.x) / 2 + shift;
    const [y1, y2] = [middle(a)[1] + shift, middle(b)[1] + shift];
    return [
      [start, y1],
      [between, y1],
      [between, y2],
      [end, y2],
    ];
  }
  const isDown = a.y + a.height <= b.y;
  const x =
    (Math.max(a.x, b.x) + Math.min(a.x + a.width, b.x + b.width)) / 2 + (isDown ? -APART : APART);
  return [
    [x, isDown ? a.y + a.height : a.y],
    [x, isDown ? b.y : b.y + b.height],
  ];
}

/** The point of a way that is `progress` (0 to 1) of its length from its start. */
export function pointOn(way: readonly Point[], progress: number): { x: number; y: number } {
  const lengths = way.slice(1).map(([x, y], index) => {
    const [x0, y0] = way[index] as Point;
    return Math.hypot(x - x0, y - y0);
  });
  let left = Math.min(1, Math.max(0, progress)) * lengths.reduce((sum, each) => sum + each, 0);
  for (const [index, length] of lengths.entries()) {
    const [x0, y0] = way[index] as Point;
    const [x1, y1] = way[index + 1] as Point;
    if (left <= length && length > 0)
      return { x: x0 + ((x1 - x0) * left) / length, y: y0 + ((y1 - y0) * left) / length };
    left -= length;
  }
  const [x, y] = way[way.length - 1] ?? [0, 0];
  return { x, y };
}
