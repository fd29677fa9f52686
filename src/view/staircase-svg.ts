import type { Staircase } from './frame.ts';
import { foldedStairs } from './staircase-long.ts';
import { withTurning } from './unseen.ts';
import { STRIP_HEIGHT, staircaseMarks, type RowMarks, type StairMarks } from './marks.ts';
import { beginMarks } from './staircase-begins.ts';
import { trackPaths } from './stair-tracks.ts';
import type { StairBox } from './staircase-column-marks.ts';
import {
  cellSvg,
  cross,
  LETTER,
  openRhombus,
  openTriangle,
  rhombus,
  ring,
  svgLegend,
  triangle,
  type PictureColours,
} from './staircase-svg-legend.ts';

const WIDTH = 1200;
const HEAD = 64;
const LEGEND = 28;
const MARGIN = 24;
const FONT = 'system-ui, sans-serif';

/** The names of the rows get the room that they need, the rest is for the drawing. */
const boxOf = ({ rows }: Staircase): StairBox => ({
  width: WIDTH - 2 * MARGIN,
  labelWidth: Math.max(...rows.map(({ label }) => label.length), 8) * LETTER + 20,
  rowHeight: 26,
  leastRows: 1,
  letterWidth: LETTER,
  axisHeight: 36,
});

/** Text in a picture: nothing that a person wrote can become a tag. Control characters are not allowed in XML at all. */
export const svgText = (text: string): string =>
  withTurning(text)
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replaceAll(
      /[\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g,
      '',
    )
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/** The staircase as a picture of its own: nothing in it comes from anywhere else. Size in CSS pixels. */
export function staircaseSvg(
  whole: Staircase,
  colours: PictureColours,
  words: { title: string; sentence: string },
): { svg: string; width: number; height: number } {
  const stairs = foldedStairs(whole, WIDTH - 2 * MARGIN - 200);
  const marks = staircaseMarks(stairs, boxOf(stairs));
  const height = HEAD + marks.height + LEGEND + MARGIN;
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${svgText(`${words.title}. ${words.sentence}`)}" font-family="${FONT}" font-size="12">`,
    `<defs><pattern id="again" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="7" height="7" fill="${colours.againTint}"/><rect width="3" height="7" fill="${colours.again}"/></pattern></defs>`,
    `<rect width="${WIDTH}" height="${height}" fill="${colours.panel}"/>`,
    `<text x="${MARGIN}" y="28" font-size="16" font-weight="650" fill="${colours.ink}">${svgText(words.title)}</text>`,
    `<text x="${MARGIN}" y="48" font-size="13" fill="${colours.soft}">${svgText(words.sentence)}</text>`,
    `<g transform="translate(${MARGIN} ${HEAD})">`,
    axis(stairs, marks, colours),
    ...marks.rows.map((row) => rowSvg(row, marks, colours)),
    effects(marks, colours),
    playhead(marks, colours),
    svgLegend(marks, marks.height + LEGEND - 4, colours),
    '</g></svg>',
  ].join('\n');
  return { svg, width: WIDTH, height };
}

function axis(stairs: Staircase, marks: StairMarks, colours: PictureColours): string {
  const lines = marks.columns
    .filter(({ isNumbered, width }) => isNumbered || width >= 6)
    .map(({ x }) => `<path d="M${x} 0V${marks.axisY}" stroke="${colours.hairline}"/>`);
  const texts = marks.columns.flatMap((column) => {
    const fill = column.isCurrent ? colours.ink : colours.soft;
    const weight = column.isCurrent ? ' font-weight="700"' : '';
    const text = (y: number, what: string) =>
      `<text x="${column.centre}" y="${marks.axisY + y}" text-anchor="middle" fill="${fill}"${weight}>${svgText(what)}</text>`;
    return [
      ...(column.isNumbered ? [text(12, column.numberText)] : []),
      ...(column.name === '' ? [] : [text(28, column.name)]),
    ];
  });
  return [
    ...lines,
    ...beginSvgs(stairs, marks, colours),
    ...gapSvgs(marks, colours),
    ...texts,
  ].join('');
}

const beginSvgs = (stairs: Staircase, marks: StairMarks, colours: PictureColours): string[] =>
  beginMarks(stairs, marks, boxOf(stairs)).map(
    ({ x, y, words }) =>
      `<path d="M${x} 0V${marks.axisY}" stroke="${colours.kept}" stroke-width="2"/><text x="${x + 6}" y="${y}" dy="0.35em" fill="${colours.kept}">${words}</text>`,
  );

const gapSvgs = ({ gaps, axisY }: StairMarks, colours: PictureColours): string[] =>
  gaps.map(({ x, text, isNumbered }) => {
    const width = text.length * LETTER + 6;
    return isNumbered
      ? `<rect x="${x - width / 2}" y="${axisY + 1}" width="${width}" height="14" rx="3" fill="none" stroke="${colours.edge}"/><text x="${x}" y="${axisY + 12}" text-anchor="middle" fill="${colours.soft}">${text}</text>`
      : `<path d="M${x} ${axisY - 4}v6" stroke="${colours.edge}"/>`;
  });

function rowSvg(row: RowMarks, marks: StairMarks, colours: PictureColours): string {
  const middle = row.y + row.height / 2;
  const name = `<text x="0" y="${middle}" dy="0.35em" fill="${colours.soft}">${svgText(row.label)}</text>`;
  const bars = row.bars.map(({ kind, isAhead, x, width }) => {
    const paint = isAhead
      ? `fill="none" stroke="${colours.edge}" stroke-dasharray="3 3"`
      : kind === 'again'
        ? `fill="url(#again)" stroke="${colours.again}"`
        : `fill="${colours.live}"`;
    return `<rect x="${x}" y="${row.y}" width="${width}" height="${row.height}" rx="3" ${paint}/>`;
  });
  return [
    name,
    ...bars,
    ...(row.cells ?? []).map(({ x, width }) =>
      cellSvg(x, row.y - 2, width, row.height + 4, colours),
    ),
    endSvg(row, middle, colours),
    ...pointSvgs(row, middle, marks, colours),
    trackSvg(row, middle, colours),
  ].join('');
}

function endSvg(
  { end, ring: { behind, radius } }: RowMarks,
  middle: number,
  colours: PictureColours,
): string {
  if (end.isAhead) return '';
  switch (end.kind) {
    case 'torn':
    case 'lost':
      return `<path d="${end.path}" fill="none" stroke="${colours.crash}" stroke-width="2.5"/>`;
    case 'disagrees':
      return rhombus(end.x, middle, colours.apart);
    case 'waiting':
      return ring(end.x + behind, middle, radius, colours.waiting);
    case 'saved':
    case 'running':
      return '';
  }
}

function pointSvgs(
  row: RowMarks,
  middle: number,
  marks: StairMarks,
  colours: PictureColours,
): string[] {
  return row.marks
    .filter((mark) => !mark.isAhead || mark.kind === 'crash')
    .map((mark) => {
      const x = mark.x + 15;
      switch (mark.kind) {
        case 'crash':
          // One that is still to come is drawn as on the screen: thin, without a word.
          if (mark.isAhead) return cross(x, middle, colours.edge, 1.5);
          return [
            cross(x, middle, colours.crash),
            x + 12 + mark.label.length * 7 < marks.width
              ? `<text x="${x + 12}" y="${middle}" dy="0.35em" fill="${colours.crash}">${svgText(mark.label)}</text>`
              : '',
          ].join('');
        case 'wait':
          return ring(mark.x + row.ring.behind, middle, row.ring.radius, colours.waiting);
        case 'silent':
          return openRhombus(x, middle, colours.silent);
        case 'diverge':
          return '';
      }
    });
}

function trackSvg({ tracks, isAhead }: RowMarks, middle: number, colours: PictureColours): string {
  if (!tracks || isAhead) return '';
  const paths = trackPaths(tracks, middle);
  const text = (y: number, fill: string, what: string) =>
    `<text x="${tracks.endX + 10}" y="${y}" dy="0.35em" fill="${fill}">${svgText(what)}</text>`;
  return [
    `<path d="${paths.recorded}" fill="none" stroke="${colours.kept}" stroke-width="2.5" stroke-dasharray="2 5" stroke-linecap="round"/>`,
    `<path d="${paths.asked}" fill="none" stroke="${colours.apart}" stroke-width="2.5"/>`,
    `<circle cx="${tracks.endX}" cy="${tracks.askedY}" r="4" fill="${colours.apart}"/>`,
    rhombus(tracks.x, middle, colours.apart),
    text(middle, colours.soft, `history says ${tracks.recorded}`),
    text(tracks.askedY, colours.apart, `this replay asked for ${tracks.asked}`),
  ].join('');
}

function effects(marks: StairMarks, colours: PictureColours): string {
  const drawn = marks.effects
    .filter((effect) => !effect.isAhead)
    .map(({ x, y, label, isDuplicate, isRefused, fromY }) =>
      [
        `<g><title>${svgText(label)}</title>`,
        `<path d="M${x} ${fromY}V${y - 6}" stroke="${colours.edge}" stroke-dasharray="1 4"/>`,
        `${isRefused ? openTriangle(x, y, colours.ink) : triangle(x, y, isDuplicate ? colours.crash : colours.ink)}</g>`,
      ].join(''),
    );
  const middle = marks.stripY + STRIP_HEIGHT / 2;
  const name = `<text x="0" y="${middle}" dy="0.35em" fill="${colours.soft}">World</text>`;
  return drawn.length === 0 ? '' : [name, ...drawn].join('');
}

function playhead({ playhead: head }: StairMarks, colours: PictureColours): string {
  if (!head) return '';
  const middle = (head.top + head.bottom) / 2;
  return [
    `<path d="M${head.x} ${head.top - 1}V${head.bottom + 1}" stroke="${colours.ink}" stroke-width="2"/>`,
    `<circle cx="${head.x}" cy="${middle}" r="5" fill="${colours.ink}" stroke="${colours.panel}" stroke-width="2"/>`,
  ].join('');
}
