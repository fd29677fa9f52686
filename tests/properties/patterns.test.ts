import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../src/sim/scenario.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { exploredSample } from '../explore/samples.ts';
import { runSample, sampleNamed } from '../support/run-sample.ts';

type Verdict = 'stops' | 'silently different' | 'safe';

/** What the replays of a run made of its history. */
function verdictOf(trace: Trace): Verdict {
  const results = trace.steps.filter((step) => step.kind === 'turn-returned');
  if (results.some(({ divergence }) => divergence)) return 'stops';
  const isQuiet = results.some(({ quietDifferences }) => (quietDifferences ?? []).length > 0);
  return isQuiet ? 'silently different' : 'safe';
}

const statusOf = (trace: Trace) =>
  trace.steps.findLast((step) => step.kind === 'turn-saved')?.status;

const alone = (id: string): Scenario => ({ ...sampleNamed(id).scenario, interventions: [] });

/** What happens without any crash, and in the sample's own story. */
const STORIES: [id: string, undisturbed: Verdict, told: Verdict][] = [
  ['clock', 'safe', 'stops'],
  ['clock-mended', 'safe', 'safe'],
  ['clock-logged', 'safe', 'safe'],
  ['environment', 'safe', 'stops'],
  ['environment-mended', 'safe', 'safe'],
  ['uuid', 'silently different', 'silently different'],
  ['uuid-mended', 'safe', 'safe'],
  ['http', 'stops', 'stops'],
  ['http-mended', 'safe', 'safe'],
  ['http-charge', 'silently different', 'silently different'],
  ['http-charge-mended', 'safe', 'safe'],
];

const endOf = (verdict: Verdict): string => (verdict === 'stops' ? 'FAILED' : 'COMPLETED');

describe('code that breaks a replay', () => {
  it.each(STORIES)('%s: %s without a crash, %s as told', async (id, undisturbed, told) => {
    const before = await runSample(sampleNamed(id), alone(id));
    expect(verdictOf(before)).toBe(undisturbed);
    expect(statusOf(before)).toBe(endOf(undisturbed));
    const after = await runSample(sampleNamed(id));
    expect(after.unused).toEqual([]);
    expect(verdictOf(after)).toBe(told);
    expect(statusOf(after)).toBe(endOf(told));
  });

  it.each(['clock', 'environment'])('%s: the mended one books the same parcel', async (id) => {
    const booked = (trace: Trace): unknown[] =>
      trace.steps.flatMap((step) => (step.kind === 'effect' && step.entry ? [step.entry] : []));
    const whole = booked(await runSample(sampleNamed(id), alone(id)));
    expect(whole).toHaveLength(2);
    expect(booked(await runSample(sampleNamed(`${id}-mended`)))).toEqual(whole);
    expect(booked(await runSample(sampleNamed(id)))).toEqual(whole.slice(0, 1));
  });

  it('the customer gets another ticket than the workflow returns, until it is mended', async () => {
    for (const [id, isSame] of [
      ['uuid', false],
      ['uuid-mended', true],
    ] as const) {
      const { steps } = await runSample(sampleNamed(id));
      const mailed = steps.flatMap((step) =>
        step.kind === 'effect' ? (/is ([\w-]+)"/.exec(step.request.body ?? '')?.[1] ?? []) : [],
      );
      const last = steps.findLast((step) => step.kind === 'turn-saved')?.events.at(-1);
      if (last?.type !== 'ExecutionCompleted') throw new Error('It did not complete.');
      const { ticket } = JSON.parse(last.result ?? '') as { ticket: string };
      expect([id, mailed.length, mailed[0] === ticket]).toEqual([id, 1, isSame]);
    }
  });

  it('a charge of the workflow itself comes at every wake-up, until it is mended', async () => {
    for (const [id, charges] of [
      ['http-charge', ['turn 1', 'turn 2']],
      ['http-charge-mended', ['task 1']],
    ] as const) {
      const { steps } = await runSample(sampleNamed(id));
      const charged = steps.flatMap((step) =>
        step.kind === 'effect' && step.entry?.label === 'Card charged'
          ? [`${step.place.subject} ${step.place.number}`]
          : [],
      );
      expect(charged).toEqual(charges);
      expect(
        steps.filter((step) => step.kind === 'turn-saved').map(({ status }) => status),
      ).toEqual(
        charges.length === 2 ? ['RUNNING', 'COMPLETED'] : ['RUNNING', 'RUNNING', 'COMPLETED'],
      );
    }
  });

  it('a time that is only printed is safe at every crash', () => {
    const { runs, summary } = exploredSample('clock-logged', 20);
    const found = runs.flatMap(({ verdict }) => verdict.findings);
    // The mail's second copy comes from a crash before its answer was kept: the clock has no part in it.
    expect(new Set(found.map(({ wrong }) => wrong))).toEqual(new Set(['twice']));
    expect(summary.base.findings).toEqual([]);
  });
});
