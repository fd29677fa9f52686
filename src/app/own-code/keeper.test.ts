import { describe, expect, it } from 'vitest';
import type { Keeping } from '../../ui/editor/editor-state.ts';
import { memoryShelf } from '../visit.test-support.ts';
import type { Draft, DraftShelf } from './draft.ts';
import { openKeeper } from './keeper.ts';

const settled = () => new Promise((resume) => setTimeout(resume, 0));

/** A tab with an editor in it. */
function openTab(shelf: DraftShelf, name: string) {
  let ids = 0;
  const said: Keeping[] = [];
  const begun: string[] = [];
  const keeper = openKeeper({
    shelf,
    nowMs: () => 0,
    newId: () => `${name}-${(ids += 1)}`,
    tell: (keeping) => said.push(keeping),
    onBegun: (id) => begun.push(id),
  });
  const type = async (v1: string) => {
    keeper.keep({ texts: { v1 }, name: 'mine', sampleId: undefined, circumstances: {} });
    await settled();
  };
  return { keeper, said, begun, type };
}

const textsOf = async (shelf: DraftShelf) =>
  (await shelf.list()).map(({ name, texts }) => `${name}: ${texts.v1}`).sort();

describe('what keeps a program', () => {
  it('keeps the last of many changes that come while a save is under way', async () => {
    const waiting: (() => void)[] = [];
    const kept: string[] = [];
    const slow: DraftShelf = {
      ...memoryShelf(),
      keep: async (draft) => {
        await new Promise<void>((resume) => waiting.push(resume));
        kept.push(draft.texts.v1);
        return { ok: true, draft: { ...draft, revision: draft.revision + 1 } };
      },
    };
    const { keeper } = openTab(slow, 'a');
    for (const v1 of ['1', '12', '123', '1234'])
      keeper.keep({ texts: { v1 }, name: 'mine', sampleId: undefined, circumstances: {} });
    for (let turn = 0; turn < 4; turn += 1) {
      await settled();
      waiting.shift()?.();
    }
    await settled();
    expect(kept).toEqual(['1', '1234']);
  });

  it('another tab has changed the same program: both texts are kept, and it says so', async () => {
    const shelf = memoryShelf();
    const first = openTab(shelf, 'a');
    await first.type('one');
    const [draft] = await shelf.list();
    const second = openTab(shelf, 'b');
    second.keeper.resume(draft as Draft);
    await second.type('two');
    await first.keeper.lookElsewhere();
    expect(first.said.at(-1)).toMatchObject({ note: expect.stringContaining('Another tab') });
    await first.type('three');
    expect(await textsOf(shelf)).toEqual(['mine (copy): three', 'mine: two']);
    expect(first.said.at(-1)).toMatchObject({
      kind: 'kept',
      note: expect.stringContaining('Both are kept'),
    });
    expect(first.begun).toHaveLength(2);
  });

  it('does not mix two programs when the first is still being kept', async () => {
    const shelf = memoryShelf();
    const { keeper } = openTab(shelf, 'a');
    keeper.keep({ texts: { v1: 'old' }, name: 'old', sampleId: undefined, circumstances: {} });
    keeper.leave();
    keeper.keep({ texts: { v1: 'new' }, name: 'new', sampleId: undefined, circumstances: {} });
    await settled();
    expect(await textsOf(shelf)).toEqual(['new: new', 'old: old']);
  });

  it.each([
    ['full', 'is full'],
    ['refused', 'keeps nothing'],
  ] as const)('a browser that is %s is told of, and typing goes on', async (reason, words) => {
    const shelf: DraftShelf = { ...memoryShelf(), keep: async () => ({ ok: false, reason }) };
    const { said, type } = openTab(shelf, 'a');
    await type('one');
    await type('two');
    expect(said.at(-1)).toMatchObject({ kind: 'unable', text: expect.stringContaining(words) });
  });
});
