import { describe, expect, it } from 'vitest';
import { openedPage, openPage, type Found, type Page } from '../visit.test-support.ts';
import type { Entry, Library, Reason } from './entry.ts';
import { joinedTabs, memoryLibrary } from './memory-library.test-support.ts';

const later = () => new Promise((resume) => setTimeout(resume, 0));

const editing = (page: Page) => page.session.editor.store.getState();
const notice = (page: Page) => page.store.getState().notice;

/** What is kept, when nothing waits any more. */
async function kept(page: Page): Promise<Entry[]> {
  await page.session.flush();
  return (await page.around.library.list()).entries;
}

const acts = ({ document }: Entry): number => (document['interventions'] as unknown[]).length;

async function crashed(hash = '', found: Found = {}): Promise<Page> {
  const page = await openedPage(hash, found);
  page.session.crash();
  await page.settled();
  return page;
}

async function type(page: Page, v1: string): Promise<void> {
  page.session.editor.type('v1', v1);
  page.clock.move(600);
  await later();
  await page.settled();
}

describe('what a person does is kept', () => {
  it('from the first act on, under a name that says what happened', async () => {
    const page = await openedPage();
    expect(await kept(page)).toEqual([]);
    page.session.crash();
    await page.settled();
    await kept(page);
    // What makes names and pictures is loaded for the first one.
    await expect.poll(async () => (await kept(page))[0]?.picture).toBeDefined();
    const [entry, ...more] = await kept(page);
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      name: 'Order processing, crash in wake-up 4',
      isNamed: false,
      document: { program: { sample: 'order' }, position: { turn: 4 } },
    });
    expect(entry?.picture?.rows.length).toBeGreaterThan(0);
  });

  it('looking around keeps no scenario, only the place', async () => {
    const page = await openedPage();
    page.session.step();
    page.session.step();
    const place = page.place();
    expect(await kept(page)).toEqual([]);
    const again = await openedPage('', { library: page.around.library });
    expect(again.place()).toBe(place);
    expect(notice(again)?.text).toContain('the last time');
  });

  it('acts, Undo and Redo change one and the same entry; another sample leaves it alone', async () => {
    const page = await crashed();
    page.session.restart();
    await page.settled();
    expect((await kept(page)).map(acts)).toEqual([2]);
    page.session.undo();
    await page.settled();
    expect((await kept(page)).map(acts)).toEqual([1]);
    page.session.redo();
    await page.settled();
    page.session.openSample('coin');
    await page.settled();
    expect((await kept(page)).map(acts)).toEqual([2]);
    page.session.crash();
    await page.settled();
    expect(await kept(page)).toHaveLength(2);
  });

  it('Undo never takes a text away: it stays in its entry, and Redo leads back to it', async () => {
    const page = await crashed();
    page.session.editor.open();
    await later();
    const text = `${editing(page).texts.v1}\n// mine`;
    await type(page, text);
    page.session.undo();
    await page.settled();
    const [entry] = await kept(page);
    expect(entry?.code?.texts.v1).toBe(text);
    page.session.redo();
    await page.settled();
    await later();
    await type(page, `${text}, again`);
    const entries = await kept(page);
    expect(entries.map(({ code }) => code?.texts.v1)).toEqual([`${text}, again`]);
  });

  it('writes at most once in 250 ms while a person types, and all of it when the page is left', async () => {
    const library = memoryLibrary();
    const written: (string | undefined)[] = [];
    const page = await openedPage('', {
      library: {
        ...library,
        keep: (entry, seat) => {
          written.push(entry.code?.texts.v1.slice(-1));
          return library.keep(entry, seat);
        },
      },
    });
    page.session.editor.open();
    await later();
    const { v1 } = editing(page).texts;
    for (const letter of 'abcdefgh') {
      page.session.editor.type('v1', `${v1}const = ${letter}`);
      page.clock.move(100);
      await later();
    }
    // The first one at once, and then one in 250 ms; the clock stands at 800.
    expect(written).toEqual(['a', 'd', 'g']);
    await page.session.flush();
    expect(written).toEqual(['a', 'd', 'g', 'h']);
  });
});

describe('a slow disk', () => {
  it('loses nothing that comes while it writes', async () => {
    const library = memoryLibrary();
    const waiting: (() => void)[] = [];
    const page = await openedPage('', {
      library: {
        ...library,
        sit: async (seat) => {
          await new Promise<void>((resume) => waiting.push(resume));
          return library.sit(seat);
        },
      },
    });
    page.session.step();
    page.clock.move(250);
    page.session.step();
    page.session.step();
    const place = page.place();
    page.clock.move(250);
    for (const _ of [1, 2]) {
      await later();
      waiting.shift()?.();
    }
    await later();
    const again = await openedPage('', { library });
    expect(again.place()).toBe(place);
  });
});

describe('after a crash of the browser', () => {
  it('a reload goes on at the last place, also in the middle of playing', async () => {
    const page = await crashed();
    page.session.restart();
    await page.settled();
    page.player.send({ type: 'TICK', elapsedMs: 2000 });
    const place = page.place();
    page.clock.move(250);
    await later();
    const { bar } = page;
    const again = await openedPage('', { library: page.around.library, bar });
    expect(again.place()).toBe(place);
    expect(again.shown().scenario).toEqual(page.shown().scenario);
    expect(notice(again)).toBeUndefined();
  });

  it('a text that could not run yet is in the editor again, beside the run', async () => {
    const page = await crashed();
    page.session.editor.open();
    await later();
    page.session.editor.type('v1', 'const = 1;');
    page.clock.move(250);
    await later();
    for (const found of [{ bar: page.bar }, {}]) {
      const again = await openedPage('', { library: page.around.library, ...found });
      await later();
      expect(editing(again)).toMatchObject({ isOpen: true, texts: { v1: 'const = 1;' } });
      expect(again.shown().scenario).toEqual(page.shown().scenario);
    }
  });

  it('a link wins, and what was kept stays', async () => {
    const page = await crashed();
    await kept(page);
    const { library } = page.around;
    const link = await openedPage('#0/coin', { library });
    expect(link.shown().scenario.program).toEqual({ sample: 'coin' });
    await link.session.flush();
    const bare = await openedPage('', { library });
    expect(bare.shown().scenario).toEqual(page.shown().scenario);
  });

  it.each([
    ['nothing', undefined],
    ['a seat whose entry is gone', { atMs: 1, entry: 'gone' }],
    ['a scenario that cannot be read', { atMs: 1, document: { replayscope: 0, program: 7 } }],
  ])('%s leads to the opening scene', async (_what, seat) => {
    const page = await openedPage('', {
      library: { ...memoryLibrary(), lastSeat: async () => seat },
    });
    expect(page.place()).toBe('t4:a4');
    expect(page.store.getState().isFirstMinute).toBe(true);
  });

  it('does not wait for a database that never answers', async () => {
    const never = new Promise<undefined>(() => undefined);
    const page = openPage('', { library: { ...memoryLibrary(), lastSeat: () => never } });
    void page.session.start();
    await page.settled();
    expect(page.run.getState().shown).toBeUndefined();
    page.clock.move(1500);
    await page.settled();
    expect(page.place()).toBe('t4:a4');
  });
});

describe('two tabs', () => {
  async function twoTabs() {
    const [a, b] = joinedTabs(2);
    const library = memoryLibrary();
    const first = await crashed('', { library, name: 'a', ...(a && { tabs: a }) });
    await kept(first);
    const second = await openedPage('', { library, name: 'b', ...(b && { tabs: b }) });
    return { first, second, library };
  }

  it('the one that did nothing is told, and can keep both', async () => {
    const { first, second } = await twoTabs();
    second.session.restart();
    await second.settled();
    await kept(second);
    expect(notice(first)).toMatchObject({ text: expect.stringContaining('another tab') });
    notice(first)?.action?.onPress();
    expect(new Map((await kept(first)).map((entry) => [acts(entry), entry.name]))).toEqual(
      new Map([
        [1, 'Order processing, crash in wake-up 4 (copy)'],
        [2, 'Order processing, crash in wake-up 4'],
      ]),
    );
  });

  it('or can show what the other one did', async () => {
    const { first, second } = await twoTabs();
    second.session.restart();
    await second.settled();
    await kept(second);
    notice(first)?.other?.onPress();
    await expect.poll(() => first.store.getState().scenario).toEqual(second.shown().scenario);
    await first.settled();
    expect(await kept(first)).toHaveLength(1);
  });

  it('both do something: neither loses it, and it is said', async () => {
    const { first, second } = await twoTabs();
    second.session.restart();
    await second.settled();
    await kept(second);
    first.session.restart();
    await first.settled();
    first.session.crash();
    await first.settled();
    const entries = await kept(first);
    expect(new Set(entries.map(acts))).toEqual(new Set([2, 3]));
    expect(notice(first)?.text).toContain('Both are kept');
  });

  it('going back to what another tab has gone on with does not undo it there', async () => {
    const { first, second } = await twoTabs();
    second.session.restart();
    await second.settled();
    await kept(second);
    first.session.undo();
    await first.settled();
    first.session.redo();
    await first.settled();
    expect((await kept(first)).map(acts)).toEqual([2]);
    first.session.stepBack();
    first.session.crash();
    await first.settled();
    expect(new Set((await kept(first)).map(acts))).toEqual(new Set([1, 2]));
  });

  it('a deleted scenario does not come back by what was under way', async () => {
    const page = await crashed();
    const [entry] = await kept(page);
    page.session.restart();
    if (entry) await (await page.session.library.load()).remove(entry);
    await page.settled();
    expect(await kept(page)).toEqual([]);
    expect(page.shown().scenario.interventions).toHaveLength(2);
    await (await page.session.library.load()).undoRemove();
    expect((await kept(page)).map(acts)).toEqual([1]);
  });
});

describe('a browser that keeps nothing', () => {
  const failing = (reason: Exclude<Reason, 'elsewhere'>): Library => ({
    ...memoryLibrary(),
    keep: async () => ({ ok: false, reason }),
    sit: async () => ({ ok: false, reason }),
  });

  it.each([
    ['full', 'is full'],
    ['refused', 'does not let the page keep'],
  ] as const)('%s is said once, with a file to save, and the page works', async (reason, words) => {
    const page = await crashed('', { library: failing(reason) });
    await kept(page);
    expect(notice(page)?.text).toContain(words);
    notice(page)?.action?.onPress();
    // What makes the file is loaded first.
    await expect
      .poll(() => page.saved.map(({ name }) => name))
      .toEqual([expect.stringMatching(/\.json$/)]);
    page.session.dismissNotice();
    page.session.restart();
    await page.settled();
    await kept(page);
    expect(notice(page)).toBeUndefined();
    expect(page.shown().scenario.interventions).toHaveLength(2);
  });
});

describe("a stranger's scenario from a file", () => {
  it('does not run by being kept here, and asks before it does', async () => {
    const page = await crashed();
    page.session.editor.open();
    await later();
    await type(page, `${editing(page).texts.v1}\n// theirs`);
    const [entry] = await kept(page);
    if (!entry) throw new Error('Nothing was kept.');
    const other = await openedPage();
    const foreign = { ...entry, isImported: true } as const;
    await other.around.library.put([foreign]);
    await other.session.library.open(entry.id);
    await later();
    expect(other.run.getState().standing).toMatchObject({ kind: 'asking' });
    await other.session.flush();
    expect((await other.around.library.find(entry.id))?.isImported).toBe(true);
    other.session.answer(true);
    await other.settled();
    other.session.undo();
    await other.settled();
    other.session.redo();
    await other.settled();
    expect(other.run.getState().standing).toEqual({ kind: 'ready' });
  });
});
