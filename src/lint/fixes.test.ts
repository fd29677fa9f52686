import { describe, expect, test } from 'vitest';
import { applyFix } from './apply-fix.ts';
import { badPrograms } from './bad-programs.test-support.ts';
import type { Finding, Fix } from './finding.ts';
import { lintFile } from './lint.ts';

function findingsOf(source: string): Finding[] {
  const result = lintFile(source);
  if (!result.ok) throw new Error(`${result.problem.message}\n${source}`);
  return result.findings;
}

const fixesOf = (source: string): { finding: Finding; fix: Fix }[] =>
  findingsOf(source).flatMap((finding) => finding.fixes.map((fix) => ({ finding, fix })));

const countOf = (findings: readonly Finding[], code: string): number =>
  findings.filter((each) => each.code === code).length;

describe('a fix', () => {
  test.each(badPrograms)('mends its finding and makes no new one: %s', (_name, source) => {
    const before = findingsOf(source);
    for (const { finding, fix } of fixesOf(source)) {
      const mended = applyFix(source, fix);
      const after = findingsOf(mended);
      const told = `${fix.title}\n${mended}\n${after.map((each) => `${each.code} ${each.line}`)}`;
      expect(countOf(after, finding.code), told).toBeLessThan(countOf(before, finding.code));
      for (const code of new Set(after.map((each) => each.code)))
        expect(countOf(after, code), told).toBeLessThanOrEqual(countOf(before, code));
    }
  });
});
