import { describe, expect, it } from 'vitest';
import { MAIN_INSTANCE } from '../sim/simulate.ts';
import type { Trace } from '../trace/trace.ts';
import { countByTone, worstFirst } from '../view/explored.ts';
import { explorationOf } from './explored-picture.ts';
import { bandPieces } from '../view/explored-band.ts';
import { staircaseAt } from '../view/staircase.ts';
import { isOf } from './exploring.ts';
import { beginInstead, openPlace } from './exploring-work.ts';
import { openedPage } from './visit.test-support.ts';

type Page = Awaited<ReturnType<typeof openedPage>>;

/** Waits until nothing more is found, and answers what the screen shows. */
async function explored(page: Page) {
  const exploring = page.session.exploring.store;
  await new Promise<void>((resolve) => {
    const look = () => {
      if (exploring.getState().explorings?.standing !== 'running') resolve();
    };
    exploring.subscribe(look);
    look();
  });
  const { explorings } = exploring.getState();
  if (!explorings) throw new Error('Nothing was explored.');
  return explorationOf(explorings, explorings.trace.mainInstance ?? MAIN_INSTANCE);
}

describe('crash everywhere', () => {
  it('finds the card that is charged twice, and opens that very run at its crash', async () => {
    const page = await openedPage();
    page.session.exploring.show('crashes');
    const seen = await explored(page);
    expect(seen.summary).toMatch(
      /^After a crash .* twice\. Some crashes also do this: .*the card is charged twice/,
    );
    expect(seen.counts).toMatch(
      /^78 kinds of crash \(\d+ moments\): processOrder always comes to its end; .*the card is charged twice[^.]*\.$/,
    );
    const bad = seen.picture.cells.filter(({ found }) => found?.tone === 'bad');
    expect(bad.map(({ where }) => where)).toContain(
      'chargeCard: after it ran, before its answer is kept',
    );
    // What the sentence counts is what the list shows.
    const twice = bad.filter(({ found }) => found?.text.includes('card is charged twice'));
    const moments = twice.reduce((sum, each) => sum + each.moments, 0);
    expect(seen.counts).toContain(
      `in ${twice.length} kinds (${moments} moments) the card is charged twice`,
    );
    const all = seen.picture.cells.reduce((sum, each) => sum + each.moments, 0);
    expect(seen.counts).toContain(`78 kinds of crash (${all} moments)`);
    expect(seen.picture.cells.every(({ found }) => found !== undefined)).toBe(true);
    const app = bad.find(({ lane, where }) => lane === 0 && where.startsWith('chargeCard'));
    openPlace(page.session.exploring, app?.number ?? 0);
    await page.settled();
    expect(page.session.exploring.store.getState().isOpen).toBe(false);
    expect(page.frame().app.status).toBe('dead');
    page.session.toEnd();
    expect(page.frame().world.some(({ entries }) => entries.length === 2)).toBe(true);
    page.session.undo();
    await page.settled();
    expect(page.shown().scenario.interventions).toEqual([]);
  });

  it('does not call it harmless that an activity of one’s own runs again', async () => {
    const page = await openedPage();
    await page.session.ownCode.openText(`async function* pay(ctx) {
  return yield ctx.callActivity(chargeCustomer, 1);
}
async function chargeCustomer(ctx, amount) {
  return amount;
}
`);
    await page.settled();
    page.session.exploring.show('crashes');
    const { picture, summary, counts, pairs } = await explored(page);
    const again = picture.cells.filter(({ found }) => found?.text.includes('chargeCustomer ran'));
    expect(again.length).toBeGreaterThan(0);
    for (const { found } of again)
      expect(found).toMatchObject({ verdict: 'Runs twice: is that safe?', shape: 'rings' });
    const others = picture.cells.length - again.length;
    expect(worstFirst(picture.cells).at(again.length)?.found?.verdict).toBe('Holds');
    expect(countByTone(picture.cells)).toMatchObject({ note: again.length, good: others });
    expect(summary).toMatch(
      /^chargeCustomer may run twice\. Whether that does harm, only you know\./,
    );
    expect(counts).toContain(
      `; in ${again.length} kinds (${again.reduce((sum, { moments }) => sum + moments, 0)} moments) chargeCustomer runs twice; whether that does harm, only you know.`,
    );
    expect(summary).not.toContain('nothing happens twice');
    // Nor is it said of two crashes in one run.
    expect(pairs?.end).toMatch(
      /^In (\d+|all) of them, chargeCustomer runs again\. Is that safe\? Only you know\./,
    );
    expect(pairs?.end).not.toContain('All of them hold');
  });

  it('finds nothing where the request carries a key', async () => {
    const page = await openedPage();
    page.session.openSample('order-key');
    await page.settled();
    page.session.exploring.show('crashes');
    const { picture, pairs } = await explored(page);
    expect(pairs?.end).toBe('All of them hold.');
    const { bad, good } = countByTone(picture.cells);
    expect({ bad, hasGood: good > 20 }).toEqual({ bad: 0, hasGood: true });
  });

  it('opens no place over what a person has done meanwhile', async () => {
    const page = await openedPage();
    page.session.openSample('coin');
    await page.settled();
    page.session.exploring.show('crashes');
    const { picture } = await explored(page);
    const parting = picture.cells.find(({ found }) => found?.verdict === 'Stops');
    openPlace(page.session.exploring, parting?.number ?? 0);
    page.session.exploring.close();
    page.session.crash();
    await page.settled();
    await new Promise((resolve) => setTimeout(resolve, 0));
    await page.settled();
    expect(page.shown().scenario.interventions).toEqual([expect.objectContaining({ do: 'crash' })]);
  });

  it('ends with what it has found when a place is opened before its end', async () => {
    const page = await openedPage();
    page.session.openSample('coin');
    await page.settled();
    const { exploring } = page.session;
    exploring.show('crashes');
    const { picture } = await explored(page);
    exploring.change({ standing: 'running' });
    openPlace(
      exploring,
      picture.cells.find(({ found }) => found?.verdict === 'Stops')?.number ?? 0,
    );
    expect(exploring.now?.standing).toBe('stopped');
  });

  it('is kept until another run is looked at', async () => {
    const page = await openedPage();
    page.session.exploring.show('crashes');
    await explored(page);
    const { explorings } = page.session.exploring.store.getState();
    page.session.exploring.close();
    page.session.exploring.show('crashes');
    expect(page.session.exploring.store.getState()).toEqual({ explorings, isOpen: true });
  });

  it('is still what was found when Undo reads the scenario anew, and every place has a mark over the staircase', async () => {
    const page = await openedPage();
    page.session.exploring.show('crashes');
    const { picture } = await explored(page);
    const { explorings } = page.session.exploring.store.getState();
    if (!explorings) throw new Error('Nothing was explored.');
    const [first] = picture.cells;
    openPlace(page.session.exploring, first?.number ?? 0);
    await page.settled();
    expect(isOf(explorings, page.shown().scenario)).toBe(false);
    page.session.undo();
    await page.settled();
    expect(isOf(explorings, page.shown().scenario)).toBe(true);
    page.session.exploring.show('crashes');
    expect(page.session.exploring.store.getState()).toEqual({ explorings, isOpen: true });

    const { trace, program } = page.shown();
    const stairs = staircaseAt(trace, { step: 0, beat: 0, fraction: 0 }, program, {
      isFolded: true,
    });
    const columns = stairs.columns.map((_, index) => ({ x: index * 100, width: 100 }));
    const pieces = bandPieces(picture, stairs, columns, 18);
    const places = pieces.reduce((count, { others }) => count + 1 + others, 0);
    expect(places).toBe(picture.cells.length);
  });
});

const HOST = `import { TaskHubGrpcClient, TaskHubGrpcWorker } from "@microsoft/durabletask-js";
const charge = async (ctx, input) => input.sum;
const pay = async function* pay(ctx, input) {
  return yield ctx.callActivity(charge, input);
};
const watch = async function* watch(ctx, of) {
  yield ctx.createTimer(5);
  return of;
};
(async () => {
  const worker = new TaskHubGrpcWorker("localhost:4001");
  worker.addOrchestrator(pay);
  worker.addOrchestrator(watch);
  worker.addActivity(charge);
  await worker.start();
  const client = new TaskHubGrpcClient("localhost:4001");
  await client.scheduleNewOrchestration(pay, { sum: 7 }, "pay-1");
  await client.scheduleNewOrchestration(watch, "pay-1", "watch-1");
})();
`;

describe('a program that starts its workflows itself', () => {
  it.each([
    [undefined, 'Look at pay with input {"sum":7}', { sum: 7 }],
    ['watch-1', 'Look at watch with input pay-1', 'pay-1'],
  ])(
    'with %s on the screen offers that workflow, and looks at it',
    async (instance, offer, input) => {
      const page = await openedPage();
      page.session.editor.begin({ v1: HOST }, 'host');
      page.session.editor.type('v1', HOST);
      page.session.editor.runNow();
      await new Promise((resume) => setTimeout(resume, 0));
      await page.settled();
      if (instance !== undefined) page.session.showInstance(instance);
      page.session.exploring.show('crashes');
      const refused = await explored(page);
      expect(refused).toMatchObject({
        standing: 'failed',
        unfit: { offer },
        picture: { cells: [] },
      });
      expect(refused.summary).not.toContain('can’t run here');
      await beginInstead(page.session.exploring);
      const seen = await explored(page);
      expect(seen).toMatchObject({ standing: 'done', about: expect.stringContaining('alone') });
      expect(seen.unfit).toBeUndefined();
      expect(seen.picture.cells.length).toBeGreaterThan(10);
      // The run on the screen is still that of the program.
      expect(page.shown().scenario.program).toEqual({ source: HOST });
      const { explorings } = page.session.exploring.store.getState();
      expect(explorings?.scenario).toMatchObject({ input, interventions: [] });
      page.session.exploring.close();
      page.session.exploring.show('crashes');
      expect(page.session.exploring.store.getState()).toEqual({ explorings, isOpen: true });
    },
  );

  it('asks nothing where it starts a single one, and opens a place without the editor', async () => {
    const page = await openedPage();
    const single = HOST.replace(/.*watch-1.*\n/, '');
    page.session.editor.begin({ v1: single }, 'host');
    page.session.editor.type('v1', single);
    page.session.editor.runNow();
    await new Promise((resume) => setTimeout(resume, 0));
    await page.settled();
    expect(page.session.editor.store.getState().isOpen).toBe(true);
    page.session.exploring.show('crashes');
    await expect.poll(async () => (await explored(page)).standing).toBe('done');
    const { about, picture } = await explored(page);
    expect(about).toBe(
      'Your program starts its workflows itself. Here pay runs alone with input {"sum":7}, without your client.',
    );
    openPlace(page.session.exploring, picture.cells[0]?.number ?? 0);
    await page.settled();
    expect(page.session.editor.store.getState().isOpen).toBe(false);
    expect(page.shown().scenario.interventions).toHaveLength(2);
    page.session.undo();
    await page.settled();
    expect(page.shown().scenario.program).toEqual({ source: single });
  });

  it('checks a deployment of it in the same way', async () => {
    const page = await openedPage();
    const single = HOST.replace(/.*watch-1.*\n/, '');
    const v2 = single.replace('callActivity(charge', 'callActivity(watch');
    page.session.editor.begin({ v1: single, v2 }, 'host');
    page.session.editor.type('v1', single);
    page.session.editor.runNow();
    await new Promise((resume) => setTimeout(resume, 0));
    await page.settled();
    page.session.exploring.show('deployment');
    await expect.poll(async () => (await explored(page)).standing).toBe('done');
    const { picture } = await explored(page);
    expect(countByTone(picture.cells).bad).toBeGreaterThan(0);
    expect(page.shown().scenario.program).toMatchObject({ source: single });
  });
});

const PURCHASE = `import { TaskHubGrpcClient, TaskHubGrpcWorker, whenAny } from "@microsoft/durabletask-js";
const order = async (_, shop) => "ordered at " + shop;
const remind = async (_, who) => "reminded " + who;
const purchase = async function* purchase(ctx, shop) {
  const approval = ctx.waitForExternalEvent("approval");
  for (let i = 0; i < 3; i++) {
    const timer = ctx.createTimer(24 * 60 * 60);
    const winner = yield whenAny([approval, timer]);
    if (winner === approval) {
      return yield ctx.callActivity(order, shop);
    }
    yield ctx.callActivity(remind, "boss");
  }
  return "timeout";
};
(async () => {
  const worker = new TaskHubGrpcWorker("localhost:4001");
  worker.addOrchestrator(purchase);
  worker.addActivity(order);
  worker.addActivity(remind);
  await worker.start();
  const client = new TaskHubGrpcClient("localhost:4001");
  const id = await client.scheduleNewOrchestration(purchase, "ebay");
  setTimeout(() => client.raiseOrchestrationEvent(id, "approval", true), 1000);
  const state = await client.waitForOrchestrationCompletion(id, undefined, 60);
})();
`;

async function lookedAt(kind: 'crashes' | 'deployment', v1: string, v2?: string) {
  const page = await openedPage();
  page.session.editor.begin({ v1, ...(v2 !== undefined && { v2 }) }, 'host');
  page.session.editor.type('v1', v1);
  page.session.editor.runNow();
  await new Promise((resume) => setTimeout(resume, 0));
  await page.settled();
  page.session.exploring.show(kind);
  await expect.poll(async () => (await explored(page)).standing).toBe('done');
  return { page, seen: await explored(page) };
}

describe('a workflow that is looked at without its client', () => {
  it('keeps its id, and draws what it draws on the screen', async () => {
    const drawn = PURCHASE.replace(
      'const approval',
      'yield ctx.callActivity(remind, Math.random());\n  const approval',
    );
    const { page } = await lookedAt('crashes', drawn);
    const { explorings } = page.session.exploring.store.getState();
    const asked = (trace: Trace | undefined): unknown[] =>
      (trace?.steps ?? []).flatMap((step) =>
        step.kind === 'task-sent' ? [[step.instance, step.name, step.input]] : [],
      );
    expect(asked(explorings?.trace)).toEqual(asked(page.shown().trace));
    expect(asked(explorings?.trace)).toHaveLength(2);
    const run = explorings?.runs.find(({ crashes }) => crashes.length === 1);
    openPlace(page.session.exploring, run?.crashes[0]?.number ?? 0);
    await page.settled();
    // The link of that run holds the id, too.
    expect(asked(page.shown().trace).map((each) => (each as unknown[])[0])).toContain(
      explorings?.trace.mainInstance,
    );
  });
});

describe('what the client has sent', () => {
  it('comes in the runs without it, so that the way on the screen is crashed', async () => {
    const { page, seen } = await lookedAt('crashes', PURCHASE);
    expect(seen.about).toContain('It gets the same events as in your run: approval.');
    expect(seen.summary).not.toContain('In your run');
    expect(seen.picture.cells.map(({ where }) => where).join()).toContain('order: ');
    const { explorings } = page.session.exploring.store.getState();
    expect(explorings?.base?.verdict.output).toBe('"ordered at ebay"');
  });

  it('takes a deploy to the way that it has opened', async () => {
    const asked = 'return yield ctx.callActivity(order, shop)';
    const v2 = PURCHASE.replace(asked, `yield ctx.callActivity(remind, 1); ${asked}`);
    const { seen } = await lookedAt('deployment', PURCHASE, v2);
    expect(seen.summary).toMatch(/^Version 2 stops instances waiting for order/);
  });

  it('and can’t be sent here is told of first', async () => {
    const stopped = PURCHASE.replace(
      'client.raiseOrchestrationEvent(id, "approval", true)',
      'client.terminateOrchestration(id, "enough")',
    );
    const { seen } = await lookedAt('crashes', stopped);
    expect(seen.summary).toMatch(
      /^In your run somebody ends this workflow\. Here nobody does, so what comes after was not crashed\. In your run this workflow is ended from outside\. Here it ends with timeout, so another way through the code was crashed\. /,
    );
  });
});
