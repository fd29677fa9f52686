/**
 * The built-ins that the guest itself uses, taken before any of the program runs. A program that patches `JSON` or
 * `Array.prototype` changes its own process only, and that until the next reset.
 */
const { apply, construct, ownKeys } = Reflect;
const { defineProperty, getOwnPropertyDescriptor, getPrototypeOf } = Object;
const { parse, stringify } = JSON;
const { imul, floor } = Math;

export const builtins = {
  apply,
  construct,
  ownKeys,
  create: Object.create,
  defineProperty,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  isArray: Array.isArray,
  parse,
  stringify,
  imul,
  floor,
  Date,
  Error,
  Promise,
  Proxy,
  WeakSet,
  String,
};

const { then } = Promise.prototype;
const { toISOString } = Date.prototype;
const { slice, indexOf, charCodeAt } = String.prototype;
const { add, has } = WeakSet.prototype;
const describeSymbol = Symbol.prototype.toString;

export function whenSettled(
  promise: Promise<unknown>,
  onValue: (value: unknown) => void,
  onError: (error: unknown) => void,
): void {
  void apply(then, promise, [onValue, onError]);
}

export function isoTextOf(date: Date): string {
  return apply(toISOString, date, []);
}

export function sliced(text: string, from: number, to?: number): string {
  return apply(slice, text, [from, to]);
}

export function indexIn(text: string, part: string, from = 0): number {
  return apply(indexOf, text, [part, from]);
}

export function codeAt(text: string, at: number): number {
  return apply(charCodeAt, text, [at]);
}

export function addTo(set: WeakSet<object>, value: object): void {
  apply(add, set, [value]);
}

export function isIn(set: WeakSet<object>, value: object): boolean {
  return apply(has, set, [value]);
}

export function symbolText(value: symbol): string {
  return apply(describeSymbol, value, []);
}

/** An object without a prototype: nothing that the program does to `Object.prototype` shows in it. */
export function bare<T>(): Record<string, T> {
  return builtins.create(null) as Record<string, T>;
}

/** `list.push` that no patched prototype can change. */
export function append<T>(list: T[], value: T): void {
  defineProperty(list, list.length, {
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  });
}
