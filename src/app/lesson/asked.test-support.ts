import { expect } from 'vitest';
import { runSample, sampleNamed } from '../../../tests/support/run-sample.ts';
import { PREDICTIONS } from '../../samples/predictions/all.ts';
import type { Scenario } from '../../sim/scenario.ts';
import type { Trace } from '../../trace/trace.ts';
import type { RunState } from '../../view/run-state.ts';
import { stateAfter } from '../../view/state-after.ts';
import { lessonAt } from './lesson-at.ts';

/** Every question with its prediction. */
export const asked = Object.entries(PREDICTIONS).map(([key, prediction]) => {
  const [id = '', number = ''] = key.split(' ');
  return { key, prediction, sample: sampleNamed(id), question: Number(number) };
});
export type Asked = (typeof asked)[number];

/** The run that a question is about, as a person makes it. */
export function scenarioOf({ key, prediction, sample, question }: Asked): Scenario {
  const at = sample.questions[question]?.opening;
  if (!at) throw new Error(`${key} names no question`);
  if (prediction.foresees === 'going-on') return sample.scenario;
  const { interventions } = sample.scenario;
  const acts = [{ do: 'crash', target: 'app', at } as const, { do: 'restart' } as const];
  return { ...sample.scenario, interventions: [...interventions, ...acts] };
}

export async function runOf(each: Asked) {
  const scenario = scenarioOf(each);
  const trace = await runSample(each.sample, scenario);
  expect(trace.unused).toEqual([]);
  return { scenario, trace };
}

export const lessonOf = ({ sample, question }: Asked, scenario: Scenario, trace: Trace) =>
  lessonAt({
    sample: { ...sample, hasNext: sample.next !== undefined, hasPython: true },
    question,
    scenario,
    trace,
    isComplete: true,
  });

export const endOf = (trace: Trace): RunState => stateAfter(trace, trace.steps.length);
