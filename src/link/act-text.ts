import type { Intervention } from '../sim/scenario.ts';
import { formatPlace } from '../trace/place-text.ts';
import type { Place } from '../trace/place.ts';

/**
 * Acts as they stand in a link: `crash@t4:a4,restart:v2,raise:approval:true@t2:saved,lose@k3:returned`. After the verb come its
 * fields, each after a colon; one that is left out before another is empty. Data that is more than a word or a number is written
 * `$` and stands in the packed part of the link, in order.
 */
export interface ActsText {
  text: string;
  data: unknown[];
}

const NONE = 'none';
const EVENT_NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]*$/;
const PLACE = /^[A-Za-z0-9._:/-]+$/;
const WORD = /^[A-Za-z][A-Za-z0-9-]*$/;
const LITERALS = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** Undefined when a name in the place needs characters that do not travel well in an address. */
export function placeInLink(place: Place): string | undefined {
  const text = formatPlace(place);
  return PLACE.test(text) ? text : undefined;
}

/** Undefined when an act cannot be written readably. */
export function formatActs(interventions: readonly Intervention[]): ActsText | undefined {
  const data: unknown[] = [];
  const texts: string[] = [];
  for (const intervention of interventions) {
    const text = formatAct(intervention, data);
    if (text === undefined) return undefined;
    texts.push(text);
  }
  return { text: texts.length === 0 ? NONE : texts.join(','), data };
}

function formatAct(act: Intervention, data: unknown[]): string | undefined {
  if (act.do === 'restart') return restartText(act, data);
  const place = placeInLink(act.at);
  if (place === undefined || ('name' in act && !EVENT_NAME.test(act.name))) return undefined;
  return `${[act.do, ...withoutTail(fieldsOf(act, data))].join(':')}@${place}`;
}

type Restart = Extract<Intervention, { do: 'restart' }>;

function restartText({ target, code, variables }: Restart, data: unknown[]): string {
  if (variables) data.push(variables);
  return ['restart', target, code, variables && '$'].filter((each) => each !== undefined).join(':');
}

/** In the order in which they are read back. Empty: the act says nothing of it. */
function fieldsOf(act: Exclude<Intervention, { do: 'restart' }>, data: unknown[]): string[] {
  switch (act.do) {
    case 'crash':
      return [act.target === 'app' ? '' : act.target];
    case 'fail':
      return [String(act.times), maybe(act.message, data)];
    case 'slow':
      return [String(act.byMs)];
    case 'skip':
      return [act.byMs === undefined ? '' : String(act.byMs)];
    case 'raise':
      return [act.name, maybe(act.data, data), maybe(act.instance, data)];
    case 'terminate':
      return [maybe(act.output, data), maybe(act.instance, data)];
    case 'suspend':
    case 'resume':
    case 'rewind':
      return [maybe(act.instance, data)];
    case 'lose':
    case 'repeat':
    case 'refuse':
    case 'tear':
    case 'join':
      return [];
  }
}

const maybe = (value: unknown, data: unknown[]): string =>
  value === undefined ? '' : formatData(value, data);

function withoutTail(fields: readonly string[]): string[] {
  return fields.slice(0, fields.findLastIndex((field) => field !== '') + 1);
}

function formatData(value: unknown, data: unknown[]): string {
  if (typeof value === 'boolean' || value === null) return String(value);
  if (typeof value === 'number' && /^-?\d+(\.\d+)?$/.test(String(value))) return String(value);
  if (typeof value === 'string' && WORD.test(value) && !LITERALS.has(value)) return value;
  data.push(value);
  return '$';
}

/** Acts as a scenario document has them, not yet checked. Undefined when there is an act that is not known here. */
export function parseActs(text: string, data: readonly unknown[]): unknown[] | undefined {
  if (text === NONE) return [];
  const left = [...data];
  const acts = text.split(',').map((each) => parseAct(each, left));
  return acts.includes(undefined) || left.length > 0 ? undefined : acts;
}

function parseAct(text: string, data: unknown[]): object | undefined {
  const { head, tail: at } = splitAt(text, '@');
  const [verb = '', ...fields] = head.split(':');
  if (verb === 'restart') return at === undefined ? parseRestart(fields, data) : undefined;
  const names = FIELDS.get(verb);
  if (!names || fields.length > names.length) return undefined;
  const act: Record<string, unknown> = { do: verb };
  for (const [index, field] of fields.entries()) {
    const name = names[index] ?? '';
    if (field !== '') act[name] = parseField(name, field, data);
  }
  return { ...act, at };
}

/** What stands after each verb, in order. */
const FIELDS = new Map<string, readonly string[]>([
  ['crash', ['target']],
  ['fail', ['times', 'message']],
  ['slow', ['byMs']],
  ['skip', ['byMs']],
  ['raise', ['name', 'data', 'instance']],
  ['terminate', ['output', 'instance']],
  ['suspend', ['instance']],
  ['resume', ['instance']],
  ['rewind', ['instance']],
  ['lose', []],
  ['repeat', []],
  ['refuse', []],
  ['tear', []],
  ['join', []],
]);

/** An event's name is a name, also when it looks like a number. */
const parseField = (name: string, field: string, data: unknown[]): unknown =>
  name === 'name' ? field : parseData(field, data);

function parseRestart(fields: readonly string[], data: unknown[]): object | undefined {
  const act: Record<string, unknown> = { do: 'restart' };
  for (const field of fields) {
    const name = field === '$' ? 'variables' : /^v\d+$/.test(field) ? 'code' : 'target';
    if (name in act) return undefined;
    act[name] = field === '$' ? data.shift() : field;
  }
  return act;
}

function splitAt(text: string, mark: string): { head: string; tail?: string } {
  const index = text.indexOf(mark);
  return index < 0 ? { head: text } : { head: text.slice(0, index), tail: text.slice(index + 1) };
}

function parseData(text: string, data: unknown[]): unknown {
  // NaN is no JSON: the schema will not have it.
  if (text === '$') return data.length > 0 ? data.shift() : NaN;
  if (LITERALS.has(text)) return LITERALS.get(text);
  return WORD.test(text) ? text : Number(text);
}
