import { describe, expect, test } from 'vitest';
import { explore } from '../../src/explore/explore.ts';
import { VICTIMS, type Summary } from '../../src/explore/report.ts';
import { ScenarioSubject } from '../../src/explore/scenario-subject.ts';
import { applyFix } from '../../src/lint/apply-fix.ts';
import { lint } from '../../src/lint/lint.ts';
import { machinesOf, runSample, sampleNamed } from '../support/run-sample.ts';
import type { Sample } from '../../src/samples/sample.ts';
import { exploredSample } from './samples.ts';

const wrong = sampleNamed('task');

/** What the linter offers for Dapr, put in one after the other until it has nothing more to say. */
function linted(source: string): string {
  let text = source;
  for (let round = 0; round < 20; round += 1) {
    const fixes = lint(text).flatMap((each) => each.fixes);
    const fix = fixes.find(({ title }) => !title.includes('Durable Task'));
    if (!fix) return text;
    text = applyFix(text, fix);
  }
  throw new Error(`The fixes do not come to an end:\n${text}`);
}

function summaryOf(sample: Sample): Summary {
  const subject = new ScenarioSubject(machinesOf(sample), sample.entry, sample.scenario, true);
  for (const found of explore(subject, { victims: VICTIMS, pairs: 10, seed: 1 }))
    if (found.kind === 'summary') return found.summary;
  throw new Error('The exploration did not come to its end.');
}

describe('the task that is to be mended', () => {
  test('comes to its end as it is, so that nobody sees the faults without a crash', async () => {
    const whole = await runSample(wrong);
    expect(whole.steps.findLast((step) => step.kind === 'turn-saved')?.status).toBe('COMPLETED');
    expect(whole.steps.some((step) => step.kind === 'app-crashed')).toBe(false);
  });

  test('is stopped by some crashes, and silently different after others', () => {
    const { summary } = exploredSample('task', 0);
    expect(summary.text).toMatch(/code and history disagree/);
    expect(summary.text).toMatch(/silently different/);
    expect(summary.runs.broken).toBeGreaterThan(20);
  });

  test('is flagged on exactly the wrong lines', () => {
    const lines = wrong.source.split('\n');
    const reads = /Date\.now|randomUUID|process\.env|Math\.random|= await fetch\('/;
    const expected = lines.flatMap((line, index) => (reads.test(line) ? [index + 1] : []));
    expect(lint(wrong.source).map(({ line }) => line)).toEqual(expected);
    expect(new Set(lint(wrong.source).map(({ code }) => code))).toEqual(
      new Set(['RS101', 'RS102', 'RS103', 'RS104', 'RS105']),
    );
  });

  test.each([
    ['as we mended it', sampleNamed('task-mended').source],
    ['as the fixes of the linter mend it', linted(wrong.source)],
  ])('stands every crash %s', (_how, source) => {
    expect(lint(source)).toEqual([]);
    const { runs, text } = summaryOf({ ...wrong, source });
    expect(runs, text).toMatchObject({ broken: 0, unknown: 0 });
    expect(runs.holds).toBeGreaterThan(80);
  });
});
