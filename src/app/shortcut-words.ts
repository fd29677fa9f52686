import type { Shortcut } from './keyboard.ts';

/** How the keys are written in the list, and what they do. */
interface ShortcutWords {
  shown: string;
  does: string;
}

/** By the first of its keys. */
const WORDS: Partial<Record<string, ShortcutWords>> = {
  ' ': { shown: 'Space', does: 'Play or pause' },
  ArrowRight: { shown: '→', does: 'Step' },
  ArrowLeft: { shown: '←', does: 'Step back' },
  'Shift+ArrowRight': { shown: 'Shift →', does: 'Next wake-up' },
  'Shift+ArrowLeft': { shown: 'Shift ←', does: 'Wake-up before' },
  ArrowDown: { shown: '↓', does: 'Next row of the staircase' },
  ArrowUp: { shown: '↑', does: 'Row before' },
  PageDown: {
    shown: 'Page down',
    does: 'What comes next: a moment, or the crash, restart or question that is due',
  },
  PageUp: { shown: 'Page up', does: 'Back: undo what Page down did, or the moment before' },
  n: { shown: 'N', does: 'Next interesting moment' },
  p: { shown: 'P', does: 'Interesting moment before' },
  q: { shown: 'Q', does: 'Next question, at the end of a run' },
  Home: { shown: 'Home', does: 'To start' },
  End: { shown: 'End', does: 'To the end' },
  '0': { shown: '1 to 4, 0', does: 'Answer the question of a lesson, or skip it' },
  x: { shown: 'X', does: 'Crash the app, or restart it' },
  f: { shown: 'F', does: 'What can fail here: at what you point at, what has the focus, or now' },
  d: { shown: 'D', does: 'Where code and history disagree' },
  w: { shown: 'W', does: 'Wiring: who sends what to whom' },
  t: { shown: 'T', does: 'Transcript: the run as text' },
  g: { shown: 'G', does: 'Step by line, event, wake-up or app run' },
  '/': { shown: '/', does: 'Search the history' },
  '[': { shown: '[, <', does: 'Slower' },
  ']': { shown: '], >', does: 'Faster' },
  '+': { shown: '+', does: 'Zoom into the staircase of a long run' },
  '-': { shown: '-', does: 'Zoom out of it' },
  z: { shown: 'Z', does: 'Undo the last act' },
  'Shift+z': { shown: 'Shift Z', does: 'Do it again' },
  s: { shown: 'S', does: 'Copy a link to this moment' },
  'Mod+k': { shown: 'Ctrl K or ⌘ K', does: 'Everything that can be done, by name' },
  '?': { shown: '?', does: 'Show this list' },
};

/** A shortcut as the list of shortcuts shows it. */
export function wordsOf({ keys }: Shortcut): ShortcutWords {
  const [first = ''] = keys;
  const words = WORDS[first];
  if (!words) throw new Error(`The shortcut ${first} has no words.`);
  return words;
}
