import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Announcer } from './live-region.tsx';

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
