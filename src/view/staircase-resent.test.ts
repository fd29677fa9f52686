import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { FAULTS } from '../../tests/support/faults.ts';
import { cursorAt, runNow, sampleNamed } from '../../tests/support/run-sample.ts';
import { restartAt } from '../sim/fork.ts';
import type { Step } from '../trace/step.ts';
import type { Trace } from '../trace/trace.ts';
import type { Staircase, StairRow } from './frame.ts';
import { placeUnder, staircaseMarks } from './marks.ts';
import { columnNow } from './staircase-column-marks.ts';
import { longStairs } from './staircase-long.ts';
import { ownStops, stopIn } from './staircase-resent.ts';
import { staircaseAt } from './staircase.ts';
import { programOf, runOf, sampleOf } from './view-run.test-support.ts';

// Many runs on a busy machine: a limit against hanging, not a measurement.
vi.setConfig({ testTimeout: 120_000 });

const KEPT_NONE = 'ran again: no answer was kept';
const FIRST = 'ran here: its request was kept';

const cellsIn = ({ rows, columns }: Staircase) =>
  rows.flatMap(({ resent = [] }, row) =>
    resent.map(({ column, label }) => `row ${row + 1}, ${columns[column]?.label}: ${label}`),
  );

const fanOut = sampleOf(
  'resent-fan-out',
  `export async function* flow(ctx) {
  yield ctx.whenAll([ctx.callActivity(ship, 'a'), ctx.callActivity(ship, 'b'), ctx.callActivity(ship, 'c')]);
  return 'done';
}
async function ship(ctx, what) {
  const answer = await fetch('https://parcels.example/send', { method: 'POST', body: what });
  return answer.status;
}
`,
);

describe('work that the engine sends without the workflow', () => {
  it.each([
    ['no answer kept', ['k3:effect1', 'restart'], [`row 2, chargeCard?: ${KEPT_NONE}`]],
    ['ran to its end', ['k3:end', 'restart'], [`row 2, chargeCard?: ${KEPT_NONE}`]],
    ['its answer had left the app', ['k3:returned', 'restart'], []],
    ['its code never ran', ['k3:sent', 'restart'], [`row 2, chargeCard?: ${FIRST}`]],
    ['never sent', ['t3:saved', 'restart'], [`row 2, chargeCard?: ${FIRST}`]],
    ['the answer kept', ['k3:recorded', 'restart'], []],
    ['asked for again by the workflow', ['t3:a3', 'restart'], []],
    ['no crash', [], []],
    [
      'twice in one place',
      ['k3:effect1', 'restart', 'k3.2:effect1', 'restart'],
      [`row 2, chargeCard?: ${KEPT_NONE}`, `row 3, chargeCard?: ${KEPT_NONE}`],
    ],
  ])('has a cell of its own in the column of its request: %s', async (_, acts, cells) => {
    const run = await runOf('order', acts);
    expect(cellsIn(run.stairs('r1:over', true))).toEqual(cells);
  });

  it('moves no bar, no column and no mark of the row', async () => {
    const run = await runOf('order', ['k3:effect1', 'restart']);
    const { rows } = run.stairs('r1:over', true);
    expect(rows.map(({ again, live, end }) => [again, live, end])).toEqual([
      [[0, 0], [0, 6], 'torn'],
      [[0, 6], [6, 10], 'saved'],
    ]);
    expect(rows[1]?.marks[0]).toMatchObject({ label: 'Card charged', column: 5 });
  });

  it('holds the cursor while it runs: nothing of the history is read yet', async () => {
    const run = await runOf('order', ['k3:effect1', 'restart']);
    for (const isFolded of [true, false])
      for (const place of ['k3.2:sent', 'k3.2:effect1', 'k3.2:returned', 'k3.2:recorded']) {
        const stairs = run.stairs(place, isFolded);
        expect(stairs.columns[columnNow(stairs)]?.label).toBe('chargeCard?');
        expect(stairs.playhead.reached).toBe(0);
        expect(cellsIn(stairs).slice(-1)).toEqual([
          `row ${isFolded ? 2 : 4}, chargeCard?: ${KEPT_NONE}`,
        ]);
      }
    expect(cellsIn(run.stairs('p2:started', true))).toEqual([]);
    const woken = run.stairs('t4:sent', true);
    expect(woken.playhead).toEqual({ row: 1, column: 0 });
    expect(cellsIn(woken)).toHaveLength(1);
  });

  it('is drawn apart from the replay, which is still to come', async () => {
    const run = await runOf('order', ['k3:effect1', 'restart']);
    const box = { width: 1000, labelWidth: 0, rowHeight: 24, leastRows: 2, letterWidth: 7 };
    const marks = staircaseMarks(run.stairs('k3.2:effect1', true), { ...box, axisHeight: 34 });
    const [row] = marks.rows.slice(-1);
    expect(row?.bars.every(({ isAhead }) => isAhead)).toBe(true);
    const [cell] = row?.cells ?? [];
    expect(cell?.label).toBe(KEPT_NONE);
    // The effect hangs from it, and the cursor stands in it.
    const inCell = (x = 0) => cell && x >= cell.x && x <= cell.x + cell.width;
    expect(marks.effects.filter(({ isAhead }) => !isAhead).map(({ x }) => inCell(x))).toEqual([
      false,
      true,
      true,
    ]);
    expect(inCell(marks.playhead?.x)).toBe(true);
    // A press on it leads to its own moments, one beside it to the replay.
    const stairs = run.stairs('r1:over', true);
    const stop = placeUnder(stairs, { ...box, axisHeight: 34 }, { x: (cell?.x ?? 0) + 5, y: 30 });
    expect(run.trace.steps[stop?.step ?? 0]?.place).toMatchObject({ subject: 'task', attempt: 2 });
    expect(stopIn(stairs.rows[1] as StairRow, 1)?.step).toBe(run.at('t4:e2').step);
  });

  it('ends behind it when the app dies there again: nothing was read in that app run', async () => {
    const run = await runOf('order', ['k3:effect1', 'restart', 'k3.2:effect1', 'restart']);
    const { rows, playhead } = run.stairs('p2:crashed', true);
    expect(playhead).toMatchObject({ row: 1, reached: 0 });
    expect(playhead.column).toBeGreaterThan(5);
    expect(rows[1]).toMatchObject({ again: [0, 0], live: [0, 0], end: 'torn' });
    expect(rows[1]?.marks.at(-1)).toMatchObject({ kind: 'crash', column: 6 });
  });

  it('is several cells where several were on their way', async () => {
    const run = await runOf(fanOut, ['k2:effect1', 'restart']);
    const { columns, rows } = run.stairs('r1:over', true);
    const again = new Set(rows[1]?.resent?.map(({ column }) => columns[column]?.number));
    const sent = run.trace.steps.flatMap((step) =>
      step.kind === 'task-sent' && step.process === 2 ? [step.place.number] : [],
    );
    expect(again.size).toBe(new Set(sent).size);
    expect(again.size).toBeGreaterThan(1);
  });

  it('keeps its cell in a long run, where its column is never folded', async () => {
    const loop = sampleOf(
      'resent-loop',
      `export async function* flow(ctx) {
  for (let n = 0; n < 60; n++) yield ctx.callActivity(mail, n);
  return 'done';
}
async function mail(ctx, n) { return n; }
`,
    );
    const run = await runOf(loop, ['k40:end', 'restart']);
    const whole = run.stairs('r1:over', true);
    expect(cellsIn(whole)).toEqual([`row 2, mail?: ${KEPT_NONE}`]);
    const { stairs, slots } = longStairs(
      whole,
      { open: [], openRows: [] },
      { width: 900, branch: 20 },
    );
    const [cell] = stairs.rows.flatMap(({ resent = [] }) => resent);
    expect(slots.list[cell?.column ?? 0]).toMatchObject({
      from: whole.rows[1]?.resent?.[0]?.column,
    });
    expect(stairs.columns[cell?.column ?? 0]?.fold).toBeUndefined();
    const during = run.stairs('k40.2:returned', false);
    const drawn = longStairs(during, { open: [], openRows: [] }, { width: 900, branch: 20 }).stairs;
    expect(drawn.columns[columnNow(drawn)]?.number).toBe(during.columns[columnNow(during)]?.number);
  });
});

describe('a request that the service refused because it knew the key', () => {
  it('has a hollow mark in the cell, and is no duplicate; nothing else has', async () => {
    const run = await runOf('order-key', ['k3:effect1', 'restart']);
    const { rows } = run.stairs('r1:over', true);
    const inColumn = rows.map(({ marks }) => marks.filter(({ column }) => column === 5));
    expect(inColumn).toEqual([
      [{ column: 5, kind: 'effect', label: 'Card charged', isAhead: false }],
      [
        {
          column: 5,
          kind: 'effect',
          label: 'asked again, refused: same key',
          isAhead: false,
          isRefused: true,
        },
      ],
    ]);
    expect(rows[1]?.resent).toMatchObject([{ column: 5, label: KEPT_NONE }]);
    const calm = await runOf('order', ['k3:effect1', 'restart']);
    const marks = calm.stairs('r1:over', true).rows.flatMap((row) => row.marks);
    expect(marks.some(({ isRefused }) => isRefused)).toBe(false);
  });

  it('shows its key at the line while it runs, and on the card of the world from then on', async () => {
    const run = await runOf('order-key', ['k3:effect1', 'restart']);
    const keys = (place: string) =>
      run.frame(place).panes[0]?.chips.filter(({ text }) => text.startsWith('key '));
    const chip = { line: 4, text: 'key charge-order-1', tone: 'live' };
    expect(keys('k3:effect1')).toEqual([chip]);
    expect(keys('k3.2:effect1')).toEqual([chip]);
    expect(keys('k3.2:recorded')).toEqual([]);
    expect(keys('r1:over')).toEqual([]);
    const card = (place: string) => run.frame(place).world[0];
    expect(card('k3:effect1')?.key).toBeUndefined();
    for (const place of ['k3.2:effect1', 'r1:over'])
      expect(card(place)).toMatchObject({ repeats: 1, key: 'charge-order-1' });
  });
});

const fault = fc.record({
  what: fc.constantFrom(...Object.keys(FAULTS)),
  where: fc.double({ min: 0, max: 0.999, noNaN: true }),
});

function withFaults(name: string, faults: readonly { what: string; where: number }[]) {
  const sample = sampleNamed(name);
  let { scenario } = sample;
  let trace = runNow(sample);
  for (const { what, where } of faults) {
    const made = FAULTS[what]?.(
      scenario,
      trace,
      cursorAt(Math.floor(where * trace.steps.length), 0),
    );
    if (!made?.ok) continue;
    ({ scenario } = made);
    trace = runNow(sample, scenario);
    const restarted = restartAt(scenario, trace, cursorAt(trace.steps.length - 1));
    if (!restarted.ok) continue;
    ({ scenario } = restarted);
    trace = runNow(sample, scenario);
  }
  return { sample, scenario, trace };
}

/** Activities that were sent to the app more often than once, and their code ran. By sequence id and delivery. */
function ranAgain({ steps }: Trace, instance: string): Set<number> {
  const sent = new Map<number, number>();
  const again = new Set<number>();
  const take = (step: Step): void => {
    if (step.kind !== 'task-sent' || step.instance !== instance) return;
    const { number } = step.place;
    sent.set(number, (sent.get(number) ?? 0) + 1);
    if ((sent.get(number) ?? 0) > 1) again.add(number);
  };
  steps.forEach(take);
  return again;
}

const isRising = (columns: readonly number[]): boolean =>
  columns.every((column, at) => column >= (columns[at - 1] ?? 0));

describe.each(['order', 'order-key', 'saga', 'gift'])('%s, with random faults', (name) => {
  it('gives every activity that ran again its cell, and keeps all others where they are', () => {
    fc.assert(
      fc.property(
        fc.array(fault, { minLength: 1, maxLength: 4 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.boolean(),
        (faults, where, isFolded) => {
          const { sample, scenario, trace } = withFaults(name, faults);
          const program = programOf(sample, scenario.mode);
          const steps = trace.steps.length;
          const end = staircaseAt(trace, cursorAt(steps - 1), program, { isFolded });
          const main = trace.steps.find((step) => step.kind === 'scheduled');
          const again = ranAgain(trace, main?.kind === 'scheduled' ? main.instance : '');
          const cells = end.rows.flatMap(({ resent = [] }) => resent);
          if (again.size > 0) expect(cells.length).toBeGreaterThan(0);
          for (const { column } of cells) expect(end.columns[column]?.label).toMatch(/\?$/);
          for (const row of end.rows) {
            expect(isRising(ownStops(row).map(({ column }) => column))).toBe(true);
            for (const stop of row.stops.filter(({ isApart }) => isApart))
              expect(row.resent?.map(({ column }) => column)).toContain(Math.floor(stop.column));
          }
          // Nothing of what is to come, and the cursor where its step is.
          const at = Math.min(steps - 1, Math.floor(where * steps));
          const now = staircaseAt(trace, cursorAt(at), program, { isFolded });
          const step = trace.steps[at];
          const { row, column, reached } = now.playhead;
          if (reached === undefined) return;
          expect(step?.kind).not.toBe('turn-sent');
          expect(now.rows[row]?.resent?.map((cell) => cell.column)).toContain(Math.floor(column));
        },
      ),
      { numRuns: 25 },
    );
  });
});
