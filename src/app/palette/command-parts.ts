import { SHORTCUTS } from '../keyboard.ts';
import { wordsOf } from '../shortcut-words.ts';

/** How the key for something is written. */
export function keysFor(key: string): { keys?: string } {
  const found = SHORTCUTS.find(({ keys }) => keys.includes(key));
  if (!found) return {};
  const { shown } = wordsOf(found);
  return { keys: shown.split(', ')[0] ?? shown };
}

/** Set where something is impossible. */
export const unless = (isPossible: boolean, reason: string): { reason?: string } =>
  isPossible ? {} : { reason };
