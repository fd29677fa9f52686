/** How often something happened, in words: `once`, `twice`, `3 times`, `not yet`, or `never` when the run is over. */
export function timesText(count: number, isOver = false): string {
  if (count === 0) return isOver ? 'never' : 'not yet';
  if (count === 1) return 'once';
  return count === 2 ? 'twice' : `${count} times`;
}
