import { escapedJson } from './escaped-json.ts';
import type { ScenarioDocument } from '../../link/schema.ts';
import type { Seen } from './seen.ts';

/**
 * JSON is JavaScript, but for two characters that old engines take for line ends. What turns the order of letters is written by its number:
 * the file could look as if it did something else.
 */
const literal = (value: unknown): string => escapedJson(JSON.stringify(value, undefined, 2));

/** A test file for Node's own test runner: it runs the scenario with the headless command and asserts what was seen. */
export function testFile(title: string, document: ScenarioDocument, seen: Seen): string {
  return `// Made with Replayscope. It runs one scenario in the real engine and asserts what was seen there.
// Run it in a folder of Replayscope:   node --test <this file>
// Or from anywhere:                    REPLAYSCOPE=/where/it/is/bin/replayscope.mjs node --test <this file>
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { test } from 'node:test';

const command = process.env.REPLAYSCOPE ?? 'bin/replayscope.mjs';

const scenario = ${literal(document)};

const seen = ${literal(seen)};

test(${literal(title)}, () => {
  assert.ok(
    existsSync(command),
    \`There is no \${command} here. Run this test in a folder of Replayscope, or set REPLAYSCOPE to its bin/replayscope.mjs.\`,
  );
  const run = spawnSync(process.execPath, [command, 'scenario'], {
    input: JSON.stringify(scenario),
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  assert.equal(run.status, 0, run.stderr || run.stdout || String(run.error));
  const { status, output, ledger, processes } = JSON.parse(run.stdout);
  assert.deepEqual({ status, ...(output !== undefined && { output }), ledger, processes }, seen);
});
`;
}
