import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lintFile } from '../../src/lint/lint.ts';

/** What is to be said of the workflows of the recorded cases; of all others, nothing. */
const SAID: Record<string, string> = {
  'continue-as-new-code-after': 'RS118',
  'fire-and-forget-activity': 'RS118',
  'sync-generator-gotcha': 'RS117',
  'when-any-without-yield-gotcha': 'RS119',
};

test.each(['dapr', 'durabletask'])('the recorded workflows of %s are judged rightly', (dialect) => {
  const folder = new URL(`../corpus/${dialect}/`, import.meta.url);
  const said: Record<string, string> = {};
  let count = 0;
  for (const file of readdirSync(folder).filter((each) => each.endsWith('.json'))) {
    const recorded = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as {
      workflowSource?: string;
    };
    if (recorded.workflowSource === undefined) continue;
    count += 1;
    const result = lintFile(`export const Workflow = ${recorded.workflowSource};`);
    if (!result.ok) throw new Error(`${file}: ${result.problem.message}`);
    if (result.findings.length > 0)
      said[file.replace('.json', '')] = result.findings.map(({ code }) => code).join(' ');
  }
  expect(said).toEqual(SAID);
  expect(count).toBeGreaterThan(50);
});
