import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sample } from '../../src/samples/sample.ts';
import type { LineWindow } from '../../src/sim/machine.ts';
import { simulate, type SimulateOptions } from '../../src/sim/simulate.ts';
import type { Beat } from '../../src/trace/beat.ts';
import type { Step } from '../../src/trace/step.ts';
import { sampleOf } from '../../src/view/view-run.test-support.ts';
import { machinesOf, sampleNamed } from '../support/run-sample.ts';

type LineBeat = Extract<Beat, { kind: 'line' }>;

function stepsOf(sample: Sample, options: Partial<SimulateOptions>): Step[] {
  const run = simulate(machinesOf(sample), sample.entry, sample.scenario, {
    maxSteps: 20_000,
    maxBeats: 60_000,
    ...options,
  });
  for (;;) {
    const next = run.next();
    if (next.done) return next.value.steps;
  }
}

const passesIn = (steps: readonly Step[]) =>
  [...steps.entries()].flatMap(([index, step]) =>
    step.kind === 'pass' && step.pass.of === 'turn' ? [{ index, step }] : [],
  );

const beatsAt = (steps: readonly Step[], index: number): Beat[] => {
  const step = steps[index];
  return (step?.kind === 'pass' && step.pass.beats) || [];
};

const withoutVariables = (beats: readonly Beat[]): Beat[] =>
  beats.map((beat) => {
    if (beat.kind !== 'line') return beat;
    const { stack: _, ...rest } = beat;
    return rest;
  });

const linesIn = (beats: readonly Beat[]): LineBeat[] =>
  beats.filter((beat) => beat.kind === 'line');

/** Every line has the variables that it has without a window, or none; those of the window and of new work have them. */
function check(whole: readonly Beat[], windowed: readonly Beat[], window: LineWindow): void {
  expect(withoutVariables(windowed)).toEqual(withoutVariables(whole));
  const lines = linesIn(windowed);
  linesIn(whole).forEach((line, number) => {
    const seen = lines[number]?.stack;
    const isWanted = (number >= window.from && number < window.to) || !line.isReplaying;
    expect(seen !== undefined).toBe(isWanted);
    if (!seen) return;
    expect(seen.map(({ fn }) => fn)).toEqual(line.stack?.map(({ fn }) => fn));
    expect(seen.at(-1)).toEqual(line.stack?.at(-1));
    // Of a function that called this one from outside of the window nothing is said.
    seen.slice(0, -1).forEach((frame, depth) => {
      if (frame.variables.length > 0) expect(frame).toEqual(line.stack?.[depth]);
    });
  });
}

const nested = sampleOf(
  'nested',
  `let seen = 0;
export async function* flow(ctx) {
  let total = 0;
  for (let round = 1; round <= 6; round += 1) {
    seen += 1;
    total += double(yield ctx.callActivity(one, round));
  }
  return total + seen;
}
function double(value) {
  const twice = value * 2;
  return twice;
}
async function one(ctx, input) {
  return input;
}
`,
);

describe('the variables of a window of lines', () => {
  it.each([sampleNamed('order'), sampleNamed('http-charge'), sampleNamed('task'), nested])(
    'are those that all lines have, and change nothing else: $id',
    (sample) => {
      const whole = stepsOf(sample, {});
      const passes = passesIn(whole);
      const cases = fc.record({
        nth: fc.nat({ max: passes.length - 1 }),
        from: fc.nat({ max: 40 }),
        length: fc.nat({ max: 20 }),
      });
      fc.assert(
        fc.property(cases, ({ nth, from, length }) => {
          const pass = passes[nth];
          if (!pass) return;
          const window = { from, to: from + length };
          const options = { watched: pass.step.place, window };
          check(beatsAt(whole, pass.index), beatsAt(stepsOf(sample, options), pass.index), window);
        }),
        { numRuns: 25 },
      );
    },
  );
});
