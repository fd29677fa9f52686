import { expect, test } from 'vitest';
import { asker } from '../conformance/headless-case.ts';
import { told } from '../conformance/life-outcome.ts';
import { liveForReal } from '../conformance/real-backend.ts';
import type { RunLine } from '../conformance/real-line.ts';

const ask = await asker('run');

/** Lives on which the in-memory backend and ours once differed, shrunk. */
const FOUND: Readonly<Record<string, Pick<RunLine, 'orchestrators' | 'activities'>>> = {
  'a replay that parts asks for a task again under an id that still waits to run': {
    orchestrators: {
      Workflow: `async function* (ctx) {
  if (ctx.isReplaying) {
    try {
      yield whenAll([ctx.callActivity('a'), ctx.callActivity('a')]);
    } catch {}
  } else {
    yield whenAll([ctx.callActivity('b'), ctx.callActivity('a')]);
  }
}`,
    },
    activities: { a: '() => 1', b: '() => { throw new Error("boom"); }' },
  },
};

test.each(Object.entries(FOUND))('%s', async (_name, program) => {
  const line: RunLine = {
    dialect: 'durabletask',
    facade: 'durabletask',
    ...program,
    stimuli: [{ do: 'startWorker' }],
  };
  const real = await liveForReal(line, true);
  const ours = ask({ ...line, name: 'Workflow', instanceId: 'wf-1' });
  expect(told(ours, false)).toEqual(told({ ...real }, false));
});
