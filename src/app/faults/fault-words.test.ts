import { describe, expect, it } from 'vitest';
import { sampleNamed, runNow } from '../../../tests/support/run-sample.ts';
import { samples } from '../../samples/catalogue.ts';
import { faultsAt, type FaultId } from '../../sim/faults-at.ts';
import type { Thing } from '../../sim/pointed.ts';
import { openedPage } from '../visit.test-support.ts';
import { nameOf, placedText, wordsOf } from './fault-words.ts';

const at = (id: string, number: number): Thing => ({
  kind: 'event',
  instance: 'order-1',
  number,
  step: runNow(sampleNamed(id)).steps.length,
});

/** The fault of an event, in words. */
function said(sample: string, number: number, id: FaultId): string {
  const { scenario } = sampleNamed(sample);
  for (const { target, faults } of faultsAt(
    scenario,
    runNow(sampleNamed(sample)),
    at(sample, number),
  ))
    if (faults.some((each) => each.id === id)) return placedText(id, target);
  throw new Error(`${id} is not offered at event ${number}.`);
}

describe('what was placed', () => {
  it.each<[string, number, FaultId, string]>([
    [
      'order',
      11,
      'after-effect',
      'chargeCard: the app crashes after the effect, before it is recorded.',
    ],
    ['order', 9, 'before-effect', 'chargeCard: the app crashes before the effect.'],
    // validate changes nothing in the world: there is no effect to be before or after.
    ['order', 5, 'after-effect', 'validate: the app crashes after it ran, before it is recorded.'],
    ['order', 3, 'before-effect', 'validate: the app crashes before it runs.'],
    ['order', 11, 'lose', 'chargeCard: its answer gets lost.'],
    ['order', 10, 'refuse-save', 'Wake-up 4: the state store refuses the save.'],
  ])('%s, event %s, %s', (sample, number, id, text) => {
    expect(said(sample, number, id)).toBe(`${text} Undo takes it back.`);
  });

  it('has words of its own for everything that is offered at one thing', () => {
    for (const sample of samples) {
      const trace = runNow(sample);
      for (let number = 1; number < 20; number += 1) {
        const thing: Thing = {
          kind: 'event',
          instance: 'order-1',
          number,
          step: trace.steps.length,
        };
        const words = faultsAt(sample.scenario, trace, thing).flatMap(({ target, faults }) =>
          faults.map(
            ({ id }) => `${nameOf(target)} ${wordsOf(id, target).who} ${wordsOf(id, target).name}`,
          ),
        );
        expect(new Set(words).size).toBe(words.length);
      }
    }
  });
});

describe('a fault that is placed somewhere else', () => {
  it('moves to where it happens, says so, and one press takes it back', async () => {
    const page = await openedPage();
    page.session.toEnd();
    const { scenario, trace } = page.shown();
    const thing: Thing = {
      kind: 'activity',
      instance: 'order-1',
      task: 3,
      step: trace.steps.length,
    };
    const [group] = faultsAt(scenario, trace, thing);
    const fault = group?.faults.find(({ id }) => id === 'after-effect');
    if (!group || !fault) throw new Error('It is not offered.');
    page.session.placeFault(fault.made, 'pause', placedText(fault.id, group.target));
    await page.settled();
    expect(page.frame().app.status).toBe('dead');
    expect(page.around.store.getState().toast).toContain('chargeCard: the app crashes');
    expect(page.shown().trace.unused).toEqual([]);
    page.session.undo();
    await page.settled();
    page.session.toEnd();
    expect(page.frame().status).toBe('COMPLETED');
  });
});
