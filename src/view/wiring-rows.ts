import { shorten } from './short-text.ts';
import type { Rect } from './wiring-ways.ts';
import type { WiringBox, WiringRow } from './wiring.ts';

/** Room for the title of a box, and for each line under it. */
const HEAD = 31;
const ROW = 19;
const PAD = 12;
/** Widths of a letter at 12 px. */
const MONO = 7.25;
const SANS = 6.6;

/** A line of text in a box: its place, and its text cut to the room that there is. */
export interface RowMark {
  x: number;
  y: number;
  text: string;
  detail: string;
  /** Where the detail ends, right-aligned. */
  detailX: number;
  row?: WiringRow;
}

/** A line of what a box lists: a heading, a thing, a thing's detail, or how many things are left out. */
type Entry =
  { words: string } | { row: WiringRow; as: 'whole' | 'wrapped' | 'brief' } | { rest: string };

interface Group {
  heading: string;
  rows: readonly WiringRow[];
  /** So many of its rows, the newest, are listed. */
  shown: number;
}

/** How the lines of a box are set: with headings, and long details in a line of their own, where there is room for it. */
interface Setting {
  hasHeadings: boolean;
  isWrapped: boolean;
}

const SETTINGS: readonly Setting[] = [
  { hasHeadings: true, isWrapped: true },
  { hasHeadings: false, isWrapped: true },
  { hasHeadings: true, isWrapped: false },
  { hasHeadings: false, isWrapped: false },
];

/**
 * What a box lists depends on what it holds and on its room, and on nothing else: a crash of the app moves no line of the store.
 */
export function rowMarks(box: WiringBox, rect: Rect): RowMark[] {
  const most = Math.max(1, Math.floor((rect.height - HEAD - 6) / ROW));
  const groups = box.groups.map((each) => ({ ...each, shown: each.rows.length }));
  const linesIn = (setting: Setting): Entry[] =>
    groups.flatMap((group) => entriesOf(group, setting, rect));
  // The keys of the store are many and of one length: their details are cut, and all have headings.
  const settings = box.party === 'store' ? SETTINGS.slice(2) : SETTINGS;
  const fitting = settings.find((setting) => linesIn(setting).length <= most);
  const setting = fitting ?? { hasHeadings: most > 8, isWrapped: false };
  // The longest list gives way first, and shows its newest rows.
  while (linesIn(setting).length > most) {
    const longest = groups.reduce((a, b) => (b.shown > a.shown ? b : a));
    if (longest.shown <= 1) break;
    longest.shown -= 1;
  }
  const entries = linesIn(setting).slice(0, most);
  if (entries.length === 0) return [place(rect, 0, { text: box.empty, detail: '', isCode: false })];
  return entries.map((entry, index) => entryMark(rect, index, entry));
}

function entriesOf(group: Group, { hasHeadings, isWrapped }: Setting, rect: Rect): Entry[] {
  const left = group.rows.length - group.shown;
  const shown = left === 0 ? group.rows : group.rows.slice(-group.shown);
  // All of a list say it in the same way.
  const isTight =
    !isWrapped && shown.some((row) => row.brief !== undefined && !isRoomFor(row, rect));
  return [
    ...(group.heading === '' || !hasHeadings ? [] : [{ words: group.heading }]),
    ...(left === 0 ? [] : [{ words: `… ${left} more` }]),
    ...shown.flatMap((row): Entry[] => {
      if (isTight && row.brief !== undefined) return [{ row, as: 'brief' }];
      if (!isWrapped || isRoomFor(row, rect)) return [{ row, as: 'whole' }];
      return [{ row, as: 'wrapped' }, { rest: row.detail }];
    }),
  ];
}

function entryMark(rect: Rect, index: number, entry: Entry): RowMark {
  if ('words' in entry) return place(rect, index, { ...plainLine, text: entry.words });
  if ('rest' in entry) {
    const mark = place(rect, index, { ...plainLine, text: entry.rest });
    return { ...mark, x: mark.x + PAD };
  }
  const { row, as } = entry;
  if (as === 'brief') return { ...placeBriefly(rect, index, row), row };
  return { ...place(rect, index, as === 'wrapped' ? { ...row, detail: '' } : row), row };
}

type Line = Pick<WiringRow, 'text' | 'detail' | 'isCode'>;

const plainLine: Line = { text: '', detail: '', isCode: false };

/** So many letters of a detail have room behind the name. */
function lettersLeft({ width }: Rect, { text, isCode }: Line): number {
  const letter = isCode ? MONO : SANS;
  return Math.max(0, Math.floor((width - 2 * PAD - text.length * letter - 16) / SANS));
}

const isRoomFor = (line: Line, rect: Rect): boolean =>
  line.detail.length <= lettersLeft(rect, line);

const lettersIn = ({ width }: Rect, { isCode }: Line): number =>
  Math.floor((width - 2 * PAD) / (isCode ? MONO : SANS));

/** The name first; its detail has what room is left. */
function place(rect: Rect, index: number, line: Line): RowMark {
  const text = shorten(line.text, Math.max(3, lettersIn(rect, line)));
  const left = lettersLeft(rect, { ...line, text });
  const { detail } = line;
  return {
    x: rect.x + PAD,
    y: rect.y + HEAD + index * ROW + ROW / 2,
    text,
    detail: left < 4 && detail.length > left ? '' : shorten(detail, left),
    detailX: rect.x + rect.width - PAD,
  };
}

/** The sign of the detail first; the name has what room is left. */
function placeBriefly(rect: Rect, index: number, row: WiringRow): RowMark {
  const { text, brief = '' } = row;
  const most = lettersIn(rect, row) - brief.length - 2;
  return {
    ...place(rect, index, { ...row, text: shorten(text, Math.max(3, most)) }),
    detail: brief,
  };
}
