import { describe, expect, it } from 'vitest';
import { openedPage } from '../visit.test-support.ts';
import { isOpen, untold } from './predicted.ts';

const STATES = [
  [{}, false],
  [{ predicted: { sample: 'order', question: 1, answer: 0 } }, true],
  [{ predicted: { sample: 'order', question: 1, answer: 'skipped' } }, false],
  [{ predicted: { sample: 'order', question: 0, answer: 0 } }, false],
  [{ isHeld: true }, true],
  [{ isHeld: true, predicted: { sample: 'order', question: 1, answer: 'skipped' } }, false],
  [{ isHeld: true, isFirstMinute: true }, false],
] as const;

describe('a question that is open', () => {
  it.each(STATES)('%j: %s', async (given, expected) => {
    const { isHeld = false, isFirstMinute = false, predicted }: Record<string, unknown> = given;
    const { preferences } = (await openedPage()).store.getState();
    const state = {
      isFirstMinute: isFirstMinute === true,
      preferences: { ...preferences, isHeld: isHeld === true },
      predicted: predicted as Parameters<typeof isOpen>[0]['predicted'],
      question: 1,
    };
    expect(isOpen(state, 'order')).toBe(expected);
  });

  it('keeps the sentence of the crash from telling its answer', async () => {
    const page = await openedPage();
    page.session.nextQuestion();
    await page.settled();
    page.session.crash();
    await page.settled();
    const { text } = page.frame().sentence;
    expect(text).toMatch(/its answer was not kept\. It will run again\.$/);
    expect(untold(text)).toMatch(/its answer was not kept\.$/);
  });

  it('leaves every other sentence as it is', () => {
    expect(untold('The activity did not run again. It did not run twice.')).toBe(
      'The activity did not run again. It did not run twice.',
    );
  });
});
