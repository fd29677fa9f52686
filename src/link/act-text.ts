import type { Intervention } from '../sim/scenario.ts';
import { formatPlace } from '../trace/place-text.ts';
import type { Place } from '../trace/place.ts';

/**
 * Acts as they stand in a link: `crash@t4:a4,restart,raise:approval:true@t2:saved`. Data that is more than a word or a number is
 * written `$` and stands in the packed part of the link, in order.
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

/** A place without the instance that goes without saying. */
export function withoutMain(place: Place, mainInstance: string | undefined): Place {
  const { instance, ...rest } = place;
  return instance === undefined || instance === mainInstance ? rest : place;
}

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

function formatAct(intervention: Intervention, data: unknown[]): string | undefined {
  if (intervention.do === 'restart') return 'restart';
  const place = placeInLink(intervention.at);
  if (place === undefined) return undefined;
  switch (intervention.do) {
    case 'crash':
      return `crash@${place}`;
    case 'raise': {
      if (!EVENT_NAME.test(intervention.name)) return undefined;
      const value =
        intervention.data !== undefined ? `:${formatData(intervention.data, data)}` : '';
      return `raise:${intervention.name}${value}@${place}`;
    }
  }
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
  if (text === 'restart') return { do: 'restart' };
  const { head, tail: at } = splitAt(text, '@');
  const { head: verb, tail: rest } = splitAt(head, ':');
  if (verb === 'crash' && rest === undefined) return { do: 'crash', target: 'app', at };
  if (verb !== 'raise' || rest === undefined) return undefined;
  const { head: name, tail: value } = splitAt(rest, ':');
  return { do: 'raise', name, ...(value !== undefined && { data: parseData(value, data) }), at };
}

function splitAt(text: string, mark: string): { head: string; tail?: string } {
  const index = text.indexOf(mark);
  return index < 0 ? { head: text } : { head: text.slice(0, index), tail: text.slice(index + 1) };
}

function parseData(text: string, data: unknown[]): unknown {
  if (text === '$') return data.shift();
  if (LITERALS.has(text)) return LITERALS.get(text);
  return WORD.test(text) ? text : Number(text);
}
