/** How long a payload may be on one row of the screen. */
const MAX_LENGTH = 44;

export const shorten = (text: string, most = MAX_LENGTH): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;

const UUID = /\b([0-9a-f]{8})(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi;

/** Ids as people tell them apart, by how they begin: `e9477734…`. Two of them in one sentence would fill it. */
export const shortIds = (text: string): string => text.replace(UUID, '$1…');

function parse(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    // Some dialects pass raw text where others pass JSON.
    return json;
  }
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function words(value: unknown, depth: number): string {
  if (typeof value === 'string') return shortIds(value);
  if (typeof value === 'number') return shortNumber(value);
  if (Array.isArray(value)) {
    if (value.length === 0) return 'empty list';
    const isFlat = value.every((each) => typeof each !== 'object' || each === null);
    const inner = value.map((each) => words(each, depth + 1)).join(', ');
    if (isFlat && depth > 0) return `${value.length} ${value.length === 1 ? 'item' : 'items'}`;
    return isFlat ? inner : `${value.length} items`;
  }
  if (!isRecord(value)) return String(value);
  // A thing with an id is known by it.
  if (typeof value['id'] === 'string') return shortIds(value['id']);
  if (depth > 1) return '…';
  const parts = Object.entries(value).map(([key, each]) => `${key} ${words(each, depth + 1)}`);
  return parts.length > 0 ? parts.join(', ') : 'empty';
}

/** A number with at most four digits after the point: 0.2719384 is 0.2719. */
export function shortNumber(value: number): string {
  if (!Number.isFinite(value) || Number.isInteger(value)) return String(value);
  return String(Number(value.toFixed(4)));
}

/** A JSON payload in a few plain words: `A-1042`, `tracking PX-1, paid 42`. Absent or null: empty text. */
export function shortPayload(json: string | undefined, most = MAX_LENGTH): string {
  if (json === undefined) return '';
  const value = parse(json);
  if (value === null || value === undefined) return '';
  return shorten(words(value, 0), most);
}

/** The value of a read: a number of two digits (`0.27`), other text as it is. */
export function shortRead(value: string): string {
  if (/^-?0?\.\d{3,}(e-?\d+)?$/i.test(value)) {
    const two = Number(value).toFixed(2);
    return two === '0.00' || two === '1.00' ? shortNumber(Number(value)) : two;
  }
  return shorten(shortIds(value).replace(/^"(.*)"$/, '$1'), 30);
}

/** Two values of one read, short but still different where the values differ. */
export function shortReads(a: string, b: string): [string, string] {
  const short: [string, string] = [shortRead(a), shortRead(b)];
  return short[0] === short[1] && a !== b ? [a, b] : short;
}

/** What a variable of the module is called among the reads (sandbox/guest/recorder.ts): `module.count`. */
export const memoryName = (api: string): string | undefined =>
  api.startsWith('module.') ? api.slice('module.'.length) : undefined;

/** `Math.random()`, `process.env.REGION`, `new Date()`, `count`: as it stands in the code. */
export function apiText(api: string): string {
  const variable = memoryName(api);
  if (variable !== undefined) return variable;
  if (api.includes('(') || api.includes('process.')) return api;
  return `${api}()`;
}

const UNITS: readonly [number, string][] = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
  [1_000, 'second'],
];

/** A length of time in its largest fitting unit: `3 days`, `90 seconds` is `1.5 minutes`. */
export function shortTime(ms: number): string {
  for (const [size, name] of UNITS) {
    if (ms < size) continue;
    const count = Number((ms / size).toFixed(1));
    return `${count} ${name}${count === 1 ? '' : 's'}`;
  }
  return `${Math.max(0, Math.round(ms))} ms`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listing(parts: readonly string[], word = 'and'): string {
  if (parts.length <= 1) return parts[0] ?? '';
  return `${parts.slice(0, -1).join(', ')} ${word} ${parts[parts.length - 1]}`;
}

/** `a, b (3 times)`: the same is said once. */
export function counted(parts: readonly string[]): string {
  const times = new Map<string, number>();
  for (const each of parts) times.set(each, (times.get(each) ?? 0) + 1);
  return listing(
    [...times].map(([each, count]) => (count === 1 ? each : `${each} (${count} times)`)),
  );
}

const TIMES = ['', 'first', 'second', 'third', 'fourth', 'fifth'];

/** `second`, `third` …, `time 7`. */
export const ordinal = (count: number): string => TIMES[count] ?? `number ${count}`;
