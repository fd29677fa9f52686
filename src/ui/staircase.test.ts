import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Staircase, StairRow } from '../view/frame.ts';
import { RESENT_WORDS } from '../view/staircase-resent.ts';
import { cellText, cutName } from './staircase-cells.tsx';
import { rowTitle } from './row-title.ts';

const row = (rest: Partial<StairRow>): StairRow => ({
  label: 'App run 1',
  process: 1,
  again: [0, 0],
  live: [0, 0],
  end: 'saved',
  isAhead: false,
  step: 0,
  stops: [],
  marks: [],
  ...rest,
});

const columns = ['started', 'charge asked', 'charge answered', 'parcel asked'].map(
  (label, index) => ({ number: index + 1, label }),
);

const charged = { kind: 'effect', label: 'Card charged' } as const;

const staircase: Staircase = {
  columns,
  rows: [
    row({ live: [0, 2], marks: [{ ...charged, column: 1.5, isAhead: false }] }),
    row({
      again: [0, 2],
      live: [2, 4],
      marks: [
        { ...charged, column: 1.6, isAhead: true, isDuplicate: true },
        { ...charged, column: 3, isAhead: true },
      ],
    }),
    row({ again: [0, 4], isAhead: true, marks: [{ ...charged, column: 0, isAhead: true }] }),
  ],
  playhead: { row: 1, column: 1.2 },
};

const texts = (at: number) => columns.map((_, column) => cellText(staircase, { row: at, column }));

describe('what a cell says', () => {
  it('before the playhead: what was read again, what is new, and what happened there', () => {
    expect(texts(0).slice(0, 2)).toEqual([
      'event 1, started, new',
      'event 2, charge asked, new, Card charged',
    ]);
  });

  it('of work that was sent without the workflow: before the replay and after it', () => {
    const resent = [{ column: 1, label: 'ran again: no answer was kept' }];
    const [first, second] = staircase.rows as [StairRow, StairRow];
    const marks = [{ ...charged, column: 1, isAhead: false, isDuplicate: true }];
    const rows = [first, { ...second, resent, marks }];
    const at = (playhead: Staircase['playhead'], column: number) =>
      cellText({ ...staircase, rows, playhead }, { row: 1, column });
    const during = { row: 1, column: 1.8, reached: 0 };
    const ran = 'event 2, charge asked, ran again: no answer was kept';
    expect(at(during, 0)).toBe('event 1, started, later');
    expect(at(during, 1)).toBe(`${ran}, Card charged, again, not read yet`);
    expect(at({ row: 1, column: 4 }, 1)).toBe(`${ran}, read again, Card charged, again`);
  });

  it('in the row of the playhead: nothing of what is still to come', () => {
    expect(texts(1)).toEqual([
      'event 1, started, read again',
      'event 2, charge asked, read again',
      'event 3, charge answered, later',
      'event 4, parcel asked, later',
    ]);
  });

  it('below the playhead: later, and nothing is read again yet', () => {
    expect(texts(2)).toEqual(
      columns.map(({ number, label }) => `event ${number}, ${label}, later`),
    );
  });
});

it('a cell behind a wake-up says which event that is', () => {
  const gaps = {
    ...staircase,
    columns: columns.map((each, at) => ({ ...each, number: [2, 3, 5, 8][at] ?? 0 })),
  };
  const said = columns.map((_, column) => cellText(gaps, { row: 0, column }));
  expect(said).toEqual([
    'event 2, started, new, after the wake-up, which is event 1',
    'event 3, charge asked, new, Card charged',
    'event 5, charge answered, new, after the wake-up, which is event 4',
    'event 8, parcel asked, new, after the wake-up, which is event 6 to 7',
  ]);
});

it('a cell says that the history starts again there', () => {
  const anew = {
    ...staircase,
    columns: columns.map((each, at) =>
      at === 2 ? { ...each, number: 2, begins: 'continued' as const } : each,
    ),
  };
  expect(cellText(anew, { row: 0, column: 2 })).toBe(
    'event 2, charge answered, continued as new: the history starts again, new, after the wake-up, which is event 1',
  );
});

describe('the title of a folded row', () => {
  const row = {
    label: 'App run 2',
    wakeUps: ['App run 2 · started', 'woken by event 5'],
    isAhead: false,
  };

  it('says what woke the workflow in it', () => {
    expect(rowTitle(row)).toBe('App run 2: started, woken by event 5');
  });

  it('names no more than a person would read', () => {
    const wakeUps = Array.from({ length: 40 }, (_, index) => `woken by event ${index}`);
    expect(rowTitle({ ...row, wakeUps })).toMatch(/woken by event 11, 28 more$/);
  });

  it('gives away nothing that is to come', () => {
    expect(rowTitle({ ...row, isAhead: true })).toBe('App run 2');
    expect(rowTitle({ label: 'woken by event 5', isAhead: false })).toBe('woken by event 5');
  });
});

describe('the name of a row', () => {
  it('is cut only when there really is no room', () => {
    expect(cutName('App run 1 · started', 178)).toBe('App run 1 · started');
    expect(cutName('App run 12 · wake-up 14 again', 260)).toBe('App run 12 · wake-up 14 again');
    expect(cutName('App run 12 · wake-up 14 again', 100)).toMatch(/^App run 12.*…$/);
    expect(cutName('App run 1', 1)).toBe('A…');
  });
});

it('every word for work that was sent again has its line in the list of what the marks mean', () => {
  const style = readFileSync(new URL('stair-legend.css', import.meta.url), 'utf8');
  const shown = [...style.matchAll(/\.stair-resent\[data-is='([^']*)'\]/g)].map(([, word]) => word);
  expect(new Set(shown)).toEqual(new Set(Object.values(RESENT_WORDS)));
});
