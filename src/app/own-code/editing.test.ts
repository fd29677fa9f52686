import { describe, expect, it } from 'vitest';
import { draftOf } from './editing-words.ts';
import { openedPage, type Page } from '../visit.test-support.ts';
import { changeSettings } from './settings.ts';

const later = () => new Promise((resume) => setTimeout(resume, 0));

/** Types a whole text, pauses, and waits until what follows is there. */
async function write(page: Page, v1: string): Promise<void> {
  page.session.editor.type('v1', v1);
  page.clock.move(600);
  await later();
  await page.settled();
}

/** What is kept, when nothing waits any more. */
async function kept(page: Page) {
  await page.session.flush();
  return (await page.around.library.list()).entries;
}

const editing = (page: Page) => page.session.editor.store.getState();

async function openEditor(hash = '') {
  const page = await openedPage(hash);
  page.session.editor.open();
  await later();
  return { page, source: editing(page).texts.v1 };
}

describe('editing a sample', () => {
  it('runs the new text after a pause, keeps the place, and is one act for Undo', async () => {
    const { page, source } = await openEditor();
    const before = page.place();
    await write(page, `${source}\n// one`);
    await write(page, `${source}\n// two`);
    expect(page.shown().program.source).toBe(`${source}\n// two`);
    expect(page.place()).toBe(before);
    expect(page.store.getState().acts).toEqual({ done: 1, undone: 0 });
    page.session.undo();
    await page.settled();
    expect(page.shown().scenario.program).toEqual({ sample: 'order' });
    expect(editing(page).texts).toEqual({ v1: source });
    page.session.redo();
    await page.settled();
    expect(editing(page)).toMatchObject({ texts: { v1: `${source}\n// two` }, sampleId: 'order' });
  });

  it('goes on counting what has not happened yet, in the words of the sample, and what the change adds', async () => {
    const { page, source } = await openEditor();
    const { counters } = page.shown().program;
    await write(page, `${source}\n// one`);
    expect(page.shown().program.counters).toEqual(counters);
    await write(page, `${source}\nconst mail = () => fetch('https://mail.example/messages');`);
    const mail = { subject: 'mail', label: 'Mail sent' };
    expect(page.shown().program.counters).toEqual([...counters, mail]);
    await write(page, source.replace('https://parcels.example/parcels', 'https://post.example/'));
    expect(page.shown().program.counters.map(({ subject }) => subject)).toEqual([
      'charge',
      'reserve',
    ]);
  });

  it('a text that comes in broken says that nothing runs, until it is mended', async () => {
    const { page, source } = await openEditor();
    await page.session.ownCode.openText(`${source}\nconst x = (;\n`);
    await page.settled();
    expect(page.run.getState().standing.kind).toBe('problem');
    const line = source.split('\n').length + 1;
    expect(editing(page).status).toEqual({
      tone: 'error',
      text: `Line ${line} can’t be run. Nothing runs.`,
      isOfRun: true,
    });
    await write(page, `${source}\nconst x = 1;\n`);
    expect(page.run.getState().standing.kind).toBe('ready');
    expect(editing(page).status.text).toBe('This is the code that runs.');
    page.session.undo();
    await page.settled();
    expect(editing(page).status.text).toContain('Nothing runs.');
    page.session.undo();
    await page.settled();
    expect(editing(page).status.text).toBe('This is the code that runs.');
  });

  it('does not run before the pause', async () => {
    const { page, source } = await openEditor();
    page.session.editor.type('v1', `${source}\n// one`);
    page.clock.move(599);
    await later();
    await page.settled();
    expect(page.shown().scenario.program).toEqual({ sample: 'order' });
  });

  it('a broken text leaves the run alone, says its line, and is kept all the same', async () => {
    const { page, source } = await openEditor();
    await write(page, `const = 1;\n${source}`);
    expect(page.run.getState().standing).toEqual({ kind: 'ready' });
    expect(page.shown().scenario.program).toEqual({ sample: 'order' });
    expect(editing(page).status).toMatchObject({
      tone: 'error',
      text: expect.stringMatching(/^Line 1 /),
    });
    expect(editing(page).findings.v1[0]).toMatchObject({ line: 1, severity: 'error' });
    const [entry] = await kept(page);
    expect(entry?.code?.texts.v1).toMatch(/^const = 1;/);
    expect(draftOf(editing(page))).toBeUndefined();
    page.session.editor.close();
    expect(draftOf(editing(page))).toBe('Your change can’t run yet (line 1)');
    page.session.crash();
    await page.settled();
    page.session.editor.open();
    expect(editing(page).texts.v1).toMatch(/^const = 1;/);
  });

  it('names the acts that found no place any more, and keeps them', async () => {
    const { page } = await openEditor();
    page.session.crash();
    await page.settled();
    await write(page, 'export async function* processOrder(ctx) {\n  return 1;\n}');
    expect(editing(page).status).toMatchObject({ tone: 'warning' });
    expect(editing(page).status.text).toContain('the crash in wake-up 4');
    expect(page.shown().scenario.interventions).toHaveLength(1);
  });

  it('the very text of the sample is the sample again', async () => {
    const { page, source } = await openEditor();
    await write(page, `${source} `);
    expect(page.shown().scenario.program).toMatchObject({ source: `${source} ` });
    await write(page, source);
    expect(page.shown().scenario.program).toEqual({ sample: 'order' });
  });

  it('Reset is an act: Undo brings the changed text back, and the draft stays', async () => {
    const { page, source } = await openEditor();
    await write(page, `${source}\n// mine`);
    page.session.editor.reset();
    await page.settled();
    expect(editing(page).texts.v1).toBe(source);
    page.session.undo();
    await page.settled();
    expect(editing(page).texts.v1).toBe(`${source}\n// mine`);
    expect(await kept(page)).toHaveLength(1);
  });
});

describe('a program that was kept', () => {
  it('comes back with its input, its seed and what was done to it', async () => {
    const { page, source } = await openEditor();
    await write(page, `${source}\n// mine`);
    changeSettings(page.session.visit, { input: { id: 'B-1', items: ['cup'], total: 5 }, seed: 7 });
    await page.settled();
    page.session.crash();
    await page.settled();
    const { scenario } = page.shown();
    page.session.openSample('coin');
    await page.settled();
    const [entry] = await kept(page);
    if (!entry) throw new Error('Nothing was kept.');
    await page.session.library.open(entry.id);
    await page.settled();
    expect(page.shown().scenario).toEqual(scenario);
    expect(scenario).toMatchObject({ seed: 7, interventions: [{ do: 'crash' }] });
    expect(editing(page)).toMatchObject({ isOpen: true, sampleId: 'order' });
  });

  it('comes back without them when they cannot be read', async () => {
    const { page, source } = await openEditor();
    await write(page, `${source}\n// mine`);
    const [entry] = await kept(page);
    if (!entry) throw new Error('Nothing was kept.');
    await page.around.library.put([{ ...entry, document: { seed: 'no number' } }]);
    await page.session.library.open(entry.id);
    await page.settled();
    expect(page.shown().program.source).toBe(`${source}\n// mine`);
  });
});

describe('version 2', () => {
  it('begins as a copy, can be taken away, and comes back with Undo', async () => {
    const { page, source } = await openEditor();
    page.session.editor.addNext();
    await later();
    await page.settled();
    expect(page.shown().scenario.program).toMatchObject({ source, next: source });
    page.session.editor.type('v2', `${source}\n// later`);
    page.clock.move(600);
    await later();
    await page.settled();
    page.session.editor.removeNext();
    await later();
    await page.settled();
    expect(page.shown().scenario.program).not.toHaveProperty('next');
    page.session.undo();
    await page.settled();
    expect(editing(page).texts.v2).toBe(`${source}\n// later`);
  });

  it('is what the app loads when it is restarted with it', async () => {
    const { page, source } = await openEditor();
    page.session.editor.addNext();
    await later();
    await page.settled();
    page.session.crash();
    await page.settled();
    page.session.restartWithNext();
    await page.settled();
    expect(page.shown().scenario.interventions.at(-1)).toEqual({ do: 'restart', code: 'v2' });
    expect(page.shown().trace.unused).toEqual([]);
    expect(source).not.toBe('');
  });
});

describe('code that comes from outside', () => {
  const GREET = 'export async function* greet(ctx, name) {\n  return name;\n}\n';

  it.each([
    ['GIF89a\0\0', 'logo.ts', 'is not a text'],
    ['import dapr\n\ndef main():\n    pass\n', undefined, 'Python'],
    ['print(1)', 'work.py', 'Python'],
    ['package main\n\nfunc main() {\n}\n', undefined, 'Go'],
    [' \n', undefined, 'no code here yet'],
    ['x'.repeat(300_000), 'long.ts', 'too long'],
  ])('%j is refused with a reason', async (text, name, reason) => {
    const page = await openedPage();
    expect(await page.session.ownCode.openText(text, name)).toContain(reason);
    expect(page.store.getState().acts.done).toBe(0);
  });

  it('a program runs at once, and its link asks nobody who has run it', async () => {
    const page = await openedPage();
    expect(await page.session.ownCode.openText(GREET, 'greet.ts')).toBeUndefined();
    await page.settled();
    expect(page.shown().program.source).toBe(GREET);
    expect(editing(page)).toMatchObject({ isOpen: true, name: 'greet.ts' });
    const stranger = await openedPage(page.bar.hash);
    expect(stranger.run.getState().standing).toEqual({ kind: 'asking', isOnlyRead: false });
    // It is not the reader's own.
    expect(editing(stranger).name).toBe('greet');
    stranger.session.answer(false);
    expect(stranger.run.getState().standing).toEqual({ kind: 'asking', isOnlyRead: true });
    stranger.session.answer(true);
    await stranger.settled();
    expect(stranger.shown().program.source).toBe(GREET);
  });

  it('refuses a setting that cannot be used, and takes one that can as an act', async () => {
    const { page } = await openEditor();
    expect(changeSettings(page.session.visit, { seed: -1 })).toContain('seed');
    expect(changeSettings(page.session.visit, { input: { id: 'B-1' }, seed: 7 })).toBeUndefined();
    await page.settled();
    expect(page.shown().scenario).toMatchObject({ input: { id: 'B-1' }, seed: 7 });
    page.session.undo();
    await page.settled();
    expect(page.shown().scenario.seed).toBe(1);
  });
});
