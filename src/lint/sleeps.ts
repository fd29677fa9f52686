import { child, isFunction, list, nameOf, type Syntax } from '../source/syntax.ts';
import type { Bindings } from './bindings.ts';
import type { Values } from './values.ts';

/** A wait by the process's own timer. */
export interface Sleep {
  /** How long, in milliseconds, where the text tells it: an expression that stands at the place of the sleep. */
  ms?: Syntax;
  /** How it is written: `sleep`, `setTimeout`. */
  name: string;
}

/** Sees a sleep in its usual forms: a promise around setTimeout, a function that returns one, Node's own, and calls of that name. */
export function sleepAt(bindings: Bindings, values: Values, node: Syntax): Sleep | undefined {
  if (node.type === 'NewExpression') {
    const ms = promisedTimer(bindings, values, node);
    return ms === undefined ? undefined : { ms: ms ?? undefined, name: 'setTimeout' };
  }
  if (node.type !== 'CallExpression') return undefined;
  const callee = child(node, 'callee');
  const [first] = list(node, 'arguments');
  for (const path of values.pathsOf(callee)) {
    const name = path.join('.');
    if (name === 'package timers/promises.setTimeout') return { ms: first, name: 'setTimeout' };
    const isSleepName = /^(sleep|delay|wait)$/i.test(path.at(-1) ?? '');
    if (
      isSleepName &&
      (path.length === 1 || (path.length === 2 && path[0]?.startsWith('package ')))
    )
      return { ms: first, name: nameOf(callee) ?? String(path.at(-1)) };
    if (path.length === 1 && /^package (delay|sleep-promise)$/.test(name))
      return { ms: first, name: nameOf(callee) ?? 'delay' };
  }
  for (const each of values.functionsOf(callee)) {
    const sleep = sleepingFunction(bindings, values, each);
    if (sleep) return { name: nameOf(callee) ?? 'a sleep', ms: given(node, each, sleep.ms) };
  }
  return undefined;
}

/** `new Promise((done) => setTimeout(done, ms))`. Null: a sleep whose length is not told. Undefined: no sleep. */
function promisedTimer(
  bindings: Bindings,
  values: Values,
  node: Syntax,
): Syntax | null | undefined {
  if (node.type !== 'NewExpression') return undefined;
  if (!values.pathsOf(child(node, 'callee')).some((path) => path.join('.') === 'Promise'))
    return undefined;
  const [executor] = list(node, 'arguments');
  if (!executor || !isFunction(executor)) return undefined;
  const done = nameOf(list(executor, 'params')[0]);
  const calls = bindings.nodesOf(executor).filter((each) => each.type === 'CallExpression');
  const [call] = calls;
  if (!call || calls.length > 1 || done === undefined) return undefined;
  if (!values.pathsOf(child(call, 'callee')).some((path) => path.join('.') === 'setTimeout'))
    return undefined;
  const [callback, ms] = list(call, 'arguments');
  const isPlain = nameOf(callback) === done;
  return isPlain || isCallOf(callback, done) ? (ms ?? null) : undefined;
}

/** `() => done()` or `() => { done(); }` */
function isCallOf(node: Syntax | undefined, name: string): boolean {
  if (!node || !isFunction(node)) return false;
  const body = child(node, 'body');
  const only = body?.type === 'BlockStatement' ? list(body, 'body') : [];
  const call = body?.type === 'BlockStatement' ? child(only[0] ?? body, 'expression') : body;
  return (
    only.length <= 1 && call?.type === 'CallExpression' && nameOf(child(call, 'callee')) === name
  );
}

function sleepingFunction(
  bindings: Bindings,
  values: Values,
  node: Syntax,
): { ms: Syntax | null } | undefined {
  if (node.generator === true) return undefined;
  const body = child(node, 'body');
  if (body?.type === 'BlockStatement' && list(body, 'body').length !== 1) return undefined;
  const [made] = [...values.returned(node), ...awaited(body)];
  const inner = made?.type === 'AwaitExpression' ? child(made, 'argument') : made;
  const ms = inner ? promisedTimer(bindings, values, inner) : undefined;
  return ms === undefined ? undefined : { ms };
}

/** `{ await new Promise(…); }` */
function awaited(body: Syntax | undefined): Syntax[] {
  const [only] = body?.type === 'BlockStatement' ? list(body, 'body') : [];
  const expression = only?.type === 'ExpressionStatement' ? child(only, 'expression') : undefined;
  return expression ? [expression] : [];
}

/** The length as it stands at the call: the argument for a parameter, or a number. */
function given(call: Syntax, sleeping: Syntax, ms: Syntax | null): Syntax | undefined {
  if (ms?.type === 'Literal') return ms;
  const name = nameOf(ms ?? undefined);
  const index = list(sleeping, 'params').findIndex((each) => nameOf(each) === name);
  return name === undefined || index < 0 ? undefined : list(call, 'arguments')[index];
}
