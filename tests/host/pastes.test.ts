import { describe, expect, it } from 'vitest';
import { openedPage } from '../../src/app/visit.test-support.ts';
import { DAPR_PASTES, DURABLE_TASK_PASTES, type Paste } from './pastes.ts';

/** Pastes a text as a person does, and says what becomes of it. */
async function pasted({ text }: Paste) {
  const page = await openedPage();
  expect(await page.session.ownCode.openText(text)).toBeUndefined();
  await page.settled();
  const { findings } = page.session.editor.store.getState();
  const errors = findings.v1.filter(({ severity }) => severity === 'error');
  expect(errors.map(({ line, message }) => `${line}: ${message}`)).toEqual([]);
  expect(page.run.getState().standing).toEqual({ kind: 'ready' });
  const { trace, scenario } = page.shown();
  const ends = trace.steps.flatMap((step) => (step.kind === 'turn-saved' ? step.events : []));
  const end = ends.findLast((event) => event.type === 'ExecutionCompleted');
  return {
    facade: scenario.facade,
    status: end?.status,
    result: end?.failure ? end.failure.message : end?.result,
  };
}

describe('a file for Dapr that is pasted runs as it is', () => {
  it.each(DAPR_PASTES)('$what', async (paste) => {
    expect(await pasted(paste)).toEqual({
      facade: 'dapr',
      status: 'COMPLETED',
      result: paste.result,
    });
  });
});

describe('a file for Durable Task that is pasted runs as it is', () => {
  it.each(DURABLE_TASK_PASTES)('$what', async (paste) => {
    expect(await pasted(paste)).toEqual({
      facade: 'durabletask',
      status: 'COMPLETED',
      result: paste.result,
    });
  });
});
