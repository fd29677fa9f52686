import { expect, it } from 'vitest';
import { itemAfter } from './menu-keys.ts';

it.each([
  ['into the menu from its button', 'ArrowDown', -1, 3, 0],
  ['to its end from its button', 'ArrowUp', -1, 3, 2],
  ['on', 'ArrowDown', 1, 3, 2],
  ['back', 'ArrowUp', 1, 3, 0],
  ['from the end to the beginning', 'ArrowDown', 2, 3, 0],
  ['from the beginning to the end', 'ArrowUp', 0, 3, 2],
  ['to the first', 'Home', 2, 3, 0],
  ['to the last', 'End', 0, 3, 2],
  ['nowhere by another key', 'ArrowRight', 1, 3, 1],
  ['nowhere where there is nothing', 'ArrowDown', -1, 0, -1],
  ['nowhere where there is nothing, also by Home', 'Home', -1, 0, -1],
])('a key leads %s', (_, key, at, count, to) => {
  expect(itemAfter(key, at, count)).toBe(to);
});
