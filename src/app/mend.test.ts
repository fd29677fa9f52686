import { expect, it } from 'vitest';
import { frameAt } from '../view/frame-at.ts';
import { mendsFor } from './mend.ts';
import { openedPage } from './visit.test-support.ts';

const SILENT = `export async function* flow(ctx) {
  const id = crypto.randomUUID();
  yield ctx.callActivity(one, id);
  yield ctx.callActivity(one, id);
}
export async function one(ctx, id) { return id; }
`;

it('changes the code at the cause, starts a new workflow, and Undo leads back to the broken one', async () => {
  const page = await openedPage('');
  await page.session.ownCode.openText(SILENT);
  await page.settled();
  const broken = page.shown();
  const end = { step: broken.trace.steps.length - 1, beat: 0, fraction: 0 };
  const why = frameAt(broken.trace, end, broken.program).silent?.why ?? [];
  const lines = why.flatMap(({ line }) => line ?? []);
  const mends = await mendsFor(SILENT, lines, page.around.readProgram);
  const [first] = mends;
  if (!first) throw new Error('Nothing is offered.');
  await page.session.mend(first);
  await page.settled();
  const mended = page.shown();
  expect(mended.program.source).not.toContain('const id = crypto.randomUUID()');
  expect(mended.scenario.interventions).toEqual([]);
  const over = { step: mended.trace.steps.length - 1, beat: 0, fraction: 0 };
  const frame = frameAt(mended.trace, over, mended.program);
  expect([frame.status, frame.silent, frame.disagreement]).toEqual([
    'COMPLETED',
    undefined,
    undefined,
  ]);
  expect(page.store.getState().notice?.text).toMatch(/^A new workflow runs the mended code\./);
  page.session.undo();
  await page.settled();
  expect(page.shown().program.source).toBe(SILENT);
});

it('offers nothing for lines in which the linter finds nothing', async () => {
  const page = await openedPage('');
  expect(await mendsFor(SILENT, [3, 4], page.around.readProgram)).toEqual([]);
});
