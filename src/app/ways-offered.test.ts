import { describe, expect, it } from 'vitest';
import { openedPage } from './visit.test-support.ts';
import { readVariables } from './variables-dialog.tsx';
import { actsDone, pinsOf } from './acts-done.ts';
import { waysOf } from './ways-offered.ts';

type Page = Awaited<ReturnType<typeof openedPage>>;

async function take(page: Page, id: string): Promise<void> {
  const way = waysOf(page.session, undefined).find((each) => each.id === id);
  if (!way) throw new Error(`There is no way called ${id}.`);
  expect(way.reason).toBeUndefined();
  way.onPress();
  await page.settled();
}

describe('the variables of a restart', () => {
  it('are read one a line, and a line that is none is told', () => {
    expect(readVariables('MODE=fast\n\n A_1=x=y ')).toEqual({
      ok: true,
      variables: { MODE: 'fast', A_1: 'x=y' },
    });
    for (const text of ['MODE', '=x', '1A=2', '__proto__=x', 'constructor=1'])
      expect(readVariables(text)).toEqual({ ok: false, problem: expect.stringContaining(text) });
  });
});

describe('the ways to fail', () => {
  it('say of each whether it is possible now, and why not', async () => {
    const page = await openedPage();
    const ways = waysOf(page.session, undefined);
    expect(new Set(ways.map(({ id }) => id)).size).toBe(ways.length);
    const possible = ways.filter(({ reason }) => reason === undefined).map(({ id }) => id);
    expect(possible).toContain('crash sidecar');
    expect(possible).not.toContain('restart sidecar');
    for (const { reason } of ways) if (reason !== undefined) expect(reason).toMatch(/^[A-Z].*\.$/);
  });

  it('kill the engine and bring it back; the order is complete all the same', async () => {
    const page = await openedPage();
    await take(page, 'crash sidecar');
    expect(page.frame().app.status).not.toBe('dead');
    await take(page, 'restart sidecar');
    page.session.toEnd();
    expect(page.frame().status).toBe('COMPLETED');
    const { shown } = page.around.run.getState();
    const done = shown ? actsDone(shown.scenario.interventions, shown.trace) : [];
    expect(done.map(({ step }) => step !== undefined)).toEqual([true, true]);
    expect(pinsOf(done)).toHaveLength(1);
  });

  it('are undone like every act', async () => {
    const page = await openedPage();
    page.session.nextQuestion();
    await page.settled();
    await take(page, 'fail always');
    page.session.toEnd();
    expect(page.frame().status).toBe('FAILED');
    page.session.undo();
    await page.settled();
    page.session.toEnd();
    expect(page.frame().status).toBe('COMPLETED');
  });
});
