import { expect, it } from 'vitest';
import type { Intervention } from '../../src/sim/scenario.ts';
import type { Place } from '../../src/trace/place.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { runSample, sampleNamed } from '../support/run-sample.ts';

const endOf = (trace: Trace) => trace.steps.findLast((step) => step.kind === 'turn-saved');
const asked = (trace: Trace): string[] =>
  trace.steps.flatMap((step) =>
    step.kind === 'turn-saved'
      ? step.events.flatMap((event) => (event.type === 'TaskScheduled' ? [event.name] : []))
      : [],
  );
const at = (subject: Place['subject'], number: number, moment: string): Place => ({
  subject,
  number,
  attempt: 1,
  moment,
});

it.each([
  ['deploy', 'FAILED', ['chargeCard']],
  ['deploy-patch', 'COMPLETED', ['chargeCard', 'sendParcel']],
  ['deploy-name', 'COMPLETED', ['chargeCard', 'sendParcel']],
  ['rename', 'FAILED', ['chargeCard']],
  ['remove', 'FAILED', ['reserveStock', 'chargeCard']],
  ['reorder', 'FAILED', ['reserveStock', 'chargeCard']],
  ['reorder-silent', 'COMPLETED', ['search', 'search']],
])('%s: an order that began with version 1 ends %s', async (id, status, names) => {
  const trace = await runSample(sampleNamed(id));
  expect(trace.unused).toEqual([]);
  expect(endOf(trace)).toMatchObject({ status });
  expect(asked(trace)).toEqual(names);
});

it('two swapped calls of the same name get each other’s answers, and no engine says so', async () => {
  const sample = sampleNamed('reorder-silent');
  const resultOf = (trace: Trace): unknown => {
    const last = endOf(trace)?.events.at(-1);
    return last?.type === 'ExecutionCompleted' && JSON.parse(last.result ?? '');
  };
  const [right, swapped] = [
    await runSample(sample, { ...sample.scenario, interventions: [] }),
    await runSample(sample),
  ];
  expect(resultOf(right)).toEqual({ manual: 'manual', wiki: 'wiki' });
  expect(resultOf(swapped)).toEqual({ manual: 'wiki', wiki: 'manual' });
  const returned = swapped.steps.filter((step) => step.kind === 'turn-returned');
  expect(returned.some(({ divergence }) => divergence)).toBe(false);
  expect(returned.some(({ quietDifferences }) => quietDifferences?.length)).toBe(true);
});

/** Version 2 is there from the start: the app is deployed before the first wake-up. */
const early: Intervention[] = [
  { do: 'crash', target: 'app', at: at('process', 1, 'started') },
  { do: 'restart', code: 'v2' },
];

it('a new order takes the patch, and the history holds it', async () => {
  const sample = sampleNamed('deploy-patch');
  const trace = await runSample(sample, { ...sample.scenario, interventions: early });
  expect(asked(trace)).toEqual(['reserveStock', 'chargeCard', 'sendParcel']);
  const first = trace.steps.find((step) => step.kind === 'turn-saved');
  expect(first).toMatchObject({ events: [{ version: { patches: ['reserve-first'] } }, {}, {}] });
});

it('going back to version 1 holds an order that has taken the patch, and version 2 lets it go on', async () => {
  const sample = sampleNamed('deploy-patch');
  // Version 1 comes back while the order waits to be packed, and does not ask for the patch.
  const back: Intervention[] = [
    ...early,
    { do: 'crash', target: 'app', at: at('turn', 3, 'saved') },
    { do: 'restart', code: 'v1' },
  ];
  const held = await runSample(sample, { ...sample.scenario, interventions: back });
  // Code and history disagree as well, but the sidecar looks at the patches first: nothing has failed.
  expect(held.steps.find((step) => step.kind === 'stalled')).toMatchObject({
    event: { reason: 'PATCH_MISMATCH' },
    isAppended: true,
  });
  expect(held.steps.at(-1)).toMatchObject({ kind: 'over', reason: 'waiting' });
  const again: Intervention[] = [
    ...back,
    { do: 'crash', target: 'app', at: at('turn', 4, 'stalled') },
    { do: 'restart', code: 'v2' },
  ];
  const mended = await runSample(sample, { ...sample.scenario, interventions: again });
  expect(mended.unused).toEqual([]);
  expect(endOf(mended)).toMatchObject({ status: 'COMPLETED' });
  expect(asked(mended)).toEqual(['reserveStock', 'chargeCard', 'sendParcel']);
});
