import { describe, expect, test } from 'vitest';
import { badPrograms } from './bad-programs.test-support.ts';
import { innocentPrograms } from './innocent-programs.test-support.ts';
import { lintFile } from './lint.ts';

function found(source: string): string[] {
  const result = lintFile(source);
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.findings.map((each) => `${each.code}@${each.line}`);
}

describe('a program that does not stand a replay', () => {
  test.each(badPrograms)('%s', (_name, source, expected) => {
    expect(found(source)).toEqual(expected);
  });
});

describe('a program that stands every replay', () => {
  test.each(innocentPrograms)('%s', (_name, source) => {
    expect(found(source)).toEqual([]);
  });
});
