/** Random lists of faults on the samples whose workflows are deterministic: what must hold whatever happens. */
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { restartAt } from '../../src/sim/fork.ts';
import type { Scenario } from '../../src/sim/scenario.ts';
import type { Step } from '../../src/trace/step.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { stateAfter } from '../../src/view/state-after.ts';
import { FAULTS } from '../support/faults.ts';
import { cursorAt, runNow, sampleNamed } from '../support/run-sample.ts';

// Hundreds of runs on a busy machine: a limit against hanging, not a measurement.
vi.setConfig({ testTimeout: 120_000 });

const fault = fc.record({
  what: fc.constantFrom(...Object.keys(FAULTS)),
  /** Where in the run, from 0 to 1. */
  where: fc.double({ min: 0, max: 0.999, noNaN: true }),
  beat: fc.nat({ max: 30 }),
});

/** What a client sends does not come back when it is lost, so a workflow that waits for it ends differently. */
const isOfClient = (trace: Trace, step: Step | undefined, index: number): boolean =>
  trace.steps
    .slice(index)
    .some((each) => each.kind === 'recorded' && each.event.type === 'EventRaised') ||
  (step?.kind === 'recorded' && step.event.type === 'EventRaised');

interface Faulty {
  scenario: Scenario;
  trace: Trace;
}

/** Does one fault after the other, each somewhere in the run that the ones before have led to; all that died starts again. */
function withFaults(
  sample: string,
  faults: readonly { what: string; where: number; beat: number }[],
): Faulty {
  const chosen = sampleNamed(sample);
  let { scenario } = chosen;
  let trace = runNow(chosen);
  for (const { what, where, beat } of faults) {
    const index = Math.floor(where * trace.steps.length);
    const step = trace.steps[index];
    const beats = step?.kind === 'pass' ? (step.pass.beats?.length ?? 0) : 0;
    if (['lose', 'refuse', 'tear'].includes(what) && isOfClient(trace, step, index)) continue;
    const cursor = cursorAt(index, beats > 0 ? beat % beats : 0);
    const made = FAULTS[what]?.(scenario, trace, cursor);
    if (!made?.ok) continue;
    const before = trace.steps.slice(0, index);
    ({ scenario } = made);
    trace = runNow(chosen, scenario);
    expect(trace.steps.slice(0, index)).toEqual(before);
    expect(trace.unused).toEqual([]);
    // What is down now stays down to the end of this run.
    noGhosts(trace);
    const restarted = restartAt(scenario, trace, cursorAt(trace.steps.length - 1));
    if (!restarted.ok) continue;
    ({ scenario } = restarted);
    trace = runNow(chosen, scenario);
    expect(trace.unused).toEqual([]);
  }
  return { scenario, trace };
}

function onlyGrows(trace: Trace): void {
  const lengths = new Map<string, number>();
  const answers = new Set<string>();
  for (const step of trace.steps) {
    if (step.kind === 'turn-sent') expect(step.oldCount).toBe(lengths.get(step.instance) ?? 0);
    if (step.kind !== 'turn-saved') continue;
    lengths.set(step.instance, (lengths.get(step.instance) ?? 0) + step.events.length);
    for (const event of step.events) {
      if (!('taskScheduledId' in event)) continue;
      const key = `${step.instance}/${event.taskScheduledId}`;
      expect(answers.has(key)).toBe(false);
      answers.add(key);
    }
  }
}

/** Neither a dead app nor a dead sidecar does anything. */
function noGhosts(trace: Trace): void {
  const alive = new Set<number>();
  let isSidecarAlive = true;
  for (const step of trace.steps) {
    if (step.kind === 'app-started') alive.add(step.process);
    if (step.kind === 'app-crashed') alive.delete(step.process);
    if (step.kind === 'sidecar-crashed') isSidecarAlive = false;
    if (step.kind === 'sidecar-started') isSidecarAlive = true;
    const process = processOf(step);
    if (process !== undefined) expect(alive.has(process)).toBe(true);
    if (OF_SIDECAR.has(step.kind)) expect(isSidecarAlive).toBe(true);
  }
}

const OF_SIDECAR = new Set<Step['kind']>([
  'turn-sent',
  'dispatched',
  'turn-saved',
  'task-sent',
  'recorded',
  'dropped',
  'save-refused',
]);

function withoutBeats(step: Step): Step {
  if (step.kind !== 'pass') return step;
  const { beats: _beats, ...pass } = step.pass;
  return { ...step, pass };
}

function processOf(step: Step): number | undefined {
  if (step.kind === 'pass') return step.pass.process;
  if (step.kind === 'turn-sent' || step.kind === 'task-sent' || step.kind === 'effect')
    return step.process;
  return undefined;
}

describe.each(['order', 'order-key', 'saga', 'gift'])('%s, with random faults', (sample) => {
  const end = stateAfter(runNow(sampleNamed(sample)), Infinity).status;

  test('grows its history only, lets no dead party work, and comes to the same end', () => {
    fc.assert(
      fc.property(fc.array(fault, { minLength: 1, maxLength: 5 }), (faults) => {
        const { scenario, trace } = withFaults(sample, faults);
        onlyGrows(trace);
        noGhosts(trace);
        expect(trace.steps.at(-1)).toMatchObject({ kind: 'over', reason: 'finished' });
        expect(stateAfter(trace, Infinity).status).toBe(end);
        const again = runNow(sampleNamed(sample), scenario);
        expect(JSON.stringify(again)).toBe(JSON.stringify(trace));
        // Without probes a workflow may be kept between turns. Nothing shows of that.
        const options = { maxSteps: 20_000, maxBeats: 0 };
        const kept = runNow(sampleNamed(sample), scenario, options);
        expect(kept.steps.map(withoutBeats)).toEqual(trace.steps.map(withoutBeats));
      }),
      { numRuns: 30 },
    );
  });
});
