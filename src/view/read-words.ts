import { clockValue, clockValues } from './clock-words.ts';
import { apiText, shortPayload, shortRead, shortReads, shorten } from './short-text.ts';

/** A read, as far as its words are concerned. */
interface Words {
  api: string;
  value: string;
}

const ANSWER = /^fetch (\S+) (?:https?:\/\/)?(\S*)$/;

/**
 * What the workflow's own code asked the world, where a read is the answer to that (sandbox/guest/pass.ts):
 * `rates.example/rates/EUR`, `POST payments.example/charges`. Undefined: it is a read of something else.
 */
export function requestOf(api: string): string | undefined {
  const [, method, target] = ANSWER.exec(api) ?? [];
  if (method === undefined || target === undefined) return undefined;
  return shorten(method === 'GET' ? target : `${method} ${target}`, 60);
}

/** What is sent to the world, as the screen writes it: `GET rates.example/rates/EUR`. */
export const sentText = (value: string): string => shorten(value.replace(/ https?:\/\//, ' '), 60);

/** What was read, as it stands in the code; of a request what was asked. */
export const readName = (api: string): string => requestOf(api) ?? apiText(api);

/** One value in short. */
export function readValue({ api, value }: Words): string {
  if (api === 'fetch') return sentText(value);
  if (requestOf(api) === undefined) return clockValue(api, value) ?? shortRead(value);
  const { status, body } = answerOf(value);
  if (status === '0') return 'no answer';
  const text = shortPayload(body, 30);
  if (isGood(status)) return text === '' ? status : text;
  return text === '' ? status : `${status} ${text}`;
}

/** Two values of one read, short but still different. Of two answers only what differs in them. */
export function readValues(api: string, a: string, b: string): [string, string] {
  if (requestOf(api) === undefined) return clockValues(api, a, b) ?? shortReads(a, b);
  const differing = differingParts(a, b);
  const [only] = differing;
  if (only && differing.length === 1) return shortReads(only[0], only[1]);
  const [before, now] = [readValue({ api, value: a }), readValue({ api, value: b })];
  return before === now && a !== b ? [a, b] : [before, now];
}

/** The parts in which two answers differ, as text: the status alone, or values in two JSON bodies of the same shape. */
export function differingParts(a: string, b: string): [string, string][] {
  const [one, two] = [answerOf(a), answerOf(b)];
  if (one.status !== two.status) return [[statusText(one.status), statusText(two.status)]];
  const [left, right] = [parse(one.body), parse(two.body)];
  return left === undefined || right === undefined
    ? [[one.body, two.body]]
    : leaves(left, right, 0).slice(0, MOST_PARTS);
}

const MOST_PARTS = 20;
const MOST_DEPTH = 5;

function leaves(one: unknown, two: unknown, depth: number): [string, string][] {
  if (isObject(one) && isObject(two) && depth < MOST_DEPTH)
    return Object.keys(one).flatMap((key) => leaves(one[key], two[key], depth + 1));
  const [left, right] = [leafText(one), leafText(two)];
  return left === right ? [] : [[left, right]];
}

const leafText = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const statusText = (status: string): string => (status === '0' ? 'no answer' : status);

const isGood = (status: string): boolean => status.startsWith('2');

function answerOf(value: string): { status: string; body: string } {
  const space = value.indexOf(' ');
  if (space < 0) return { status: value, body: '' };
  return { status: value.slice(0, space), body: value.slice(space + 1) };
}

/** Undefined: it is no JSON, or was cut off. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
