import type { StairRow } from '../view/frame.ts';

/** How many wake-ups the title of a row names. */
const MAX_NAMED = 12;

/** The label in full; for a folded row, what woke the workflow in it. What is still to come is left out. */
export function rowTitle(row: Pick<StairRow, 'label' | 'wakeUps' | 'isAhead'>): string {
  const { label, wakeUps, isAhead } = row;
  if (!wakeUps || wakeUps.length === 0 || isAhead) return label;
  const named = wakeUps.slice(0, MAX_NAMED).map((each) => each.replace(/^App run \d+ · /, ''));
  const more = wakeUps.length - named.length;
  return `${label}: ${[...named, ...(more > 0 ? [`${more} more`] : [])].join(', ')}`;
}
