import { describe, expect, it } from 'vitest';
import { contentOf, type Entry } from './entry.ts';
import { libraryText, mergeOf, mergeText, readLibraryFile } from './library-file.ts';

const entryOf = (id: string, name: string): Entry => ({
  version: 1,
  id,
  name,
  isNamed: true,
  changedAtMs: 1,
  document: { replayscope: 0, program: { sample: 'order' } },
  revision: 4,
  writer: 'elsewhere',
});

function merged(text: string, here: readonly Entry[]) {
  let ids = 0;
  const reading = readLibraryFile(text);
  if (!reading.ok) throw new Error(reading.problem);
  return mergeOf(reading.scenarios, here, { newId: () => `new-${(ids += 1)}`, writer: 'me' });
}

describe('a file with all scenarios', () => {
  it('brings back what it was made of, as a stranger would', () => {
    const all = [entryOf('a', 'One'), entryOf('b', 'Two')];
    const { put, added } = merged(libraryText(all), []);
    expect(added).toBe(2);
    expect(put.map(contentOf)).toEqual(all.map(contentOf));
    expect(put.every(({ isImported }) => isImported === true)).toBe(true);
  });

  it('overwrites nothing: the same id with other content becomes a copy, once', () => {
    const here = [entryOf('a', 'One')];
    const text = libraryText([entryOf('a', 'Changed')]);
    const first = merged(text, here);
    expect(first).toMatchObject({ added: 0, copies: 1, put: [{ id: 'new-1' }] });
    expect(mergeText(first)).toContain('came in as a copy');
    expect(merged(text, [...here, ...first.put])).toMatchObject({ put: [], same: 1 });
  });

  it('takes what can be read beside what cannot', () => {
    const text = JSON.stringify({
      replayscopeScenarios: 1,
      scenarios: [entryOf('a', 'One'), { id: 'b' }, null, 7],
    });
    const merge = merged(text, []);
    expect(merge).toMatchObject({ added: 1, unreadable: 3 });
    expect(mergeText(merge)).toBe('One scenario was added. 3 could not be read.');
  });

  it.each([
    ['{', 'not JSON'],
    ['[]', 'holds no scenarios'],
    ['{"replayscopeScenarios":9}', 'newer version'],
    ['{"replayscopeScenarios":1}', 'damaged'],
    [`{"replayscopeScenarios":1,"scenarios":[${'0,'.repeat(2000)}0]}`, 'more than 2000'],
  ])('%.40s is refused in words', (text, words) => {
    expect(readLibraryFile(text)).toMatchObject({
      ok: false,
      problem: expect.stringContaining(words),
    });
  });
});
