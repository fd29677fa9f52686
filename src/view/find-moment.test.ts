import { describe, expect, it } from 'vitest';
import { stepOfEvent, stepOfWakeUp } from './find-moment.ts';
import { frameAt } from './frame-at.ts';
import { runOf } from './view-run.test-support.ts';

const crashed = await runOf('order', ['k3:effect1', 'restart']);

describe('the place of an event', () => {
  it('is the first moment at which the screen shows it', () => {
    const { trace, program } = crashed;
    const shown = (step: number): number[] => {
      const { history, inbox } = frameAt(trace, { step, beat: 0, fraction: 0 }, program);
      return [...history, ...inbox].map((row) => row.number);
    };
    const count = Math.max(...shown(trace.steps.length - 1));
    for (let number = 1; number <= count; number += 1) {
      const found = stepOfEvent(trace, number, program);
      if (!('step' in found)) throw new Error(`event ${number} is nowhere`);
      expect(shown(found.step), `event ${number}`).toContain(number);
      if (found.step > 0) expect(shown(found.step - 1)).not.toContain(number);
    }
    expect(stepOfEvent(trace, count + 1, program)).toEqual({ count });
    expect(stepOfEvent(trace, 0, program)).toEqual({ count });
  });
});

describe('the place of a wake-up', () => {
  it('is where it is sent for the first time', () => {
    const { trace, program } = crashed;
    const found = stepOfWakeUp(trace, 4, program);
    const step = 'step' in found ? trace.steps[found.step] : undefined;
    expect(step).toMatchObject({ kind: 'turn-sent', place: { number: 4, attempt: 1 } });
    expect(stepOfWakeUp(trace, 99, program)).toHaveProperty('count');
  });
});
