import { lastingModule, type LastingModule } from './lasting-value.ts';
import {
  boundNames,
  child,
  children,
  isFunction,
  isTypeOnly,
  list,
  nameOf,
  unwrapped,
  type Syntax,
} from './syntax.ts';

/** Ways around everything that can be read off the text. */
const WAYS_AROUND = new Set([
  'globalThis',
  'global',
  'self',
  'window',
  'eval',
  'Function',
  'Object',
  'Reflect',
  'Proxy',
]);
/** Properties that lead from a value to what all values share, or that differ from call to call. */
const SHARED_PROPERTIES = new Set([
  '__proto__',
  'prototype',
  'constructor',
  'caller',
  'callee',
  'stack',
]);
const HARMLESS_OF_OBJECT = new Set([
  'keys',
  'values',
  'entries',
  'fromEntries',
  'is',
  'hasOwn',
  'groupBy',
]);
const CHANGING_METHODS = new Set([
  'push',
  'pop',
  'shift',
  'unshift',
  'splice',
  'sort',
  'reverse',
  'fill',
  'copyWithin',
]);
const MADE_FRESH = new Set(['Array', 'Map', 'Set', 'Date']);

/**
 * True when the text shows that no function of the program leaves anything behind outside of its own call, so that a second call
 * finds the world as the first one did. Careful: what it does not understand counts as a trace. A program that hides what it
 * changes (in a computed property's name, say) deceives it, and nobody but itself.
 */
export function isStateless(program: Syntax): boolean {
  const module = lastingModule(program);
  return module !== undefined && new StateSearch(program, module).isClean(program);
}

/** The same of one function that is registered on its own. `given`: names that it may use; `own`: those of them that it may change. */
export function isStatelessFunction(
  expression: Syntax,
  given: readonly string[],
  own: readonly string[] = [],
): boolean {
  if (!isFunction(expression)) return false;
  return new StateSearch(expression, { names: [...given], hasLists: false }, own).isClean(
    expression,
  );
}

class StateSearch {
  /** Names of the module: whatever is done to what they stand for stays. */
  readonly #top: ReadonlySet<string>;
  readonly #hasLists: boolean;
  readonly #own: ReadonlySet<string>;
  /** Names that functions declare for themselves. */
  readonly #local = new Set<string>();
  /** Those of them that stand for an object made in the same function, and for no other. */
  readonly #fresh = new Set<string>();

  constructor(root: Syntax, { names, hasLists }: LastingModule, own: readonly string[] = []) {
    this.#top = new Set(names);
    this.#hasLists = hasLists;
    this.#own = new Set(own);
    const others = new Set(names);
    this.#collect(root, false, others);
    for (const name of others) this.#fresh.delete(name);
  }

  /** `others`: names that stand, somewhere, for a value that was not made on the spot. */
  #collect(node: Syntax, isInside: boolean, others: Set<string>): void {
    if (isTypeOnly(node)) return;
    const note = (names: readonly string[], isFresh: boolean): void => {
      for (const name of names) {
        this.#local.add(name);
        if (isFresh) this.#fresh.add(name);
        else others.add(name);
      }
    };
    if (isFunction(node)) note(list(node, 'params').flatMap(boundNames), false);
    if (isFunction(node) && isInside) note(boundNames(child(node, 'id')), false);
    if (node.type === 'CatchClause') note(boundNames(child(node, 'param')), false);
    if (node.type === 'ClassDeclaration' && isInside) note(boundNames(child(node, 'id')), false);
    if (node.type === 'VariableDeclaration' && isInside)
      for (const each of list(node, 'declarations')) {
        const isFresh = node.kind === 'const' && isMadeHere(unwrapped(child(each, 'init')));
        note(boundNames(child(each, 'id')), isFresh && nameOf(child(each, 'id')) !== undefined);
      }
    for (const each of children(node)) this.#collect(each, isInside || isFunction(node), others);
  }

  isClean(node: Syntax): boolean {
    if (isTypeOnly(node)) return true;
    return this.#isCleanHere(node) && partsOf(node).every((each) => this.isClean(each));
  }

  #isCleanHere(node: Syntax): boolean {
    switch (node.type) {
      case 'Identifier':
        return !WAYS_AROUND.has(String(node.name));
      case 'Literal':
        return typeof node.value !== 'string' || !SHARED_PROPERTIES.has(node.value);
      case 'MemberExpression':
        return !SHARED_PROPERTIES.has(propertyOf(node) ?? '');
      case 'Property':
        return nameOf(child(node, 'key')) !== '__proto__';
      case 'AssignmentExpression':
      case 'ForInStatement':
      case 'ForOfStatement':
        return this.#mayChange(child(node, 'left'));
      case 'UpdateExpression':
        return this.#mayChange(child(node, 'argument'));
      case 'UnaryExpression':
        return node.operator !== 'delete' || this.#mayChange(child(node, 'argument'));
      case 'CallExpression':
        return this.#isHarmlessCall(child(node, 'callee'));
      case 'TaggedTemplateExpression':
      case 'StaticBlock':
        return false;
      case 'PropertyDefinition':
      case 'MethodDefinition':
        return node.static !== true;
      default:
        return true;
    }
  }

  /** What is assigned to: a variable of a function, or a property of an object that this very function has made. */
  #mayChange(target: Syntax | undefined): boolean {
    if (!target) return false;
    switch (target.type) {
      case 'VariableDeclaration':
        return true;
      case 'Identifier':
        return this.#local.has(String(target.name)) && !this.#top.has(String(target.name));
      case 'MemberExpression':
        return this.#isOwn(child(target, 'object'));
      case 'ArrayPattern':
        return list(target, 'elements').every((each) => this.#mayChange(each));
      case 'ObjectPattern':
        return list(target, 'properties').every((each) =>
          this.#mayChange(each.type === 'RestElement' ? each : child(each, 'value')),
        );
      case 'AssignmentPattern':
        return this.#mayChange(child(target, 'left'));
      case 'RestElement':
        return this.#mayChange(child(target, 'argument'));
      default:
        return false;
    }
  }

  #isOwn(node: Syntax | undefined): boolean {
    if (node?.type === 'Identifier') {
      const name = String(node.name);
      return this.#fresh.has(name) || this.#own.has(name);
    }
    // Everything that hangs on it is the function's own, too.
    return node?.type === 'MemberExpression' && this.#own.has(nameOf(rootOf(node)) ?? '');
  }

  /** Lists at the top of a module are changed by their methods alone. */
  #isHarmlessCall(callee: Syntax | undefined): boolean {
    if (!this.#hasLists || callee?.type !== 'MemberExpression') return true;
    const name = propertyOf(callee);
    if (name === undefined) return false;
    return !CHANGING_METHODS.has(name) || this.#isOwn(child(callee, 'object'));
  }
}

/** What is looked at below a node: everything but names that stand for no value. */
function partsOf(node: Syntax): Syntax[] {
  if (node.type === 'MemberExpression' && node.computed !== true) {
    const object = child(node, 'object');
    const isHarmless = HARMLESS_OF_OBJECT.has(propertyOf(node) ?? '');
    return !object || (isHarmless && nameOf(object) === 'Object') ? [] : [object];
  }
  const isNamed = node.type === 'Property' && node.computed !== true && node.shorthand !== true;
  return isNamed ? children(node).filter((each) => each !== node.key) : children(node);
}

/** The name that a property is asked for by, where the text says it. */
function propertyOf(node: Syntax): string | undefined {
  const property = child(node, 'property');
  if (node.computed !== true) return nameOf(property) ?? '#';
  return typeof property?.value === 'string' ? property.value : undefined;
}

function rootOf(node: Syntax): Syntax {
  const object = node.type === 'MemberExpression' ? child(node, 'object') : undefined;
  return object ? rootOf(object) : node;
}

/** A value that nobody else can hold. */
function isMadeHere(node: Syntax | undefined): boolean {
  if (node?.type === 'ObjectExpression' || node?.type === 'ArrayExpression') return true;
  return node?.type === 'NewExpression' && MADE_FRESH.has(nameOf(child(node, 'callee')) ?? '');
}
