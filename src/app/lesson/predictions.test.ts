import { withoutMain } from '../../trace/place.ts';
import { describe, expect, it } from 'vitest';
import { runSample } from '../../../tests/support/run-sample.ts';
import { samples } from '../../samples/catalogue.ts';
import { PREDICTIONS } from '../../samples/predictions/all.ts';
import type { Scenario } from '../../sim/scenario.ts';
import { MAIN_INSTANCE } from '../../sim/simulate.ts';
import { formatPlace } from '../../trace/place-text.ts';
import { placeOf } from '../../trace/positions.ts';
import type { RunState } from '../../view/run-state.ts';
import { stateAfter } from '../../view/state-after.ts';
import { asked, endOf, lessonOf, runOf, scenarioOf, type Asked } from './asked.test-support.ts';
import { isBefore, rightAnswers } from './outcome.ts';

const all = asked;
type Case = Asked;

const isReassuring = ({ status, divergence, silent, ledger }: RunState): boolean =>
  status === 'COMPLETED' &&
  !divergence &&
  !silent &&
  new Set(ledger.map(({ subject }) => subject)).size === ledger.length;

describe('a prediction', () => {
  it.each(all)('$key: exactly one answer is what the engine does', async (each) => {
    const { trace } = await runOf(each);
    const right = rightAnswers(each.prediction, endOf(trace));
    expect(right.filter(Boolean).length, JSON.stringify(right)).toBe(1);
    expect(each.prediction.options.map(({ isRight }) => isRight === true)).toEqual(right);
  });

  it.each(all)('$key: the gate stands before anything that gives the answer away', async (each) => {
    const { scenario, trace } = await runOf(each);
    const lesson = lessonOf(each, scenario, trace);
    const { gate, outcome } = lesson ?? {};
    if (gate === undefined || !outcome) throw new Error(`${each.key} is never held`);
    expect(lesson?.stage).toBe('runs');
    expect(isBefore(outcome.shownAt, { step: gate, beat: 0 })).toBe(false);
    const held = stateAfter(trace, gate);
    expect(held.divergence).toBeUndefined();
    expect(held.silent).toBeUndefined();
    // What happens a second time does so behind the gate.
    const subjects = held.ledger.map(({ subject }) => subject);
    expect(new Set(subjects).size).toBe(subjects.length);
    expect(held.status === 'COMPLETED' || held.status === 'FAILED').toBe(false);
  });

  it.each([
    // Safe: the code has read all that was kept, and nothing happened again.
    ['order 0', 't4.2:sent', 't4.2:a4'],
    // The second charge, and the second request that charges nothing.
    ['order 1', 'k3.2:sent', 'k3.2:effect1'],
    ['order-key 0', 'k3.2:sent', 'k3.2:effect1'],
    // Code and history disagree there, and playing rests; nobody notices; a workflow's own request.
    ['coin 0', 't2.2:sent', 't2.2:d'],
    ['uuid 0', 't2:sent', 't2:a1'],
    ['http-charge 0', 't2:sent', 't2:effect1'],
    // Only the end tells that nothing went wrong.
    ['deploy-patch 0', 't3:sent', 'r1:over'],
    ['plain 0', 'r1:over', 'r1:over'],
  ])('%s is held before %s, and the outcome is there at %s', async (key, gate, shown) => {
    const each = all.find((one) => one.key === key) as Case;
    const { scenario, trace } = await runOf(each);
    const lesson = lessonOf(each, scenario, trace);
    const nameOf = ({ step: index, beat }: { step: number; beat: number }) => {
      const step = trace.steps[index];
      return step && formatPlace(withoutMain(placeOf(step, beat), MAIN_INSTANCE));
    };
    expect(nameOf({ step: lesson?.gate ?? -1, beat: 0 })).toBe(gate);
    expect(nameOf(lesson?.outcome?.shownAt ?? { step: -1, beat: 0 })).toBe(shown);
  });

  it('has two to four answers, each with a reason of its own', () => {
    for (const { options } of Object.values(PREDICTIONS)) {
      expect(options.length).toBeGreaterThanOrEqual(2);
      expect(options.length).toBeLessThanOrEqual(4);
      expect(new Set(options.map(({ text }) => text)).size).toBe(options.length);
      expect(new Set(options.map(({ why }) => why)).size).toBe(options.length);
    }
  });

  it('fits beside the sentence, and on a phone', () => {
    for (const { key, prediction } of all) {
      expect(prediction.ask.length, key).toBeLessThanOrEqual(84);
      for (const { text, why, answer = '' } of prediction.options) {
        expect(answer.length, `${key}: ${answer}`).toBeLessThanOrEqual(26);
        expect(answer, key).not.toMatch(/^[A-Z]|[.]$/);
        expect(text.length, `${key}: ${text}`).toBeLessThanOrEqual(22);
        expect(why.length, `${key}: ${why}`).toBeLessThanOrEqual(130);
      }
    }
  });

  it.each(all)(
    '$key: words of its own for the answer stand at the one that is right',
    async (each) => {
      const right = rightAnswers(each.prediction, endOf((await runOf(each)).trace));
      const own = each.prediction.options.findIndex(({ answer }) => answer !== undefined);
      const told = each.prediction.options.filter(({ answer }) => answer !== undefined);
      expect(told.length).toBeLessThanOrEqual(1);
      expect(own === -1 || right[own]).toBe(true);
    },
  );

  it('is said in short sentences', () => {
    for (const { key, prediction } of all) {
      for (const text of [prediction.ask, ...prediction.options.map(({ why }) => why)]) {
        expect(text, key).toMatch(/[.?]$/);
        for (const sentence of text.split(/(?<=[.?:]) /))
          expect(sentence.split(' ').length, `${key}: ${sentence}`).toBeLessThanOrEqual(20);
      }
    }
  });

  it('is there for every question of every sample', () => {
    const asked = samples.flatMap(({ id, questions }) =>
      questions.map((_, number) => `${id} ${number}`),
    );
    expect(Object.keys(PREDICTIONS).sort()).toEqual(asked.sort());
  });

  it('has a reassuring outcome in a third of the cases or more, and not in all', async () => {
    const ends = await Promise.all(all.map(async (each) => endOf((await runOf(each)).trace)));
    const reassuring = ends.filter(isReassuring).length;
    expect(reassuring * 3).toBeGreaterThanOrEqual(all.length);
    expect(reassuring * 3).toBeLessThanOrEqual(all.length * 2);
  });
});

describe('a question', () => {
  const order = all[0] as Case;

  it('is not about a run with other acts, another seed or another input', async () => {
    const { scenario, trace } = await runOf(order);
    const at = (change: Partial<Scenario>) => {
      const lesson = lessonOf(order, { ...scenario, ...change }, trace);
      return lesson?.besides ? undefined : lesson?.stage;
    };
    const [crash, restart] = scenario.interventions;
    if (!crash || !restart) throw new Error('The run has no acts.');
    expect(at({})).toBe('runs');
    expect(at({ interventions: [crash] })).toBe('crashed');
    expect(at({ interventions: [] })).toBe('before');
    expect(at({ seed: 2 })).toBeUndefined();
    expect(at({ input: {} })).toBeUndefined();
    expect(at({ interventions: [crash, restart, crash] })).toBeUndefined();
    expect(at({ interventions: [crash, { do: 'restart', code: 'v2' }] })).toBeUndefined();
    expect(at({ interventions: [{ ...crash, target: 'sidecar' } as typeof crash] })).toBe(
      undefined,
    );
  });

  it('is still about a run in which the event that would come anyway was sent by hand', async () => {
    const approval = all.find(({ key }) => key === 'approval 0') as Case;
    const plain = scenarioOf(approval);
    const at = { subject: 'run', number: 1, attempt: 1, moment: 'over' } as const;
    const sent = (data: unknown): Scenario => ({
      ...plain,
      interventions: [...plain.interventions, { do: 'raise', name: 'approval', data, at }],
    });
    const trace = await runSample(approval.sample, plain);
    const lesson = (data: unknown) => lessonOf(approval, sent(data), trace);
    expect(lesson({ approved: true })?.stage).toBe('runs');
    expect(lesson({ approved: true })?.besides).toBeUndefined();
    expect(lesson({ approved: false })?.besides).toEqual({ isAsked: true, crashes: undefined });
  });
});
