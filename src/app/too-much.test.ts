import { describe, expect, it } from 'vitest';
import { memoryLibrary } from './library/memory-library.test-support.ts';
import { tooMuch } from '../link/bounds.ts';
import { openedPage, openPage, type Page } from './visit.test-support.ts';

const LONG = 'n'.repeat(201);

/** What the page is after a reload: nothing but the address and what was kept. */
async function reloaded(page: Page): Promise<Page> {
  page.clock.move(5000);
  await page.session.flush();
  const { bar } = page;
  const again = openPage('', { bar, library: page.around.library });
  await again.session.start();
  again.session.answer(true);
  await again.settled();
  return again;
}

async function pageWith(source: string): Promise<Page> {
  const page = await openedPage('', { library: memoryLibrary() });
  expect(await page.session.ownCode.openText(source)).toBeUndefined();
  await page.settled();
  return page;
}

describe('what no link can hold', () => {
  it('is a workflow with such a name: it is not opened', async () => {
    const page = await openedPage();
    const refusal = await page.session.ownCode.openText(
      `export async function* ${LONG}(ctx) { return 1; }`,
    );
    expect(refusal).toContain('The name of the workflow is too long.');
    expect(page.frame().isOver).toBe(false);
  });

  it.each([LONG, ''])('is an event with a name like this: “%s”', async (name) => {
    const page = await pageWith(
      `export async function* w(ctx) { return yield ctx.waitForExternalEvent('${name}'); }`,
    );
    page.session.toEnd();
    page.session.raise(name, 1);
    expect(page.store.getState().toast).toContain('a name has 1 to 200 characters');
    const again = await reloaded(page);
    expect(again.store.getState().scenario).toEqual(page.store.getState().scenario);
    expect(again.store.getState().notice).toBeUndefined();
  });

  it('is an event with too much in it', async () => {
    const page = await pageWith(
      "export async function* w(ctx) { return yield ctx.waitForExternalEvent('go'); }",
    );
    page.session.toEnd();
    page.session.raise('go', 'x'.repeat(65_536));
    expect(page.store.getState().toast).toContain('data has at most 64 KB');
    page.session.raise('go', 'x'.repeat(60_000));
    await page.settled();
    const again = await reloaded(page);
    expect(again.store.getState().scenario.interventions).toHaveLength(1);
  });

  it('is the id of a child that is looked at: the run is opened again, at its start', async () => {
    const page = await pageWith(`
      export async function* w(ctx) {
        return yield ctx.callChildWorkflow(child, 1, '${LONG}');
      }
      export async function* child(ctx, n) { yield ctx.callActivity(add, n); return n; }
      async function add(ctx, n) { return n + 1; }`);
    page.session.toEnd();
    page.session.showInstance(LONG);
    for (let back = 0; back < 8; back += 1) page.session.stepBack();
    expect(page.shown().trace.steps.some(({ place }) => place.instance === LONG)).toBe(true);
    const again = await reloaded(page);
    expect(again.store.getState().scenario).toEqual(page.store.getState().scenario);
    expect(again.store.getState().notice).toBeUndefined();
  });

  it('is the 201st act', async () => {
    const page = await openedPage();
    const { scenario } = page.store.getState();
    const { position: at } = page.session.moment();
    if (!at) throw new Error('The page is nowhere.');
    const withActs = (length: number) => ({
      ...scenario,
      interventions: Array.from({ length }, () => ({
        do: 'crash' as const,
        target: 'app' as const,
        at,
      })),
    });
    expect(tooMuch(withActs(200))).toBeUndefined();
    expect(tooMuch(withActs(201))).toContain('at most 200 acts');
  });
});
