const units: readonly [string, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
];

/** A length of virtual time in its largest whole unit: `3 days`, `1 hour`, `moments`. `ms` in milliseconds. */
export function durationText(ms: number): string {
  for (const [name, length] of units) {
    const count = Math.round(ms / length);
    if (ms >= length) return `${count} ${name}${count === 1 ? '' : 's'}`;
  }
  return 'moments';
}
