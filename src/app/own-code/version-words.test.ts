import { expect, it, test } from 'vitest';
import { openedPage } from '../visit.test-support.ts';
import { runsText, versionStarts, type VersionStart } from './version-words.ts';

const runsOf = (...versions: ('v1' | 'v2')[]): VersionStart[] =>
  versions.map((version, index) => ({ run: index + 1, version }));

test.each<[string, 'v1' | 'v2', VersionStart[], number]>([
  ['Not deployed yet. Version 1 runs.', 'v2', runsOf('v1'), 1],
  ['Not deployed yet. Version 1 runs.', 'v2', runsOf('v1', 'v1'), 2],
  ['Not deployed yet. Version 1 runs.', 'v2', [], 0],
  ['Runs since app run 1.', 'v1', runsOf('v1', 'v1'), 2],
  ['Version 1 runs here. Version 2 runs from app run 2.', 'v2', runsOf('v1', 'v2'), 1],
  ['Runs since app run 2.', 'v2', runsOf('v1', 'v2', 'v2'), 3],
  ['Version 2 runs since app run 2.', 'v1', runsOf('v1', 'v2', 'v2'), 3],
  ['Version 1 runs since app run 3.', 'v2', runsOf('v1', 'v2', 'v1'), 3],
])('%s', (text, version, starts, run) => {
  expect(runsText(version, starts, run)).toBe(text);
});

it('knows the app runs of a deploy', async () => {
  const page = await openedPage();
  page.session.openSample('deploy');
  await page.settled();
  expect(versionStarts(page.shown().trace)).toEqual(runsOf('v1', 'v2'));
});
