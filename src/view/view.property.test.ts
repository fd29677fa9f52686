import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { cursorAt, runSample } from '../../tests/support/run-sample.ts';
import { crashAt } from '../sim/fork.ts';
import type { Trace } from '../trace/trace.ts';
import { frameAt } from './frame-at.ts';
import type { Frame } from './frame.ts';
import { applyStep } from './run-fold.ts';
import { stateAfter, stateFromStart } from './state-after.ts';
import { emptyState } from './run-state.ts';
import { staircaseAt } from './staircase.ts';
import { ownStops } from './staircase-resent.ts';
import { indexOf } from './trace-index.ts';
import { runOf, sampleOf, type Run } from './view-run.test-support.ts';

const LONG = `export async function* flow(ctx) {
  for (let turn = 0; turn < 40; turn += 1) yield ctx.callActivity(one, turn);
}
export async function one(ctx, n) {
  console.log(n);
}
`;

let runs: Run[];
/** Longer than some of the states that are kept on the way. */
let long: Run;

beforeAll(async () => {
  runs = [
    await runOf('order', ['t4:a4', 'restart']),
    await runOf('order', ['k3:effect1', 'restart', 't4:e6', 'restart']),
    await runOf('saga', ['t2:saved', 'restart']),
    await runOf('plain', ['k2:effect1', 'restart'], { mode: 'both' }),
    await runOf('plain', ['f1:effect2', 'restart']),
    await runOf('coin', [], { seed: 1 }),
    await runOf('coin', [], { seed: 2 }),
  ];
  long = await runOf(sampleOf('long', LONG));
});

/** Any stop of any of the runs. */
const anyStop = fc.record({ run: fc.nat(), stop: fc.nat() });

function pick({ run, stop }: { run: number; stop: number }) {
  const chosen = runs[run % runs.length];
  if (!chosen) throw new Error('There are no runs.');
  const { positions } = indexOf(chosen.trace);
  const at = positions[stop % positions.length];
  if (!at) throw new Error('There are no stops.');
  return { ...chosen, cursor: cursorAt(at.step, at.beat) };
}

function whole(which: number): Run {
  const chosen = [...runs, long][which % (runs.length + 1)];
  if (!chosen) throw new Error('There are no runs.');
  return chosen;
}

const copyOf = (trace: Trace): Trace => JSON.parse(JSON.stringify(trace)) as Trace;

const kept = ({ history, inbox, world, requests }: Frame) => ({ history, inbox, world, requests });

describe('a frame', () => {
  it('is a pure function of trace and cursor', () => {
    fc.assert(
      fc.property(anyStop, anyStop, (one, other) => {
        const { trace, program, cursor } = pick(one);
        const first = frameAt(trace, cursor, program);
        // Looking elsewhere in between changes nothing, and neither does another copy of the same trace.
        const away = pick(other);
        frameAt(away.trace, away.cursor, away.program);
        expect(frameAt(trace, cursor, program)).toEqual(first);
        expect(frameAt(copyOf(trace), cursor, program)).toEqual(first);
      }),
      { numRuns: 60 },
    );
  });

  it('changes neither the trace nor the program', () => {
    for (const { trace, program } of runs) {
      const before = JSON.stringify([trace, program]);
      for (const { step, beat } of indexOf(trace).positions)
        frameAt(trace, cursorAt(step, beat), program);
      expect(JSON.stringify([trace, program])).toBe(before);
    }
  });

  it('comes of the steps up to the cursor alone: what is still to come changes nothing', () => {
    fc.assert(
      fc.property(anyStop, (choice) => {
        const { trace, program, cursor } = pick(choice);
        const past: Trace = { ...trace, steps: trace.steps.slice(0, cursor.step + 1) };
        const { count: _all, ...whole } = frameAt(trace, cursor, program);
        const { count: _some, ...cut } = frameAt(past, cursor, program);
        expect(cut).toEqual(whole);
      }),
      { numRuns: 120 },
    );
  });

  it('is the same folded step by step', () => {
    for (const { trace } of runs) {
      const state = emptyState();
      trace.steps.forEach((step, index) => {
        applyStep(state, step, index);
        expect(state).toEqual(stateAfter(trace, index + 1));
      });
    }
  });

  it('is folded from a state on the way as from the start, in any order, with any instance in focus', () => {
    const looks = fc.array(
      fc.record({ step: fc.nat(), focus: fc.constantFrom(undefined, 'order-1', 'nobody') }),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(fc.nat(), fc.nat(), looks, (which, changed, order) => {
        const { trace } = whole(which);
        const at = changed % trace.steps.length;
        // As when a pass gets its lines: another trace in which one step is another object, and everything else is the same.
        const other = { ...trace, steps: trace.steps.with(at, copyOf(trace).steps[at]!) };
        for (const [index, { step, focus }] of order.entries()) {
          const shown = index % 3 === 2 ? other : trace;
          const count = step % (trace.steps.length + 2);
          const state = stateAfter(shown, count, focus);
          const wanted = stateFromStart(shown, count, focus);
          expect(state).toEqual(wanted);
          expect(state.lastPass?.pass).toBe(wanted.lastPass?.pass);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('never changes a state that was given out', () => {
    const { trace } = whole(0);
    const count = trace.steps.length >> 1;
    const early = stateAfter(trace, count);
    const before = structuredClone(early);
    for (let more = count; more <= trace.steps.length; more += 1) stateAfter(trace, more);
    expect(early).toEqual(before);
  });

  it('shares the rows of the history that look the same at two moments', () => {
    const { trace, program } = whole(0);
    const histories = indexOf(trace).positions.map(
      ({ step, beat }) => frameAt(trace, cursorAt(step, beat), program).history,
    );
    const pairs = histories.flatMap((rows, index) =>
      rows.map((row, at) => [row, histories[index - 1]?.[at]] as const),
    );
    const alike = pairs.filter(([row, before]) => isDeepStrictEqual(row, before));
    expect(alike.length).toBeGreaterThan(100);
    expect(alike.filter(([row, before]) => row !== before)).toEqual([]);
  });

  it('has one number for each stop', () => {
    for (const { trace, program } of runs) {
      const { positions } = indexOf(trace);
      const numbers = positions.map(
        ({ step, beat }) => frameAt(trace, cursorAt(step, beat), program).index,
      );
      expect(numbers).toEqual(positions.map((_, index) => index));
    }
  });
});

describe('a crash at any stop', () => {
  it.each(['order', 'saga', 'coin'])(
    'moves nothing in history, inbox and world, takes all memory, and keeps the past as it was: %s',
    async (which) => {
      const calm = await runOf(which);
      for (const { step, beat } of indexOf(calm.trace).positions) {
        const cursor = cursorAt(step, beat);
        const act = crashAt(calm.scenario, calm.trace, cursor);
        if (!act.ok) continue;
        const trace = await runSample(calm.sample, act.scenario);
        const down = trace.steps.findIndex((each) => each.kind === 'app-crashed');
        const before = frameAt(calm.trace, cursor, calm.program);
        if (calm.trace.steps[step]?.kind === 'over') {
          // The end is where a run stops, not something that happened: the crash takes its place.
          expect(down).toBe(step);
        } else {
          expect(down).toBe(step + 1);
          const { count: _a, ...same } = frameAt(trace, cursor, calm.program);
          const { count: _b, ...was } = before;
          expect(same).toEqual(was);
        }
        const after = frameAt(trace, cursorAt(down), calm.program);
        expect(kept(after)).toEqual(kept(before));
        expect(after.app.status).toBe('dead');
        expect(after.panes.flatMap(memoryOf)).toEqual([]);
      }
    },
    // A whole run for every stop: more than the usual five seconds when the machine is busy.
    60_000,
  );
});

const memoryOf = ({ stack, chips, log }: Frame['panes'][number]): unknown[] => [
  ...stack,
  ...chips,
  ...log,
];

/** Where everything has been drawn. */
const endOf = (trace: Trace) => {
  const { step, beat } = indexOf(trace).positions.at(-1) ?? { step: 0, beat: 0 };
  return cursorAt(step, beat);
};

describe('a staircase', () => {
  it('has every stop in exactly one row, in order', () => {
    for (const { trace, program } of runs) {
      for (const isFolded of [true, false]) {
        const { rows } = staircaseAt(trace, cursorAt(0), program, { isFolded });
        const stops = rows.flatMap((row) => row.stops.map(({ step, beat }) => [step, beat]));
        expect(stops).toEqual(indexOf(trace).positions.map(({ step, beat }) => [step, beat]));
      }
    }
  });

  it('stays inside its columns, and never goes to the left within a row', () => {
    for (const { trace, program } of runs) {
      for (const isFolded of [true, false]) {
        const { rows, columns } = staircaseAt(trace, endOf(trace), program, { isFolded });
        for (const row of rows) {
          const places = ownStops(row).map((each) => each.column);
          expect(places).toEqual([...places].sort((a, b) => a - b));
          // Work that was sent again stands in cells of its own, each of them in one column.
          const cells = row.resent ?? [];
          const apart = row.stops.filter((each) => each.isApart);
          expect(row.stops.length).toBe(ownStops(row).length + apart.length);
          for (const { column } of apart)
            expect(cells.map((cell) => Math.floor(cell.column))).toContain(Math.floor(column));
          for (const place of [
            ...places,
            ...row.again,
            ...row.live,
            ...row.marks.map((m) => m.column),
            ...apart.map((each) => each.column),
          ]) {
            expect(place).toBeGreaterThanOrEqual(0);
            expect(place).toBeLessThanOrEqual(columns.length);
          }
          // At the first event of a history, never before it.
          const begins = columns.flatMap((each, at) => (each.begins ? [at] : []));
          expect([0, ...begins, columns.length]).toContain(row.again[0]);
          expect(Math.min(...places)).toBeGreaterThanOrEqual(row.again[0]);
          expect(row.live[0]).toBe(row.again[1]);
          expect(row.live[1]).toBeGreaterThanOrEqual(row.live[0]);
        }
      }
    }
  });

  it('has its playhead in the row of the cursor, and draws later rows faint', () => {
    fc.assert(
      fc.property(anyStop, fc.boolean(), (choice, isFolded) => {
        const { trace, program, cursor } = pick(choice);
        const { rows, playhead } = staircaseAt(trace, cursor, program, { isFolded });
        const row = rows[playhead.row];
        const stop = row?.stops.find(
          ({ step, beat }) => step === cursor.step && beat === cursor.beat,
        );
        expect(stop?.column).toBe(playhead.column);
        expect(stop?.isApart === true).toBe(playhead.reached !== undefined);
        expect(rows.map((each) => each.isAhead)).toEqual(
          rows.map((_, index) => index > playhead.row),
        );
      }),
      { numRuns: 120 },
    );
  });
});
