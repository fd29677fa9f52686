import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { RULES, ruleOf, type RuleCode } from '../../src/lint/finding.ts';
import { lintFile } from '../../src/lint/lint.ts';
import { sampleById, samples } from '../../src/samples/catalogue.ts';

const page = readFileSync(new URL('../../docs/LINT.md', import.meta.url), 'utf8');
const codes = Object.keys(RULES) as RuleCode[];

function codesIn(source: string): string[] {
  const result = lintFile(source);
  if (!result.ok) throw new Error(result.problem.message);
  return result.findings.map(({ code }) => code);
}

describe('docs/LINT.md', () => {
  test.each(codes)('%s: its wrong example is found, its mended one is clean', (code) => {
    const { name, severity } = ruleOf(code);
    expect(page).toMatch(new RegExp(`\\| ${code} \\| ${name} +\\| ${severity}`));
    const [, section = ''] = page.split(`### ${code} ${name}\n`);
    const [wrong = '', mended = ''] = [
      ...(section.split('\n### ')[0] ?? '').matchAll(/```js\n([^]*?)```/g),
    ].map(([, text = '']) => text);
    expect(codesIn(wrong)).toContain(code);
    expect(codesIn(mended)).toEqual([]);
  });
});

describe('the built-in samples', () => {
  test('that a rule names are there, and break it', () => {
    for (const code of codes) {
      const id = ruleOf(code).sample;
      if (id === undefined) continue;
      expect(codesIn(sampleById(id)?.source ?? '')).toContain(code);
    }
  });

  test('that are mended or right have no finding', () => {
    const mended = samples.flatMap(({ mendedBy }) => mendedBy ?? []);
    for (const id of new Set(['order', 'order-key', 'plain', 'saga', ...mended]))
      expect([id, codesIn(sampleById(id)?.source ?? '')]).toEqual([id, []]);
  });
});
