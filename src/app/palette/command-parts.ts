import { SHORTCUTS } from '../keyboard.ts';

/** How the key for something is written. */
export function keysFor(key: string): { keys?: string } {
  const found = SHORTCUTS.find(({ keys }) => keys.includes(key));
  return found ? { keys: found.shown.split(', ')[0] ?? found.shown } : {};
}

/** Set where something is impossible. */
export const unless = (isPossible: boolean, reason: string): { reason?: string } =>
  isPossible ? {} : { reason };
