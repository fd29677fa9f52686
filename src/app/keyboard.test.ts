import { describe, expect, it } from 'vitest';
import { isForEmbed, keyOf, SHORTCUTS, shortcutFor, type KeyPress } from './keyboard.ts';
import { DEFAULT_EMBED } from '../embed/options.ts';
import { wordsOf } from './shortcut-words.ts';

const press = (key: string, rest: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  defaultPrevented: false,
  focus: 'page',
  isPlaying: false,
  isInMenu: false,
  ...rest,
});

const does = (key: string, rest: Partial<KeyPress> = {}, hasSingleKeys = true) => {
  const found = shortcutFor(press(key, rest), hasSingleKeys);
  return found && wordsOf(found).does;
};

describe('shortcuts', () => {
  it('no key means two things, but those of a remote: in an embed that must not crash they only move', () => {
    const keys = SHORTCUTS.flatMap((shortcut) => shortcut.keys);
    const twice = keys.filter((key, at) => keys.indexOf(key) !== at);
    expect(twice).toEqual(['PageDown', 'PageUp']);
    const inEmbed = (key: string, canCrash: boolean) =>
      shortcutFor(press(key), true, (shortcut) =>
        isForEmbed(shortcut, { ...DEFAULT_EMBED, canCrash }),
      );
    for (const key of ['PageDown', 'PageUp'])
      expect(inEmbed(key, true)).toBe(shortcutFor(press(key), true));
    expect(inEmbed('PageDown', false)).toBe(shortcutFor(press('n'), true));
    expect(inEmbed('PageUp', false)).toBe(shortcutFor(press('p'), true));
    expect(inEmbed('q', true)).toBeUndefined();
  });

  it('each has words of its own', () => {
    const words = SHORTCUTS.map(wordsOf);
    expect(new Set(words.map(({ shown }) => shown)).size).toBe(SHORTCUTS.length);
    for (const { does: said } of words) expect(said).toMatch(/^[A-Z]/);
  });

  it('find the key in either case, with and without modifiers', () => {
    expect(does('x')).toBe('Crash the app, or restart it');
    expect(does('X')).toBe('Crash the app, or restart it');
    expect(does('ArrowRight')).toBe('Step');
    expect(does('ArrowRight', { shiftKey: true })).toBe('Next wake-up');
    expect(does('z', { metaKey: true })).toBe('Undo the last act');
    expect(does('Z', { ctrlKey: true, shiftKey: true })).toBe('Do it again');
    expect(does('?', { shiftKey: true })).toBe('Show this list');
    expect(does('q')).toBe('Next question, at the end of a run');
    expect(does('y')).toBeUndefined();
  });

  it('leave the run alone while a menu is open over it, and still open what lies over both', () => {
    const inMenu = SHORTCUTS.filter(({ keys: [key = ''] }) => does(key, { isInMenu: true }));
    expect(inMenu.map((each) => wordsOf(each).does)).toEqual([
      'Everything that can be done, by name',
      'Show this list',
    ]);
    expect(does('z', { ctrlKey: true, isInMenu: true })).toBeUndefined();
  });

  it('leave the browser its own keys', () => {
    expect(does('s', { ctrlKey: true })).toBeUndefined();
    expect(does('d', { metaKey: true })).toBeUndefined();
    expect(does('ArrowLeft', { altKey: true })).toBeUndefined();
    expect(does('x', { defaultPrevented: true })).toBeUndefined();
  });

  it('do nothing while a field has the focus', () => {
    for (const { keys } of SHORTCUTS)
      for (const key of keys) expect(does(key, { focus: 'text' })).toBeUndefined();
  });

  it('leave a button, a slider and a list the keys that work them', () => {
    expect(does(' ', { focus: 'button' })).toBeUndefined();
    expect(does('x', { focus: 'button' })).toBeDefined();
    expect(does('ArrowRight', { focus: 'button' })).toBe('Step');
    expect(does('ArrowRight', { focus: 'slider' })).toBeUndefined();
    expect(does(' ', { focus: 'slider' })).toBe('Play or pause');
    expect(does('Home', { focus: 'list' })).toBeUndefined();
    expect(does('ArrowDown', { focus: 'scroller' })).toBeUndefined();
    expect(does('ArrowDown')).toBe('Next row of the staircase');
    expect(does('PageDown', { focus: 'list' })).toMatch(/^What comes next/);
  });

  it('Space pauses what plays, also on a button; Enter still presses that', () => {
    for (const focus of ['page', 'slider', 'list', 'button', 'scroller'] as const)
      expect(does(' ', { focus, isPlaying: true }), focus).toBe('Play or pause');
    for (const focus of ['text', 'select'] as const)
      expect(does(' ', { focus, isPlaying: true }), focus).toBeUndefined();
    expect(does('Enter', { focus: 'button', isPlaying: true })).toBeUndefined();
    expect(does('Home', { focus: 'list', isPlaying: true })).toBeUndefined();
    // Space is no shortcut then, so it presses the button as everywhere.
    expect(does(' ', { focus: 'button', isPlaying: true }, false)).toBeUndefined();
  });

  it('a remote works wherever the focus is', () => {
    for (const focus of ['page', 'slider', 'select', 'list', 'button', 'scroller'] as const) {
      expect(does('PageDown', { focus })).toMatch(/^What comes next/);
      expect(does('PageUp', { focus })).toMatch(/^Back/);
    }
  });

  it('leave a select its arrows, letters and the keys that open it', () => {
    for (const key of ['ArrowUp', 'ArrowDown', 'Home', 'End', ' ', 'Enter', 'n', 's', 'x', '['])
      expect(does(key, { focus: 'select' })).toBeUndefined();
  });

  it('single letters can be switched off; arrows, and the way back in, stay', () => {
    expect(does('x', {}, false)).toBeUndefined();
    expect(does(' ', {}, false)).toBeUndefined();
    expect(does('ArrowRight', {}, false)).toBe('Step');
    expect(does('z', { ctrlKey: true }, false)).toBe('Undo the last act');
    expect(does('?', { shiftKey: true }, false)).toBe('Show this list');
  });

  it('a sign means the same whatever it takes to write it, and belongs to the browser with Ctrl or ⌘', () => {
    expect(does('+', { ctrlKey: true })).toBeUndefined();
    expect(does('-', { metaKey: true })).toBeUndefined();
    expect(does('[', { metaKey: true })).toBeUndefined();
    expect(does('1', { ctrlKey: true, code: 'Digit1' })).toBeUndefined();
    expect(does('≈', { altKey: true, code: 'KeyX' })).toBeUndefined();
  });
});

/** How signs are written on keyboards other than the US one: `event.key`, `event.code` and what is held. */
const written: Record<
  string,
  [key: string, code: string, held: Partial<KeyPress>, does: string][]
> = {
  'US English': [
    ['?', 'Slash', { shiftKey: true }, 'Show this list'],
    ['/', 'Slash', {}, 'Search the history'],
    ['[', 'BracketLeft', {}, 'Slower'],
    [']', 'BracketRight', {}, 'Faster'],
    ['=', 'Equal', {}, 'Zoom into the staircase of a long run'],
    ['+', 'Equal', { shiftKey: true }, 'Zoom into the staircase of a long run'],
    ['-', 'Minus', {}, 'Zoom out of it'],
    ['+', 'NumpadAdd', {}, 'Zoom into the staircase of a long run'],
    ['1', 'Digit1', {}, 'Answer the question of a lesson, or skip it'],
    ['3', 'Numpad3', {}, 'Answer the question of a lesson, or skip it'],
  ],
  German: [
    ['?', 'Minus', { shiftKey: true }, 'Show this list'],
    ['/', 'Digit7', { shiftKey: true }, 'Search the history'],
    ['[', 'Digit8', { ctrlKey: true, altKey: true }, 'Slower'],
    [']', 'Digit9', { ctrlKey: true, altKey: true }, 'Faster'],
    ['<', 'IntlBackslash', {}, 'Slower'],
    ['>', 'IntlBackslash', { shiftKey: true }, 'Faster'],
    ['+', 'BracketRight', {}, 'Zoom into the staircase of a long run'],
    ['-', 'Slash', {}, 'Zoom out of it'],
    ['z', 'KeyY', {}, 'Undo the last act'],
    ['z', 'KeyY', { ctrlKey: true }, 'Undo the last act'],
  ],
  'German, on a Mac': [
    ['[', 'Digit5', { altKey: true }, 'Slower'],
    [']', 'Digit6', { altKey: true }, 'Faster'],
  ],
  French: [
    ['?', 'KeyM', { shiftKey: true }, 'Show this list'],
    ['/', 'Period', { shiftKey: true }, 'Search the history'],
    ['[', 'Digit5', { ctrlKey: true, altKey: true }, 'Slower'],
    ['<', 'IntlBackslash', {}, 'Slower'],
    ['>', 'IntlBackslash', { shiftKey: true }, 'Faster'],
    ['+', 'Equal', { shiftKey: true }, 'Zoom into the staircase of a long run'],
    ['=', 'Equal', {}, 'Zoom into the staircase of a long run'],
    ['-', 'Digit6', {}, 'Zoom out of it'],
    ['1', 'Digit1', { shiftKey: true }, 'Answer the question of a lesson, or skip it'],
    ['&', 'Digit1', {}, 'Answer the question of a lesson, or skip it'],
    ['é', 'Digit2', {}, 'Answer the question of a lesson, or skip it'],
    ['"', 'Digit3', {}, 'Answer the question of a lesson, or skip it'],
    ["'", 'Digit4', {}, 'Answer the question of a lesson, or skip it'],
    ['à', 'Digit0', {}, 'Answer the question of a lesson, or skip it'],
    ['w', 'KeyZ', {}, 'Wiring: who sends what to whom'],
    ['z', 'KeyW', { ctrlKey: true }, 'Undo the last act'],
  ],
  Nordic: [
    ['?', 'Minus', { shiftKey: true }, 'Show this list'],
    ['/', 'Digit7', { shiftKey: true }, 'Search the history'],
    ['[', 'Digit8', { altKey: true }, 'Slower'],
    ['<', 'IntlBackslash', {}, 'Slower'],
    ['>', 'IntlBackslash', { shiftKey: true }, 'Faster'],
    ['+', 'Minus', {}, 'Zoom into the staircase of a long run'],
    ['-', 'Slash', {}, 'Zoom out of it'],
  ],
  Russian: [
    ['ч', 'KeyX', {}, 'Crash the app, or restart it'],
    ['Я', 'KeyZ', { ctrlKey: true, shiftKey: true }, 'Do it again'],
    ['л', 'KeyK', { ctrlKey: true }, 'Everything that can be done, by name'],
    ['?', 'Digit7', { shiftKey: true }, 'Show this list'],
  ],
  Greek: [['χ', 'KeyX', {}, 'Crash the app, or restart it']],
};

describe.each(Object.keys(written))('on a keyboard for %s', (layout) => {
  it.each(written[layout] ?? [])('%s (%s, with %o) means: %s', (key, code, held, meaning) => {
    expect(does(key, { code, ...held })).toBe(meaning);
  });
});

it('a sign beside the digits is none on another keyboard', () => {
  expect(does('!', { code: 'Digit1', shiftKey: true })).toBeUndefined();
  expect(does("'", { code: 'Quote' })).toBeUndefined();
  expect(does('§', { code: 'Digit3', shiftKey: true })).toBeUndefined();
});

it('an answer of a lesson is its digit, however that was written', () => {
  expect(keyOf(press('é', { code: 'Digit2' }))).toBe('2');
  expect(keyOf(press('2', { code: 'Digit2', shiftKey: true }))).toBe('2');
});
