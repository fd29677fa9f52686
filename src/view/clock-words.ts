/** What reads the time of the day, as the guest names it (sandbox/guest/surroundings.ts). */
const CLOCKS = new Set(['Date.now', 'new Date()', 'Date()']);

const DAY = 10;

/**
 * A time that was read, as a clock shows it, in UTC: `2026-01-01 00:00:00.010`. Undefined: it is no time. `Date.now()` gives the
 * milliseconds since 1970, which nobody reads.
 */
function clockText(api: string, value: string): string | undefined {
  if (!CLOCKS.has(api)) return undefined;
  const text = value.replace(/^"(.*)"$/, '$1');
  const time = new Date(/^\d+$/.test(text) ? Number(text) : text);
  if (Number.isNaN(time.getTime())) return undefined;
  return time.toISOString().replace('T', ' ').replace('Z', '');
}

const withoutZeros = (text: string): string => text.replace(/\.000$/, '');

export function clockValue(api: string, value: string): string | undefined {
  const text = clockText(api, value);
  return text === undefined ? undefined : withoutZeros(text);
}

/** Two times of one clock: the day only where it is not the same. */
export function clockValues(api: string, a: string, b: string): [string, string] | undefined {
  const [one, two] = [clockText(api, a), clockText(api, b)];
  if (one === undefined || two === undefined) return undefined;
  const from = one.slice(0, DAY) === two.slice(0, DAY) ? DAY + 1 : 0;
  const isWhole = one.endsWith('.000') && two.endsWith('.000');
  const cut = (text: string): string => (isWhole ? withoutZeros(text) : text).slice(from);
  return [cut(one), cut(two)];
}
