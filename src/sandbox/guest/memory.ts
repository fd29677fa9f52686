import { append, bare, builtins, isIn } from './builtins.ts';
import { knownProxies } from './show.ts';

/** How a variable of the module is reached. A `const` has no setter. */
export type Accessors = Record<string, { get: () => unknown; set?: (value: unknown) => void }>;

const DEEPEST = 6;
const MOST_MEMBERS = 500;
const { apply, getPrototypeOf, getOwnPropertyDescriptor, ownKeys, isArray } = builtins;
const mapMethods = Map.prototype;
const setMethods = Set.prototype;
const { forEach: eachOfMap, set: putInMap, clear: clearMap } = mapMethods;
const { forEach: eachOfSet, add: putInSet, clear: clearSet } = setMethods;

/** A value as JSON can carry it: `[kind, content]`. Undefined: it can not. */
type Packed = [kind: string, content?: unknown];

/** What a process keeps in these variables, each as text. A function, or an object of a class, can not be carried. */
export function memoryTexts(accessors: Accessors): Record<string, string> {
  const texts = bare<string>();
  const names = ownKeys(accessors);
  for (let at = 0; at < names.length; at += 1) {
    const name = names[at];
    if (typeof name !== 'string') continue;
    const packed = packedOf(valueOf(accessors, name), 0);
    if (packed) texts[name] = builtins.stringify(packed);
  }
  return texts;
}

/** Puts values of another process into the variables. False: one of them can not be given another value. */
export function putMemory(accessors: Accessors, texts: Record<string, string>): boolean {
  const names = ownKeys(texts);
  for (let at = 0; at < names.length; at += 1) {
    const name = names[at];
    if (typeof name !== 'string') continue;
    const value = unpacked(builtins.parse(texts[name] ?? '') as Packed);
    if (!put(accessors, name, value)) return false;
  }
  return true;
}

function valueOf(accessors: Accessors, name: string): unknown {
  try {
    return accessors[name]?.get();
  } catch {
    return undefined;
  }
}

function put(accessors: Accessors, name: string, value: unknown): boolean {
  const set = accessors[name]?.set;
  if (set) {
    set(value);
    return true;
  }
  // What others hold of it has to change as well.
  return replaceContent(valueOf(accessors, name), value);
}

function packedOf(value: unknown, depth: number): Packed | undefined {
  if (value === undefined) return ['undefined'];
  if (value === null || typeof value === 'string' || typeof value === 'boolean')
    return ['=', value];
  if (typeof value === 'number') return ['number', `${value}`];
  if (typeof value !== 'object' || depth > DEEPEST || isIn(knownProxies(), value)) return undefined;
  const list: unknown[] = [];
  const kind = kindOf(value);
  const isWhole =
    kind === 'Array' || kind === 'Object'
      ? packMembers(value, list, depth)
      : kind !== undefined && packEntries(kind, value, list, depth);
  return isWhole && list.length <= MOST_MEMBERS ? [kind ?? '', list] : undefined;
}

function kindOf(value: object): 'Array' | 'Object' | 'Map' | 'Set' | undefined {
  const prototype: unknown = getPrototypeOf(value);
  if (isArray(value)) return 'Array';
  if (prototype === Object.prototype || prototype === null) return 'Object';
  if (prototype === mapMethods) return 'Map';
  return prototype === setMethods ? 'Set' : undefined;
}

function packMembers(value: object, list: unknown[], depth: number): boolean {
  const keys = ownKeys(value);
  for (let at = 0; at < keys.length && at <= MOST_MEMBERS; at += 1) {
    const key = keys[at];
    if (typeof key !== 'string' || (key === 'length' && isArray(value))) continue;
    const slot = getOwnPropertyDescriptor(value, key);
    const packed = slot && 'value' in slot ? packedOf(slot.value, depth + 1) : undefined;
    if (!packed) return false;
    append(list, [key, packed]);
  }
  return true;
}

function packEntries(kind: 'Map' | 'Set', value: object, list: unknown[], depth: number): boolean {
  let isWhole = true;
  const note = (content: unknown, key: unknown): void => {
    const packed = packedOf(content, depth + 1);
    const packedKey = packedOf(key, depth + 1);
    if (packed && packedKey && list.length <= MOST_MEMBERS) append(list, [packedKey, packed]);
    else isWhole = false;
  };
  apply(kind === 'Map' ? eachOfMap : eachOfSet, value, [note]);
  return isWhole;
}

function unpacked([kind, content]: Packed): unknown {
  switch (kind) {
    case '=':
      return content;
    case 'undefined':
      return undefined;
    case 'number':
      return +(content as string);
  }
  const made: object =
    kind === 'Array' ? [] : kind === 'Map' ? new Map() : kind === 'Set' ? new Set() : {};
  const list = content as [unknown, Packed][];
  for (let at = 0; at < list.length; at += 1) {
    const entry = list[at];
    if (entry) putEntry(made, kind, entry);
  }
  return made;
}

function putEntry(made: object, kind: string, [key, packed]: [unknown, Packed]): void {
  const value = unpacked(packed);
  if (kind === 'Map') apply(putInMap, made, [unpacked(key as Packed), value]);
  else if (kind === 'Set') apply(putInSet, made, [value]);
  else
    builtins.defineProperty(made, key as string, {
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    });
}

/** Two objects of one kind: the first gets what the second holds. */
function replaceContent(old: unknown, value: unknown): boolean {
  if (typeof old !== 'object' || typeof value !== 'object' || !old || !value) return old === value;
  const kind = kindOf(old);
  if (kind === undefined || kind !== kindOf(value)) return false;
  if (kind === 'Map') {
    apply(clearMap, old, []);
    apply(eachOfMap, value, [
      (content: unknown, key: unknown) => apply(putInMap, old, [key, content]),
    ]);
    return true;
  }
  if (kind === 'Set') {
    apply(clearSet, old, []);
    apply(eachOfSet, value, [(content: unknown) => apply(putInSet, old, [content])]);
    return true;
  }
  if (isArray(old)) (old as unknown[]).length = 0;
  const gone = ownKeys(old);
  for (let at = 0; at < gone.length; at += 1)
    if (gone[at] !== 'length') Reflect.deleteProperty(old, gone[at] ?? '');
  const keys = ownKeys(value);
  for (let at = 0; at < keys.length; at += 1) {
    const key = keys[at];
    const slot = key === undefined ? undefined : getOwnPropertyDescriptor(value, key);
    if (key !== undefined && slot && !(isArray(old) && key === 'length'))
      builtins.defineProperty(old, key, slot);
  }
  return true;
}
