/** Where nothing new is on the screen yet. `waysTo`: how many steps there are before what was done. */
export function busyText(steps: number, waysTo: number | undefined): string {
  const share = waysTo ? Math.min(99, Math.floor((100 * steps) / waysTo)) : 0;
  return share > 0
    ? `Still computing this run: ${share} % of the way to what you did.`
    : 'Still computing this run…';
}
