import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCommands, groupsOf, numberAskedFor, type Command } from './find.ts';

const command = (name: string, more: Partial<Command> = {}): Command => ({
  id: name,
  group: 'Do',
  name,
  run: () => undefined,
  ...more,
});

const all = [
  command('Crash the app', { words: 'kill' }),
  command('Crash everywhere', { group: 'Programs', about: 'A crash at every moment.' }),
  command('Restart', { reason: 'The app is alive.' }),
  command('Dark theme', { group: 'Look' }),
  command('Undo the last act'),
];

const namesFor = (query: string): string[] => findCommands(all, query).map(({ name }) => name);

describe('a query', () => {
  it.each([
    ['', all.map(({ name }) => name)],
    ['crash', ['Crash the app', 'Crash everywhere']],
    ['kill', ['Crash the app']],
    ['moment', ['Crash everywhere']],
    ['crash every', ['Crash everywhere']],
    ['crsh', ['Crash the app', 'Crash everywhere']],
    ['LOOK theme', ['Dark theme']],
    ['zebra', []],
  ])('%s finds what people mean', (query, names) => {
    expect(namesFor(query)).toEqual(names);
  });

  it('never finds what is not there, nor anything twice, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string(), (query) => {
        const found = findCommands(all, query);
        expect(new Set(found).size).toBe(found.length);
        for (const each of found) expect(all).toContain(each);
      }),
    );
  });

  it.each([
    ['event 12', { of: 'event', number: 12 }],
    ['e12', { of: 'event', number: 12 }],
    ['wake-up 3', { of: 'wake-up', number: 3 }],
    ['wakeup 3', { of: 'wake-up', number: 3 }],
    ['go to moment 70', { of: 'moment', number: 70 }],
    ['7', { of: 'any', number: 7 }],
    ['theme 7', undefined],
    ['event', undefined],
    ['event 99999999', undefined],
  ])('%s asks for a place', (query, asked) => {
    expect(numberAskedFor(query)).toEqual(asked);
  });
});

describe('the groups', () => {
  it('keep their order, and in each what is possible comes first', () => {
    const groups = groupsOf(all);
    expect(groups.map(([group]) => group)).toEqual(['Do', 'Programs', 'Look']);
    expect(groups[0]?.[1].map(({ name }) => name)).toEqual([
      'Crash the app',
      'Undo the last act',
      'Restart',
    ]);
  });
});
