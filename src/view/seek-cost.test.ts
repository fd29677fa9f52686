import { beforeAll, describe, expect, it } from 'vitest';
import type { Step } from '../trace/step.ts';
import type { Trace } from '../trace/trace.ts';
import { frameAt } from './frame-at.ts';
import type { ProgramView } from './program-view.ts';
import { stateAfter } from './state-after.ts';
import { staircaseAt } from './staircase.ts';
import { longStairs } from './staircase-long.ts';
import { runOf, sampleOf } from './view-run.test-support.ts';

const ROUNDS = 250;

const sample = sampleOf(
  'seek-cost',
  `export async function* flow(ctx) {
  for (let round = 0; round < ${ROUNDS}; round += 1) yield ctx.callActivity(work, round);
}
async function work(ctx, round) {
  return round;
}
`,
);

/** The same run, whose steps are counted when they are looked at. */
function counted(trace: Trace): { trace: Trace; looked: () => number } {
  let count = 0;
  const steps = new Proxy(trace.steps, {
    get: (target, key, receiver): unknown => {
      if (typeof key === 'string' && /^\d+$/.test(key)) count += 1;
      return Reflect.get(target, key, receiver);
    },
  });
  const looked = (): number => {
    const before = count;
    count = 0;
    return before;
  };
  return { trace: { ...trace, steps }, looked };
}

/** Every so many steps, from both ends to the middle: each move is a far one. */
function farMoves(steps: readonly Step[]): number[] {
  const places = Array.from({ length: 20 }, (_, index) => Math.floor((index * steps.length) / 20));
  return places.flatMap((_, index) => [places[index] ?? 0, places[places.length - 1 - index] ?? 0]);
}

describe('a move to a far moment of a long run', () => {
  let trace: Trace;
  let program: ProgramView;
  let looked: () => number;
  let moves: number[];

  beforeAll(async () => {
    const run = await runOf(sample);
    ({ trace, looked } = counted(run.trace));
    program = run.program;
    moves = farMoves(run.trace.steps);
    const end = { step: run.trace.steps.length - 1, beat: 0, fraction: 0 };
    frameAt(trace, end, program);
    staircaseAt(trace, end, program, { isFolded: true });
  });

  it('folds few steps, not those from the start', () => {
    expect(trace.steps.length).toBeGreaterThan(1_500);
    looked();
    for (const step of moves) {
      stateAfter(trace, step + 1, program.focus);
      expect(looked()).toBeLessThan(70);
    }
  });

  it('makes a frame from few steps', () => {
    looked();
    for (const step of moves) {
      frameAt(trace, { step, beat: 0, fraction: 0 }, program);
      expect(looked()).toBeLessThan(200);
    }
  });

  it('goes through no step for the staircase, and places what is drawn of it once', () => {
    const room = { width: 1_200, branch: 20 };
    const drawnAt = (step: number) => {
      const whole = staircaseAt(trace, { step, beat: 0, fraction: 0 }, program, { isFolded: true });
      return longStairs(whole, { open: [], openRows: [] }, room);
    };
    const first = drawnAt(0);
    looked();
    for (const step of moves) {
      const { slots, stairs } = drawnAt(step);
      expect(looked()).toBeLessThan(20);
      expect(slots.list).toBe(first.slots.list);
      expect(stairs.rows.map(({ stops }) => stops)).toEqual(
        first.stairs.rows.map(({ stops }) => expect.toSatisfy((each) => each === stops)),
      );
    }
  });

  it('shows the rows of the history that look the same as the same rows', () => {
    const rowsAt = (step: number) =>
      frameAt(trace, { step, beat: 0, fraction: 0 }, program).history;
    const last = trace.steps.findLastIndex(({ kind }) => kind === 'turn-saved');
    const before = rowsAt(last - 1);
    const after = rowsAt(last);
    const changed = after.filter((row) => !before.includes(row));
    expect(before.length).toBeGreaterThan(700);
    expect(changed.length).toBeLessThan(8);
  });
});
