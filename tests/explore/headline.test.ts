import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ExploredRun, Verdict } from '../../src/explore/report.ts';
import { explored, lineOf, subjectOfLine } from './run-lines.ts';

const ACTIVITIES = {
  ok: '() => "ok"',
  flip: '() => Math.random() < 0.5',
  pay: '() => { if (Math.random() < 0.5) throw new Error("busy"); return "paid"; }',
  refuse: '() => { throw new Error("no"); }',
};

/** Parts of a workflow, right and wrong ones, each of which may change how it ends. */
const PARTS = [
  ...Object.keys(ACTIVITIES).map((name) => `got.push(yield ctx.callActivity("${name}"));`),
  'try { got.push(yield ctx.callActivity("pay")); } catch { got.push("later"); }',
  'if (yield ctx.callActivity("flip")) got.push(yield ctx.callActivity("ok"));',
  'got.push(Math.random() < 0.5 ? "left" : "right");',
  'if (Math.random() < 0.5) yield ctx.callActivity("ok");',
  'got.push(Date.now() % 2);',
  'got.nothing.at(0);',
];

const workflow = fc
  .array(fc.constantFrom(...PARTS), { minLength: 1, maxLength: 3 })
  .map(
    (parts) => `async function* (ctx) { const got = []; ${parts.join(' ')} return got.join(); }`,
  );

const endOf = ({ status, output, failure }: Verdict): string =>
  JSON.stringify([status, output, failure]);

/** What a headline promises, held against how each of the runs ended. */
function contradictions(base: Verdict, runs: readonly ExploredRun[], text: string): string[] {
  const singles = runs.filter(({ crashes }) => crashes.length === 1);
  const judged = singles.filter(({ verdict }) => verdict.severity !== 'unknown');
  // Pairs have a sentence of their own, behind this one.
  const [said = ''] = text.split(/\. \d+ pairs? of crashes/);
  const isSame = judged.every(({ verdict }) => endOf(verdict) === endOf(base));
  const fails = judged.filter(({ verdict }) => verdict.status === 'FAILED').length;
  const found: string[] = [];
  if (said.includes('same result') && !isSame) found.push('not the same result');
  if (said.includes('fails in every run') && fails < judged.length) found.push('does not fail');
  if (base.status === 'FAILED' && /always comes|same result/.test(said)) found.push('praise');
  if (/always comes to its end[;,]/.test(said) && base.status === 'COMPLETED' && fails > 0)
    found.push('fails, and comes to its end');
  for (const { verdict } of judged)
    if (verdict.severity === 'holds' && endOf(verdict) !== endOf(base))
      found.push(`holds, and ends ${endOf(verdict)}`);
  return found;
}

describe('the sentence about many crashes', () => {
  test('never contradicts how the runs of small programs end', async () => {
    await fc.assert(
      fc.asyncProperty(workflow, fc.integer({ min: 1, max: 50 }), async (code, seed) => {
        const { base, runs, summary } = explored(
          await subjectOfLine(lineOf(code, ACTIVITIES, { seed })),
          5,
        );
        expect(contradictions(base, runs, summary.text)).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  const PAY = 'async function* (ctx) { return yield ctx.callActivity("pay"); }';
  const TOSS =
    'async function* (ctx) { const ok = yield ctx.callActivity("flip"); if (ok) yield ctx.callActivity("ok"); return ok ? "sent" : "refused"; }';

  test.each([
    [
      'an activity that fails by chance',
      PAY,
      'it fails instead of completing, because an activity',
    ],
    ['an activity that tosses a coin', TOSS, 'it ends with another result, because an activity'],
    [
      'the clock at the end',
      'async function* (ctx) { yield ctx.callActivity("ok"); return Math.random(); }',
      'it ends with another result',
    ],
    [
      'a fault in the code',
      'async function* (ctx) { yield ctx.callActivity("ok"); ctx.nothing.at(0); }',
      'Work fails in every run',
    ],
    [
      'a refusal',
      'async function* (ctx) { yield ctx.callActivity("refuse"); }',
      'Work fails in every',
    ],
  ])('tells of %s', async (_name, code, said) => {
    const texts: string[] = [];
    for (const seed of [1, 2, 3, 4]) {
      const line = lineOf(code, ACTIVITIES, { seed });
      const { base, runs, summary } = explored(await subjectOfLine(line), 0);
      expect(contradictions(base, runs, summary.text)).toEqual([]);
      texts.push(summary.text);
    }
    expect(texts.join('\n')).toContain(said);
  });
});
