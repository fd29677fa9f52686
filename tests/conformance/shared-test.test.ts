import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openedPage } from '../../src/app/visit.test-support.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'shared-test-'));
/** The first start builds the command. */
const PATIENCE_MS = 120_000;

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a test file with Node's own runner, in the folder of the project, as its first lines say. */
function run(name: string, text: string): number | null {
  const file = join(folder, name);
  writeFileSync(file, text);
  return spawnSync(process.execPath, ['--test', file], { cwd: ROOT, encoding: 'utf8' }).status;
}

describe('a run that was shared as a test', () => {
  test(
    'passes as it is, and fails when the world looks different',
    async () => {
      const page = await openedPage();
      page.session.nextQuestion();
      await page.settled();
      page.session.crash();
      await page.settled();
      page.session.restart();
      await page.settled();
      await page.session.shareTest();
      const text = (await page.saved[0]?.content.text()) ?? '';
      expect(text).toContain('"label": "Card charged",\n      "count": 2');
      expect(run('charged-twice.test.mjs', text)).toBe(0);
      const other = text.replace('"label": "Card charged",\n      "count": 2', (found) =>
        found.replace('2', '1'),
      );
      expect(run('charged-once.test.mjs', other)).toBe(1);
      // Elsewhere the command is not there: it says so, and what to do.
      const file = join(folder, 'charged-twice.test.mjs');
      const away = spawnSync(process.execPath, ['--test', file], { cwd: folder, encoding: 'utf8' });
      expect(away.status).toBe(1);
      expect(away.stdout).toContain('There is no bin/replayscope.mjs here.');
      expect(away.stdout).toContain('set REPLAYSCOPE');
    },
    PATIENCE_MS,
  );
});
