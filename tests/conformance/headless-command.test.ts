import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');
/** The first start builds the command. */
const PATIENCE_MS = 120_000;

function command(words: string[], input: string) {
  const given = { cwd: ROOT, input, encoding: 'utf8' as const };
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['bin/replayscope.mjs', ...words],
    given,
  );
  return { status, lines: stdout.split('\n').slice(0, -1), stdout, stderr };
}

const workflow = 'async function* (ctx, n) { return (yield ctx.callActivity("double", n)) + 1; }';
const life = {
  dialect: 'durabletask',
  orchestrators: { Workflow: workflow },
  activities: { double: '(_, n) => 2 * n' },
  name: 'Workflow',
  instanceId: 'wf-1',
  input: '20',
  stimuli: [{ do: 'startWorker' }],
};
const turn = {
  dialect: 'dapr',
  facade: 'dapr',
  orchestrators: { Workflow: 'async function* (ctx) { return ctx.getWorkflowInstanceId(); }' },
  name: 'Workflow',
  instanceId: 'wf-1',
  oldEvents: [],
  newEvents: [{ type: 'OrchestratorStarted' }, { type: 'ExecutionStarted', name: 'Workflow' }],
};

describe('the command itself', () => {
  test(
    'answers line by line, and says by its exit status that one was wrong',
    () => {
      const lines = [
        // With a byte order mark, as some shells pipe it.
        `\uFEFF${JSON.stringify(life)}`,
        '{"dialect":',
        '',
        JSON.stringify({ ...life, input: '1' }),
      ];
      const { status, lines: answers } = command(['run'], `${lines.join('\n')}\n`);
      expect(answers.map((each) => JSON.parse(each) as object)).toMatchObject([
        { finalStatus: 'COMPLETED', output: '41', processes: 1 },
        { error: { code: 'bad-json' } },
        { error: { code: 'bad-json' } },
        { finalStatus: 'COMPLETED', output: '3' },
      ]);
      expect(status).toBe(1);
    },
    PATIENCE_MS,
  );

  test(
    'executes one turn, also of a last line without an end',
    () => {
      const { status, lines, stderr } = command(['execute'], JSON.stringify(turn));
      expect(lines.map((each) => JSON.parse(each) as object)).toEqual([
        {
          actions: [
            { type: 'CompleteOrchestration', id: 1, status: 'COMPLETED', result: '"wf-1"' },
          ],
        },
      ]);
      expect([status, stderr]).toEqual([0, '']);
    },
    PATIENCE_MS,
  );

  test(
    'says how it is used, and nothing on standard output',
    () => {
      const { status, stdout, stderr } = command(['dance'], '');
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toContain('Usage: node bin/replayscope.mjs execute|run');
    },
    PATIENCE_MS,
  );
});
