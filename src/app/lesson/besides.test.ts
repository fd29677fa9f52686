import { describe, expect, it } from 'vitest';
import { crashAndRestart, cursorAt, runSample } from '../../../tests/support/run-sample.ts';
import { isAppAliveAt } from '../../sim/fork.ts';
import type { Scenario } from '../../sim/scenario.ts';
import { rightAnswers } from './outcome.ts';
import { asked, endOf, lessonOf, runOf, type Asked } from './asked.test-support.ts';

/** So many moments of each question's run are tried. */
const TRIED = 4;

/** The question's own run with one more crash, at moments from its last act to its end. */
async function withOneMoreCrash(each: Asked): Promise<Scenario[]> {
  const { scenario, trace } = await runOf(each);
  const from = (trace.performedAt.at(-1) ?? 0) + 1;
  const moments = Array.from({ length: TRIED }, (_, index) =>
    Math.floor(from + (index * (trace.steps.length - 1 - from)) / (TRIED - 1)),
  );
  return moments
    .map((step) => cursorAt(step))
    .filter((cursor) => isAppAliveAt(trace, cursor))
    .map((cursor) => crashAndRestart(scenario, trace, cursor));
}

/** Each such run is judged where it comes to what the question’s own does, and only there. Returns how many do. */
async function judgedIn(each: Asked): Promise<number> {
  const right = each.prediction.options.findIndex(({ isRight }) => isRight);
  let same = 0;
  for (const scenario of await withOneMoreCrash(each)) {
    const trace = await runSample(each.sample, scenario);
    const holds = rightAnswers(each.prediction, endOf(trace));
    const isSame = holds.every((isHeld, index) => isHeld === (index === right));
    const lesson = lessonOf(each, scenario, trace);
    expect(lesson?.outcome?.right).toBe(isSame ? right : undefined);
    if (isSame) expect(lesson?.besides).toEqual({ isAsked: true, crashes: 1 });
    if (isSame) same += 1;
  }
  return same;
}

describe('one more crash than the question has', () => {
  it.each(asked)('$key: an answer is judged where the run comes to the same', async (each) => {
    expect(await judgedIn(each)).toBeGreaterThan(0);
  });
});
