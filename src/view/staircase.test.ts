import { beforeAll, describe, expect, it } from 'vitest';
import { sampleNamed } from '../../tests/support/run-sample.ts';
import { columnNow } from './staircase-column-marks.ts';
import { staircaseAt } from './staircase.ts';
import { runOf, type Run } from './view-run.test-support.ts';

let crashed: Run;
let twice: Run;

beforeAll(async () => {
  crashed = await runOf('order', ['t4:a4', 'restart']);
  twice = await runOf('order', ['k3:effect1', 'restart']);
});

describe('columns', () => {
  it('are the events of the history, without the wake-ups themselves', () => {
    const { columns } = crashed.stairs('r1:scheduled', true);
    expect(columns.map((each) => `${each.number} ${each.label}`)).toEqual([
      '2 started',
      '3 validate?',
      '5 answer',
      '6 reserveStock?',
      '8 answer',
      '9 chargeCard?',
      '11 answer',
      '12 sendParcel?',
      '14 answer',
      '15 done',
    ]);
  });

  it('have a place for what was asked for and lost, so that the crash has one', async () => {
    const run = await runOf('order', ['t4:a4']);
    const { columns, rows } = run.stairs('r1:over', false);
    expect(columns.at(-1)).toEqual({ number: 12, label: 'sendParcel?' });
    expect(rows.at(-1)).toMatchObject({ again: [0, 6], live: [6, 7.5], end: 'torn' });
  });
});

describe('rows, one for each wake-up', () => {
  it('read again from the left and add something at the end', () => {
    const rows = crashed.stairs('r1:over', false).rows;
    expect(rows.map((each) => [each.label, each.again, each.live, each.end])).toEqual([
      ['App run 1 · started', [0, 0], [0, 2], 'saved'],
      ['woken by event 5', [0, 2], [2, 4], 'saved'],
      ['woken by event 8', [0, 4], [4, 6], 'saved'],
      ['woken by event 11', [0, 6], [6, 7.5], 'torn'],
      ['App run 2 · wake-up 4 again', [0, 7], [7, 8], 'saved'],
      ['woken by event 14', [0, 8], [8, 10], 'saved'],
    ]);
  });

  it('end torn where a crash came in the middle of the replay', async () => {
    const run = await runOf('order', ['t4:y1', 'restart']);
    const row = run.stairs('r1:over', false).rows[3];
    expect(row?.end).toBe('torn');
    expect(row?.again[1]).toBeGreaterThan(2);
    expect(row?.again[1]).toBeLessThan(3);
    expect(row?.live[0]).toBe(row?.live[1]);
    expect(row?.marks).toMatchObject([{ kind: 'crash', column: row?.again[1] }]);
  });

  it('are saved all the same when the answer had left the app', async () => {
    const run = await runOf('order', ['t4:returned', 'restart']);
    const row = run.stairs('r1:over', false).rows[3];
    expect(row).toMatchObject({ again: [0, 6], live: [6, 8], end: 'torn' });
  });
});

describe('the name of a row', () => {
  it('does not tell what will wake an app run that waits', async () => {
    const { interventions } = sampleNamed('deploy').scenario;
    const run = await runOf('deploy', [], { interventions });
    const names = (place: string, isFolded = false) =>
      run.stairs(place, isFolded).rows.map((row) => row.label);
    expect(names('r1:over').at(-1)).toBe('App run 2 · packed arrived');
    expect(names('p2:started').slice(2, 3)).toEqual(['App run 2 · not woken yet']);
    expect(names('t2:sent').slice(2, 3)).toEqual(['App run 2']);
    const at = (place: string) => run.stairs(place, true).rows[1];
    expect(at('p2:started')?.wakeUps).toBeUndefined();
    expect(at('r1:over')?.wakeUps?.[0]).toBe('App run 2 · packed arrived');
  });

  it('says that nothing woke an app run that died before', async () => {
    const run = await runOf('saga', ['t2:saved', 'restart', 'i1:idle', 'restart']);
    const name = (place: string) => run.stairs(place, false).rows[2]?.label;
    expect(name('p2:started')).toBe('App run 2 · not woken yet');
    expect(name('p3:started')).toBe('App run 2 · not woken');
  });

  it.each([
    ['a start', 't1:saved', 'App run 2 · event 5'],
    ['a long answer', 'k2:recorded', 'App run 2 · event 8'],
  ])('is short: %s', async (_, place, name) => {
    const run = await runOf('order', [place, 'restart']);
    const labels = run.stairs('r1:over', false).rows.map(({ label }) => label);
    expect(labels[0]).toBe('App run 1 · started');
    expect(labels).toContain(name);
  });
});

describe('rows, one for each app run', () => {
  it('read again what their first wake-up read, and add what all of them did', () => {
    const rows = crashed.stairs('r1:over', true).rows;
    expect(rows.map((each) => [each.label, each.again, each.live, each.end])).toEqual([
      ['App run 1', [0, 0], [0, 7.5], 'torn'],
      ['App run 2', [0, 7], [7, 10], 'saved'],
    ]);
  });

  it('let time go only to the right, through all the replays of a living app', () => {
    for (const { stops } of crashed.stairs('r1:over', true).rows) {
      const columns = stops.map((each) => each.column);
      expect(columns).toEqual([...columns].sort((a, b) => a - b));
    }
  });

  it('have one for an app run that nothing has woken', async () => {
    const run = await runOf('saga', ['t2:saved', 'restart', 'i1:idle', 'restart']);
    const idle = run.stairs('i1:idle', true);
    expect(idle.playhead).toEqual({ row: 1, column: 0 });
    expect(idle.rows[1]).toMatchObject({ label: 'App run 2', again: [0, 0], live: [0, 0] });
    expect(idle.rows[1]?.marks).toMatchObject([
      { kind: 'wait', label: 'waits for approval or its timer', isAhead: false },
      { kind: 'crash', label: 'app run 2 crashed', isAhead: true },
    ]);
    expect(idle.rows[2]?.label).toBe('App run 3');
  });
});

describe('continue-as-new', () => {
  it('begins a history of its own: no later row reads what was before it', async () => {
    const run = await runOf('reminders', ['t5:y1', 'restart']);
    const { columns, rows } = run.stairs('r1:over', false);
    expect(columns.map(({ number, begins }) => `${number}${begins ? ` ${begins}` : ''}`)).toEqual([
      ...['2', '3', '5', '6', '8'],
      ...['2 continued', '3', '5', '6', '8'],
      ...['2 continued', '3', '5', '6'],
    ]);
    expect(rows.map((row) => [row.label, row.again, Math.floor(row.live[1])])).toEqual([
      ['App run 1 · started', [0, 0], 2],
      ['woken by event 5', [0, 2], 4],
      ['woken by event 8', [0, 4], 5],
      ['woken by event 2', [5, 5], 7],
      ['woken by event 5', [5, 7], 7],
      ['App run 2 · wake-up 5 again', [5, 8], 9],
      ['woken by event 8', [5, 9], 10],
      ['woken by event 2', [10, 10], 12],
      ['woken by event 5', [10, 12], 14],
    ]);
    const folded = run.stairs('r1:over', true).rows;
    expect(folded.map((row) => [row.label, row.again, Math.floor(row.live[1])])).toEqual([
      ['App run 1', [0, 0], 7],
      ['App run 2', [5, 8], 14],
    ]);
    const inside = ({ stops, again }: (typeof rows)[number]) =>
      stops.flatMap(({ column, beat }) => (beat > 0 ? [(column - again[0]).toFixed(6)] : []));
    expect(rows[3] && inside(rows[3])).toEqual(rows[0] && inside(rows[0]));
    for (const row of rows)
      for (const stop of row.stops) expect(stop.column).toBeGreaterThanOrEqual(row.again[0]);
  });
});

describe('effects', () => {
  it('stand in the row that did them and the column that asked for them; a second one is flagged', () => {
    const rows = twice.stairs('r1:over', true).rows;
    const cards = rows.map((row) => row.marks.filter((each) => each.label === 'Card charged'));
    expect(cards).toEqual([
      [{ column: 5, kind: 'effect', label: 'Card charged', isAhead: false }],
      [{ column: 5, kind: 'effect', label: 'Card charged', isAhead: false, isDuplicate: true }],
    ]);
  });

  it('are ahead until they have happened', () => {
    const marks = (place: string) =>
      twice.stairs(place, true).rows.flatMap((row) => row.marks.map((each) => each.isAhead));
    expect(marks('k2:sent')).toEqual([true, true, true, true, true]);
    expect(marks('k3:effect1')).toEqual([false, false, true, true, true]);
    expect(marks('r1:over')).toEqual([false, false, false, false, false]);
  });
});

describe('the cursor', () => {
  it('has a place in a row, and rows after it are ahead', () => {
    const stairs = crashed.stairs('t4:a4', false);
    expect(stairs.playhead).toEqual({ row: 3, column: 7.5 });
    expect(stairs.rows.map((each) => each.isAhead)).toEqual([
      false,
      false,
      false,
      false,
      true,
      true,
    ]);
  });

  it('moves between stops with its fraction', () => {
    const { trace, program } = crashed;
    const from = crashed.at('t4.2:a2');
    const place = (fraction: number) =>
      staircaseAt(trace, { ...from, fraction }, program, { isFolded: true }).playhead.column;
    const next = crashed.stairs('t4.2:e6', true).playhead.column;
    expect(place(0.5)).toBeCloseTo((place(0) + next) / 2);
  });

  it('does not jump when the app crashes there', async () => {
    const run = await runOf('order', ['t4:y2']);
    const calm = await runOf('order');
    expect(run.stairs('t4:y2', false).playhead).toEqual(calm.stairs('t4:y2', false).playhead);
    expect(run.stairs('p1:crashed', false).playhead).toEqual(calm.stairs('t4:y2', false).playhead);
  });
});

describe('an answer that is not kept', () => {
  it('has not reached its column: before the crash, at it and after it', async () => {
    const dead = await runOf('order', ['k3:effect1']);
    const moments = [
      dead.stairs('k3:effect1', true),
      dead.stairs('p1:crashed', true),
      twice.stairs('k3:effect1', true),
    ];
    for (const stairs of moments) {
      expect(stairs.columns[columnNow(stairs)]?.label).toBe('chargeCard?');
      expect(stairs.playhead.column).toBeGreaterThan(5.5);
      expect(stairs.rows[0]?.live).toEqual([0, 6]);
    }
    expect(twice.stairs('r1:over', true).rows[0]).toMatchObject({ live: [0, 6], end: 'torn' });
  });

  it('is in its column as soon as it is kept, and a crash after that ends behind it', async () => {
    const run = await runOf('order', ['k3:recorded', 'restart']);
    const kept = run.stairs('k3:recorded', true);
    expect(kept.columns[columnNow(kept)]?.number).toBe(11);
    expect(run.stairs('r1:over', true).rows[0]).toMatchObject({ live: [0, 7], end: 'torn' });
  });

  it('leaves time room to move while its activity runs', () => {
    const { stops } = twice.stairs('r1:over', true).rows[0] ?? { stops: [] };
    const places = stops.map(({ column }) => column).filter((column) => column > 5);
    expect(places.every((column) => column <= 6)).toBe(true);
    expect(new Set(places).size).toBeGreaterThan(3);
  });
});

describe('plain code', () => {
  it('has what it did for columns; a crash ends its only row, and the next app run waits for nothing', async () => {
    const run = await runOf('plain', ['f1:effect2', 'restart']);
    const { columns, rows } = run.stairs('r1:over', true);
    expect(columns.map((each) => each.label)).toEqual(['stock reserved', 'card charged']);
    expect(rows.map((each) => [each.label, each.live, each.end])).toEqual([
      ['App run 1', [0, 2], 'lost'],
      ['App run 2', [0, 0], 'running'],
    ]);
  });

  it('has what comes after the last effect in the last column: no row leaves the drawing', async () => {
    const run = await runOf('plain', []);
    const { columns, rows } = run.stairs('r1:over', true);
    const [{ live, stops }] = rows as [(typeof rows)[number]];
    const places = stops.map(({ column }) => column);
    expect(columns).toHaveLength(3);
    expect(Math.max(live[1], ...places)).toBeLessThan(3);
    // In the order of time, each at its place.
    expect(places.filter((place) => place >= 2).length).toBeGreaterThan(1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });
});
