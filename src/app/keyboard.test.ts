import { describe, expect, it } from 'vitest';
import { SHORTCUTS, shortcutFor, type KeyPress } from './keyboard.ts';

const press = (key: string, rest: Partial<KeyPress> = {}): KeyPress => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  defaultPrevented: false,
  focus: 'page',
  ...rest,
});

const does = (key: string, rest: Partial<KeyPress> = {}, hasSingleKeys = true) =>
  shortcutFor(press(key, rest), hasSingleKeys)?.does;

describe('shortcuts', () => {
  it('no key means two things', () => {
    const keys = SHORTCUTS.flatMap((shortcut) => shortcut.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('find the key in either case, with and without modifiers', () => {
    expect(does('x')).toBe('Crash the app, or restart it');
    expect(does('X')).toBe('Crash the app, or restart it');
    expect(does('ArrowRight')).toBe('Step');
    expect(does('ArrowRight', { shiftKey: true })).toBe('Next wake-up');
    expect(does('z', { metaKey: true })).toBe('Undo the last act');
    expect(does('Z', { ctrlKey: true, shiftKey: true })).toBe('Do it again');
    expect(does('?', { shiftKey: true })).toBe('Show this list');
    expect(does('q')).toBeUndefined();
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
    expect(does('PageDown', { focus: 'list' })).toBe('Next interesting moment');
  });

  it('a remote works wherever the focus is', () => {
    for (const focus of ['page', 'slider', 'select', 'list', 'button', 'scroller'] as const) {
      expect(does('PageDown', { focus })).toBe('Next interesting moment');
      expect(does('PageUp', { focus })).toBe('Interesting moment before');
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
});
