import { describe, expect, it } from 'vitest';
import { runSample, sampleNamed } from '../../tests/support/run-sample.ts';
import { emptyState } from '../view/run-state.ts';
import { applyStep } from '../view/run-fold.ts';
import { PREDICTIONS, type PredictionOption } from './predictions.ts';

describe('a prediction', () => {
  it.each(Object.entries(PREDICTIONS))(
    '%s: the right answer is what the engine does',
    async (key, asked) => {
      const [id = '', number = ''] = key.split(' ');
      const sample = sampleNamed(id);
      const at = sample.questions[Number(number)]?.opening;
      if (!at) throw new Error(`${key} names no question`);
      const trace = await runSample(sample, {
        ...sample.scenario,
        interventions: [
          ...sample.scenario.interventions,
          { do: 'crash', target: 'app', at },
          { do: 'restart' },
        ],
      });
      expect(trace.unused).toEqual([]);
      const state = emptyState();
      trace.steps.forEach((step, index) => applyStep(state, step, index));
      const holds = ({ outcome }: PredictionOption): boolean => {
        if ('status' in outcome) return state.status === outcome.status;
        const { subject, times } = outcome;
        const found = state.ledger.filter((entry) => entry.subject.split(':')[0] === subject);
        return found.length === times;
      };
      expect(asked.options.map(holds)).toEqual(
        asked.options.map((_, index) => index === asked.right),
      );
    },
  );

  it('has two to four answers, each with a reason of its own', () => {
    for (const { options } of Object.values(PREDICTIONS)) {
      expect(options.length).toBeGreaterThanOrEqual(2);
      expect(options.length).toBeLessThanOrEqual(4);
      expect(new Set(options.map(({ why }) => why)).size).toBe(options.length);
    }
  });

  it('is reassuring in a third of the cases or more', () => {
    const all = Object.values(PREDICTIONS);
    const reassuring = all.filter(({ options, right }) => {
      const outcome = options[right]?.outcome;
      return (
        outcome && ('status' in outcome ? outcome.status === 'COMPLETED' : outcome.times === 1)
      );
    });
    expect(reassuring.length * 3).toBeGreaterThanOrEqual(all.length);
    expect(reassuring.length).toBeLessThan(all.length);
  });
});
