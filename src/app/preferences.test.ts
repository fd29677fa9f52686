import { describe, expect, it } from 'vitest';
import {
  DEFAULT_PREFERENCES,
  readPreferences,
  writePreferences,
  type Shelf,
} from './preferences.ts';

function memoryShelf(text: string | null = null): Shelf & { text: string | null } {
  return {
    text,
    getItem() {
      return this.text;
    },
    setItem(_name, value) {
      this.text = value;
    },
  };
}

describe('preferences', () => {
  it('come back as they were written', () => {
    const shelf = memoryShelf();
    const chosen = {
      theme: 'dark',
      speed: 2,
      unit: 'wake-up',
      isFolded: false,
      isWired: true,
      isAsked: false,
      isHeld: true,
      isTranscribed: true,
      names: 'dapr',
      isPython: true,
      hasKeys: false,
    } as const;
    writePreferences(() => shelf, chosen);
    expect(readPreferences(() => shelf)).toEqual(chosen);
  });

  it('that cannot be read are as if never chosen', () => {
    for (const text of [
      null,
      '',
      '{',
      '7',
      '[]',
      '{"theme":"pink","speed":"fast","isFolded":1,"names":"go"}',
    ])
      expect(readPreferences(() => memoryShelf(text))).toEqual(DEFAULT_PREFERENCES);
  });

  it('keep what is right beside what is not, and bound the speed', () => {
    const text = '{"theme":"light","speed":1000,"isFolded":null}';
    expect(readPreferences(() => memoryShelf(text))).toEqual({
      ...DEFAULT_PREFERENCES,
      theme: 'light',
      speed: 8,
    });
  });

  it('do not need a browser that stores anything', () => {
    const forbidden = (): Shelf => {
      throw new Error('SecurityError');
    };
    writePreferences(forbidden, DEFAULT_PREFERENCES);
    expect(readPreferences(forbidden)).toEqual(DEFAULT_PREFERENCES);
  });
});
