import type { Syntax } from '../source/syntax.ts';
import { pathOfModule } from './outside-names.ts';

/** What an expression may stand for, as far as the text alone tells. */
export type Value =
  /** A built-in, or what a package hands out: `['Math', 'random']`, `['package uuid', 'v4']`. `[]` is the global object. */
  | { kind: 'built-in'; path: readonly string[] }
  | { kind: 'function'; node: Syntax }
  | { kind: 'object'; node: Syntax }
  | { kind: 'array'; node: Syntax }
  | { kind: 'class'; node: Syntax }
  | { kind: 'instance'; node: Syntax }
  | { kind: 'text'; text: string }
  /** The workflow's context, or what hangs on it: `['callActivity']`. */
  | { kind: 'context'; path: readonly string[] };

export const GLOBAL_OBJECTS = new Set(['globalThis', 'global', 'window', 'self']);

export function isSameValue(a: Value, b: Value): boolean {
  if ('node' in a) return 'node' in b && a.node === b.node && a.kind === b.kind;
  if ('text' in a) return 'text' in b && a.text === b.text;
  return 'path' in b && a.kind === b.kind && a.path.join('.') === b.path.join('.');
}

export const isFromPackage = (path: readonly string[]): boolean =>
  path[0] === 'sdk' || path[0]?.startsWith('package ') === true;

export function builtInMember(path: readonly string[], name: string): Value[] {
  if (path.length === 0 && GLOBAL_OBJECTS.has(name)) return [{ kind: 'built-in', path: [] }];
  if (name === 'default') return [{ kind: 'built-in', path }];
  if (path[0] === 'crypto' && (name === 'webcrypto' || name === 'crypto'))
    return [{ kind: 'built-in', path }];
  return [{ kind: 'built-in', path: [...path, name] }];
}

export function modulesNamed(values: readonly Value[]): Value[] {
  return values.flatMap((each): Value[] =>
    each.kind === 'text' ? [{ kind: 'built-in', path: pathOfModule(each.text) }] : [],
  );
}
