/** What the arrows go to in a menu: what is folded away has no box. */
const ITEMS = 'button, summary';

/** Moves the focus in an open menu, also into it from the button that has opened it. */
export function moveInMenu(menu: Element, key: string): void {
  const items = [...menu.querySelectorAll<HTMLElement>(ITEMS)].filter(
    (each) => each.getClientRects().length > 0,
  );
  const at = items.findIndex((each) => each === document.activeElement);
  items[itemAfter(key, at, items.length)]?.focus();
}

/** From item `at` of `count`, -1 from outside: round and round. -1: there is none. */
export function itemAfter(key: string, at: number, count: number): number {
  if (key === 'ArrowDown') return count === 0 ? -1 : (at + 1) % count;
  if (key === 'ArrowUp') return at <= 0 ? count - 1 : at - 1;
  if (key === 'Home') return Math.min(0, count - 1);
  return key === 'End' ? count - 1 : at;
}
