import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evenly } from '../../src/explore/explore.ts';
import { judge } from '../../src/explore/judge.ts';
import type { Verdict } from '../../src/explore/report.ts';
import { summaryOf } from '../../src/explore/summary.ts';
import { ScenarioSubject } from '../../src/explore/scenario-subject.ts';
import { machinesOf, sampleNamed } from '../support/run-sample.ts';
import { exploredSample, sampleSubject, tableOf } from './samples.ts';

const SAMPLES = ['order', 'saga', 'gift', 'coin', 'http-charge'];

describe('an exploration', () => {
  test.each(SAMPLES)('of %s is the same every time', (id) => {
    expect(exploredSample(id, 15)).toEqual(exploredSample(id, 15));
  });

  test.each(SAMPLES)('of %s finds the same when runs share nothing', (id) => {
    const [shared, alone] = [exploredSample(id, 5), exploredSample(id, 5, false)];
    expect(tableOf(alone.runs)).toBe(tableOf(shared.runs));
    expect(alone.summary).toEqual(shared.summary);
  });

  test.each(SAMPLES)('of %s tells of scenarios that give the same verdict when run alone', (id) => {
    const { runs } = exploredSample(id, 5);
    const sample = sampleNamed(id);
    const base = sampleSubject(id, false).run([]);
    for (const { scenario, verdict } of runs) {
      if (!scenario) throw new Error('A run of a scenario has no scenario.');
      const alone = new ScenarioSubject(machinesOf(sample), sample.entry, scenario, false);
      const record = alone.run([]);
      expect(record.unused).toEqual([]);
      expect(judge(base, record, alone.machine, alone.main)).toEqual(verdict);
    }
  });

  test.each(SAMPLES)('of %s takes places together only where they lead to the same run', (id) => {
    const subject = sampleSubject(id);
    const base = subject.run([]);
    const { runs } = exploredSample(id, 0);
    for (const { crashes, verdict } of runs) {
      const [point] = crashes;
      if (!point) throw new Error('A run has no crash.');
      for (let index = point.steps[0]; index <= point.steps[1]; index += 1) {
        const step = base.steps[index];
        // A stretch of code that goes on has no place of its own.
        if (!step || (step.kind === 'pass' && !step.pass.isLast)) continue;
        const crash = { victim: point.victim, at: step.place };
        const record = subject.run([{ crash, before: 0 }]);
        const alone = judge(base, record, subject.machine, subject.main);
        expect(harmOf(alone), `${point.victim} ${point.name}`).toEqual(harmOf(verdict));
      }
    }
  });
});

/** What has not begun to run does not run again, and an answer that nobody heard tells of nothing: that alone may differ within one place. */
const harmOf = ({ ranAgain: _ranAgain, shape, findings, ...rest }: Verdict): object => ({
  ...rest,
  findings: findings.map((each) => ({
    ...each,
    place: each.place?.replace(/\.\d+:/, ':'),
    // What that attempt asked with goes with the attempt that is heard first.
    text: each.text.replace(/, and now with [^.]*\./, ', and now with another value.'),
  })),
  shape: shape === 'loop' ? 'solid' : shape,
});

describe('a run with thousands of places', () => {
  test('is tried at places that are spread evenly, the first and the last included', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3000 }),
        fc.integer({ min: 2, max: 400 }),
        (n, most) => {
          const items = Array.from({ length: n }, (_, index) => index);
          const some = evenly(items, most);
          expect(some).toHaveLength(Math.min(n, most));
          expect(new Set(some).size).toBe(some.length);
          expect([some[0], some.at(-1)]).toEqual([0, n - 1]);
          const gaps = some.slice(1).map((each, index) => each - (some[index] ?? 0));
          if (gaps.length > 0) expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  test('says how many of them were tried', () => {
    const { base } = exploredSample('order', 0).summary;
    const about = { name: 'loop', verdict: base, points: [], of: 900 };
    const { text } = summaryOf(about, [], { pairs: 0, seed: 1 });
    expect(text).toContain('spread evenly over 900 of them');
  });
});
