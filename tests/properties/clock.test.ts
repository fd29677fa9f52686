import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crashAt } from '../../src/sim/fork.ts';
import { positionsOf } from '../../src/trace/positions.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { cursorAt } from '../support/run-sample.ts';
import { machinesOfText, runOf, scenarioOfText } from '../support/run-text.ts';

/** Everything in it looks at the clock: the module, wake-ups at one time and at others, activities side by side. */
const source = `
const begun = Date.now();
async function look(ctx, n) {
  await fetch('https://shop.example/' + n);
  return new Date().toISOString();
}
async function* work(ctx) {
  console.log(begun, Date.now());
  yield ctx.callActivity(look, 1);
  console.log(String(new Date()), Date.now());
  yield ctx.whenAll([ctx.callActivity(look, 2), ctx.callActivity(look, 3)]);
  console.log(new Date());
  yield ctx.createTimer(1);
  return Date.now();
}
`;

const CLOCKS = ['Date.now', 'new Date()', 'Date()'];

/** What was read off a clock, in the order in which it was told. A pass that tells its reads once more gives them once. */
function timesIn(trace: Trace): number[] {
  const passes = new Map<string, number[]>();
  for (const step of trace.steps) {
    if (step.kind !== 'pass') continue;
    const { of, instance, number, attempt, process, reads } = step.pass;
    const times = reads
      .filter(({ api }) => CLOCKS.includes(api))
      .map(({ api, value }) => (api === 'Date.now' ? Number(value) : Date.parse(value)));
    passes.set([of, instance, number, attempt, process].join('|'), times);
  }
  return [...passes.values()].flat();
}

// Later wake-ups of one virtual instant began at that instant again: each drew its own few milliseconds.
test('nobody reads an earlier time than the one before, in whatever process', () => {
  const { machines } = machinesOfText({ v1: source }, { dialect: 'dapr', facade: 'dapr' });
  fc.assert(
    fc.property(fc.nat(), fc.array(fc.nat(), { maxLength: 3 }), (seed, hits) => {
      let scenario = scenarioOfText(source, 'work', { seed });
      let trace = runOf(machines, 'work', scenario);
      for (const pick of hits) {
        const positions = positionsOf(trace).filter(({ kind }) => kind !== 'over');
        const { step, beat } = positions[pick % positions.length] ?? { step: 0, beat: 0 };
        const crashed = crashAt(scenario, trace, cursorAt(step, beat), 'app');
        if (!crashed.ok) continue;
        const { interventions } = crashed.scenario;
        scenario = { ...crashed.scenario, interventions: [...interventions, { do: 'restart' }] };
        trace = runOf(machines, 'work', scenario);
      }
      const times = timesIn(trace);
      expect(times.length).toBeGreaterThan(8);
      for (const [at, time] of times.entries())
        if (at > 0) expect(time).toBeGreaterThan(times[at - 1] ?? 0);
    }),
    { numRuns: 60 },
  );
});
