import { Task } from '../../engine/task.ts';
import { builtins, isIn, isoTextOf, sliced, symbolText } from './builtins.ts';

const { apply, getOwnPropertyDescriptor, getPrototypeOf, isArray, ownKeys, stringify } = builtins;

/** Longest text of one value, in characters. */
export const LONGEST_TEXT = 200;
const DEEPEST = 4;
const MOST_MEMBERS = 20;

const arrayPrototype = Array.prototype;
const objectPrototype = Object.prototype;
const sizeOfMap = getOwnPropertyDescriptor(Map.prototype, 'size')?.get;
const sizeOfSet = getOwnPropertyDescriptor(Set.prototype, 'size')?.get;

/** Proxies that the program has made: looking into one would run the program's own code. */
const proxies = new builtins.WeakSet();

export function knownProxies(): WeakSet<object> {
  return proxies;
}

/** A value as short text. Never calls a getter, a proxy's trap or any other code of the program. */
export function show(value: unknown): string {
  const text = textOf(value, 0);
  return text.length > LONGEST_TEXT ? `${sliced(text, 0, LONGEST_TEXT - 1)}…` : text;
}

function textOf(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      return stringify(value.length > LONGEST_TEXT ? sliced(value, 0, LONGEST_TEXT) : value);
    case 'number':
    case 'boolean':
    case 'undefined':
      return `${value}`;
    case 'bigint':
      return `${value}n`;
    case 'symbol':
      return symbolText(value);
    case 'function':
      return isIn(proxies, value) ? 'a proxy' : `function ${ownText(value, 'name') ?? ''}`;
    case 'object':
      return value === null ? 'null' : objectText(value, depth);
  }
}

function objectText(value: object, depth: number): string {
  if (isIn(proxies, value)) return 'a proxy';
  if (isTask(value)) return taskText(value);
  if (isArray(value)) return depth >= DEEPEST ? '[…]' : arrayText(value, depth);
  const name = className(value);
  if (name === 'Date') return dateText(value);
  if (name === 'Map') return `Map(${sizeText(sizeOfMap, value)})`;
  if (name === 'Set') return `Set(${sizeText(sizeOfSet, value)})`;
  const message = ownText(value, 'message');
  if (message !== undefined && isError(value)) return `${name ?? 'Error'}: ${message}`;
  if (name === 'Promise' || name === 'WorkflowContext' || name === 'ActivityContext') return name;
  const members = depth >= DEEPEST ? '{…}' : membersText(value, depth);
  return name === undefined || name === 'Object' ? members : `${name} ${members}`;
}

function isError(value: object): boolean {
  return value instanceof builtins.Error;
}

function isTask(value: object): value is Task {
  for (
    let at: object | null = value, steps = 0;
    at !== null && steps < 8;
    at = isIn(proxies, at) ? null : getPrototypeOf(at), steps += 1
  )
    if (at === Task.prototype) return true;
  return false;
}

/** `task 3 (waiting)`; composites and waits for events have no number. */
function taskText(task: Task): string {
  const state = task._exception !== undefined ? 'failed' : task._isComplete ? 'done' : 'waiting';
  const id = idOf(task);
  return id === undefined ? `task (${state})` : `task ${id} (${state})`;
}

function idOf(task: Task): number | undefined {
  try {
    return Task.idOf(task);
  } catch {
    // An object that only has the prototype.
    return undefined;
  }
}

function arrayText(list: readonly unknown[], depth: number): string {
  let text = '';
  for (let at = 0; at < list.length && at < MOST_MEMBERS && text.length < LONGEST_TEXT; at += 1) {
    const member = getOwnPropertyDescriptor(list, at);
    text += `${at === 0 ? '' : ','}${member ? slotText(member, depth) : 'null'}`;
  }
  return `[${text}${list.length > MOST_MEMBERS ? ',…' : ''}]`;
}

function membersText(value: object, depth: number): string {
  const keys = ownKeys(value);
  let text = '';
  let shown = 0;
  for (let at = 0; at < keys.length && text.length < LONGEST_TEXT; at += 1) {
    const key = keys[at];
    const member = typeof key === 'string' ? getOwnPropertyDescriptor(value, key) : undefined;
    if (typeof key !== 'string' || member?.enumerable !== true) continue;
    if (shown >= MOST_MEMBERS) return `{${text},…}`;
    text += `${shown === 0 ? '' : ','}${stringify(key)}:${slotText(member, depth)}`;
    shown += 1;
  }
  return `{${text}}`;
}

function slotText(member: PropertyDescriptor, depth: number): string {
  return 'value' in member ? textOf(member.value, depth + 1) : 'a getter';
}

/** The name of the class that made the object, found without running any code of it. */
export function className(value: object): string | undefined {
  const prototype: unknown = getPrototypeOf(value);
  if (typeof prototype !== 'object' || prototype === null) return undefined;
  if (prototype === objectPrototype) return 'Object';
  if (prototype === arrayPrototype) return 'Array';
  if (isIn(proxies, prototype)) return undefined;
  const maker: unknown = getOwnPropertyDescriptor(prototype, 'constructor')?.value;
  return typeof maker === 'function' && !isIn(proxies, maker) ? ownText(maker, 'name') : undefined;
}

function ownText(value: object, key: string): string | undefined {
  const found: unknown = getOwnPropertyDescriptor(value, key)?.value;
  return typeof found === 'string' ? found : undefined;
}

function dateText(value: object): string {
  try {
    return stringify(isoTextOf(value as Date));
  } catch {
    return 'Date (no time)';
  }
}

function sizeText(getter: (() => unknown) | undefined, value: object): string {
  try {
    return getter ? `${apply(getter, value, []) as number}` : '';
  } catch {
    return '';
  }
}
