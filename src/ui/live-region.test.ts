import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Announcer, passedCrash } from './live-region.tsx';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

function listener(opening = 'opening') {
  const heard: string[] = [];
  return { heard, announcer: new Announcer((text) => heard.push(text), opening) };
}

describe('a crash between two pictures', () => {
  const living = { run: 1, status: 'running', mode: 'live' } as const;
  it.each([
    ['that was passed', living, { ...living, run: 2 }, 'App run 1 crashed.'],
    ['that was seen', { ...living, status: 'dead' } as const, { ...living, run: 2 }, undefined],
    ['where there was none', living, living, undefined],
    ['before the first start', { ...living, run: 0 }, living, undefined],
    ['on the way back', { ...living, run: 2 }, living, undefined],
  ])('%s', (_, before, now, words) => {
    expect(passedCrash(before, now)).toBe(words);
  });
});

describe('while paused', () => {
  it('says the sentence at once, but not the one that the page opens with', () => {
    const { heard, announcer } = listener();
    announcer.show('opening', false);
    vi.advanceTimersByTime(5000);
    expect(heard).toEqual([]);
    announcer.show('one', false);
    expect(heard).toEqual(['one']);
  });

  it('says at most one a second, and drops what has passed by then', () => {
    const { heard, announcer } = listener();
    for (const text of ['one', 'two', 'three']) {
      announcer.show(text, false);
      vi.advanceTimersByTime(200);
    }
    expect(heard).toEqual(['one']);
    vi.advanceTimersByTime(400);
    expect(heard).toEqual(['one', 'three']);
  });
});

describe('while playing', () => {
  it('says only what stays for a second', () => {
    const { heard, announcer } = listener();
    for (let moment = 0; moment < 20; moment += 1) {
      announcer.show(`moment ${moment}`, true);
      vi.advanceTimersByTime(900);
    }
    expect(heard).toEqual([]);
    vi.advanceTimersByTime(100);
    expect(heard).toEqual(['moment 19']);
  });

  it('says one in three seconds at most, always the one that is shown', () => {
    const { heard, announcer } = listener();
    for (let moment = 0; moment < 6; moment += 1) {
      announcer.show(`moment ${moment}`, true);
      vi.advanceTimersByTime(1500);
    }
    // Due at 1, 4 and 7 seconds.
    expect(heard).toEqual(['moment 0', 'moment 2', 'moment 4']);
  });

  it('says where it stands when it is paused', () => {
    const { heard, announcer } = listener();
    announcer.show('one', true);
    vi.advanceTimersByTime(1000);
    announcer.show('two', true);
    vi.advanceTimersByTime(1000);
    announcer.show('two', false);
    expect(heard).toEqual(['one', 'two']);
  });
});

it('an empty sentence takes back what was said, and what waits for its turn', () => {
  const { heard, announcer } = listener();
  announcer.show('one', false);
  announcer.show('two', false);
  announcer.show('', false);
  vi.advanceTimersByTime(5000);
  expect(heard).toEqual(['one', '']);
  announcer.show('one', false);
  expect(heard).toEqual(['one', '', 'one']);
});

it('an empty sentence takes back what was to be said once more', () => {
  const { heard, announcer } = listener();
  announcer.show('one', false, 1);
  announcer.show('one', false, 2);
  announcer.show('', false, 2);
  vi.advanceTimersByTime(5000);
  expect(heard).toEqual(['one', '']);
});

describe('words about a press', () => {
  it('are never dropped, and wait for their turn before the sentence', () => {
    const { heard, announcer } = listener();
    announcer.add('Link copied.');
    announcer.add('Undone.');
    announcer.show('one', false);
    expect(heard).toEqual(['Link copied.']);
    vi.advanceTimersByTime(1000);
    expect(heard).toEqual(['Link copied.', 'Undone.']);
    vi.advanceTimersByTime(1000);
    expect(heard).toEqual(['Link copied.', 'Undone.', 'one']);
  });

  it('are two messages when they come twice', () => {
    const { heard, announcer } = listener();
    announcer.add('Link copied.');
    announcer.add('Link copied.');
    vi.advanceTimersByTime(1000);
    expect(heard).toEqual(['Link copied.', 'Link copied.']);
  });

  it('are said while the run plays, too', () => {
    const { heard, announcer } = listener();
    announcer.show('moment', true);
    announcer.add('Link copied.');
    expect(heard).toEqual(['Link copied.']);
  });
});

describe('what has been opened', () => {
  it.each<[what: string, acts: (announcer: Announcer) => void, heard: string[]]>([
    [
      'comes first, then the sentence of its opening',
      (announcer) => {
        announcer.show('New.', false, 1);
        announcer.open('The coin toss. What does a replay draw?');
        announcer.show('Draw.', false, 2);
      },
      ['New.', 'The coin toss. What does a replay draw?', 'Draw.'],
    ],
    [
      'comes before what a press did',
      (announcer) => {
        announcer.add('Link copied.');
        announcer.add('Undone.');
        announcer.open('Without durability.');
      },
      ['Link copied.', 'Without durability.', 'Undone.'],
    ],
    [
      'is not said where the next one is open before its turn',
      (announcer) => {
        for (const name of ['one', 'two', 'three']) announcer.open(name);
      },
      ['one', 'three'],
    ],
    [
      'is said at once, also while the run plays',
      (announcer) => {
        announcer.show('moment', true);
        announcer.open('one');
      },
      ['one', 'moment'],
    ],
  ])('%s', (_, acts, expected) => {
    const { heard, announcer } = listener();
    acts(announcer);
    vi.advanceTimersByTime(10_000);
    expect(heard).toEqual(expected);
  });
});

it('a step to another moment with the same sentence says it again; playing on does not', () => {
  const { heard, announcer } = listener();
  announcer.show('one', false, 1);
  announcer.show('one', false, 1);
  vi.advanceTimersByTime(5000);
  expect(heard).toEqual(['one']);
  announcer.show('one', false, 2);
  announcer.show('one', true, 3);
  vi.advanceTimersByTime(5000);
  announcer.show('one', false, 3);
  vi.advanceTimersByTime(5000);
  expect(heard).toEqual(['one', 'one']);
});

it('after a message of the other region the polite one waits for a second', () => {
  const { heard, announcer } = listener();
  announcer.show('one', false);
  vi.advanceTimersByTime(5000);
  announcer.show('', false);
  announcer.show('two', false);
  vi.advanceTimersByTime(999);
  expect(heard).toEqual(['one', '']);
  vi.advanceTimersByTime(1);
  expect(heard).toEqual(['one', '', 'two']);
});

const event = fc.oneof(
  fc.record({
    kind: fc.constant('show' as const),
    text: fc.constantFrom('a', 'b', 'c', ''),
    isPlaying: fc.boolean(),
    moment: fc.nat(3),
  }),
  fc.record({ kind: fc.constant('add' as const), words: fc.constantFrom('x', 'y') }),
  fc.record({ kind: fc.constant('open' as const), name: fc.constantFrom('X', 'Y') }),
  fc.record({ kind: fc.constant('wait' as const), ms: fc.nat(2500) }),
);

it('whatever comes: one message a second, every word, and in the end what is shown', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), (events) => {
      const heard: { text: string; atMs: number }[] = [];
      const announcer = new Announcer(
        (text) => heard.push({ text, atMs: performance.now() }),
        'opening',
      );
      let shown = 'opening';
      let opened: string | undefined;
      const added: string[] = [];
      for (const each of events) {
        if (each.kind === 'wait') vi.advanceTimersByTime(each.ms);
        else if (each.kind === 'add') announcer.add(added[added.push(each.words) - 1] ?? '');
        else if (each.kind === 'open') announcer.open((opened = each.name));
        else announcer.show((shown = each.text), each.isPlaying, each.moment);
      }
      vi.advanceTimersByTime(100_000);
      const said = heard.filter(({ text }) => text !== '');
      said.forEach(({ atMs }, index) => {
        const before = said[index - 1];
        if (before) expect(atMs - before.atMs).toBeGreaterThanOrEqual(1000);
      });
      const isWord = ({ text }: { text: string }) => text === 'x' || text === 'y';
      expect(said.filter(isWord).map(({ text }) => text)).toEqual(added);
      const isName = ({ text }: { text: string }) => text === 'X' || text === 'Y';
      expect(said.findLast(isName)?.text).toBe(opened);
      const sentences = heard.filter((each) => !isWord(each) && !isName(each));
      expect(sentences.at(-1)?.text ?? 'opening').toBe(shown);
    }),
  );
});
