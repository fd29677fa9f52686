import type { StairMarks } from './marks.ts';

/** Colours of the picture, as the page has them now. */
export interface PictureColours {
  panel: string;
  ink: string;
  soft: string;
  hairline: string;
  edge: string;
  live: string;
  again: string;
  againTint: string;
  crash: string;
  apart: string;
  silent: string;
  kept: string;
  waiting: string;
}

/** Width of a letter of the picture's font. In CSS pixels. */
export const LETTER = 6.6;

export const cross = (x: number, y: number, colour: string, width = 3): string =>
  `<path d="M${x - 5} ${y - 5}l10 10m0-10l-10 10" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round"/>`;

export const rhombus = (x: number, middle: number, colour: string): string =>
  `<path d="M${x} ${middle - 7}l7 7-7 7-7-7z" fill="${colour}"/>`;

export const openRhombus = (x: number, middle: number, colour: string): string =>
  `<path d="M${x} ${middle - 7}l7 7l-7 7l-7 -7z" fill="none" stroke="${colour}" stroke-width="2.5"/>`;

export const triangle = (x: number, y: number, colour: string): string =>
  `<path d="M${x} ${y - 6}l5.5 10.5h-11z" fill="${colour}"/>`;

export const openTriangle = (x: number, y: number, colour: string): string =>
  `<path d="M${x} ${y - 6}l5.5 10.5h-11z" fill="none" stroke="${colour}" stroke-width="1.5"/>`;

export const ring = (x: number, middle: number, radius: number, colour: string): string =>
  `<circle cx="${x}" cy="${middle}" r="${radius}" fill="none" stroke="${colour}" stroke-width="2.5"/>`;

/** Work that the engine sent without the workflow, apart from the hatched replay under it. */
export const cellSvg = (
  x: number,
  y: number,
  width: number,
  height: number,
  { live, panel }: PictureColours,
): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="4" fill="${live}" stroke="${panel}" stroke-width="2"/>`;

const box = (y: number, paint: string): string =>
  `<rect y="${y - 5}" width="14" height="10" rx="2" ${paint}/>`;

const has = <T extends { isAhead: boolean }>(marks: readonly T[], is: (mark: T) => boolean) =>
  marks.some((mark) => !mark.isAhead && is(mark));

/** The same signs and words as those of the page (ui/stair-legend.tsx), each with whether it is drawn. */
function entriesOf(
  { rows, effects, gaps }: StairMarks,
  y: number,
  colours: PictureColours,
): readonly (readonly [word: string, isDrawn: boolean, mark: string])[] {
  const ends = rows.map(({ end }) => end);
  const points = rows.flatMap(({ marks }) => marks);
  const bars = rows.flatMap((row) => row.bars);
  const sent = new Set(rows.flatMap(({ cells = [] }) => cells.map(({ label }) => label)));
  return [
    [
      'code and history disagree',
      has(ends, ({ kind }) => kind === 'disagrees') || has(rows, ({ tracks }) => Boolean(tracks)),
      rhombus(7, y, colours.apart),
    ],
    [
      'silently different',
      has(points, ({ kind }) => kind === 'silent'),
      openRhombus(7, y, colours.silent),
    ],
    [
      'waits',
      has(ends, ({ kind }) => kind === 'waiting') || has(points, ({ kind }) => kind === 'wait'),
      ring(7, y, 5, colours.waiting),
    ],
    [
      'happened again',
      has(effects, ({ isDuplicate }) => isDuplicate),
      triangle(7, y, colours.crash),
    ],
    [
      'asked again, refused: same key',
      has(effects, ({ isRefused }) => isRefused),
      openTriangle(7, y, colours.ink),
    ],
    ...[...sent].map((label) => [label, true, cellSvg(0, y - 6, 14, 12, colours)] as const),
    [
      'still to come',
      [...bars, ...points].some(({ isAhead }) => isAhead),
      box(y, `fill="none" stroke="${colours.edge}" stroke-dasharray="3 3"`),
    ],
    ['crash', has(points, ({ kind }) => kind === 'crash'), cross(7, y, colours.crash)],
    [
      'read again',
      has(bars, ({ kind }) => kind === 'again'),
      box(y, `fill="url(#again)" stroke="${colours.again}"`),
    ],
    ['new', has(bars, ({ kind }) => kind === 'live'), box(y, `fill="${colours.live}"`)],
    [
      'effect in the world',
      has(effects, ({ isRefused }) => !isRefused),
      triangle(7, y, colours.ink),
    ],
    [
      'wake-up',
      gaps.some(({ isNumbered }) => isNumbered),
      box(y, `fill="none" stroke="${colours.edge}"`),
    ],
  ];
}

/** What the marks mean that are drawn: a picture leaves the page without its legend. `y` is the middle of the row. */
export function svgLegend(marks: StairMarks, y: number, colours: PictureColours): string {
  let x = 0;
  return entriesOf(marks, y, colours)
    .filter(([, isDrawn]) => isDrawn)
    .map(([word, , mark]) => {
      const at = x;
      x += 20 + word.length * LETTER + 16;
      return `<g transform="translate(${Math.round(at)} 0)">${mark}<text x="20" y="${y}" dy="0.35em" fill="${colours.soft}">${word}</text></g>`;
    })
    .join('');
}
