import { labelOf } from '../source/scope.ts';
import { boundNames, child, isFunction, list, type Syntax } from '../source/syntax.ts';
import type { Bindings } from './bindings.ts';
import { gettersOf } from './getters.ts';
import { calledName, roleGiven, rolesIn, type Roles } from './host-calls.ts';
import { destructured } from './patterns.ts';
import { sleepAt } from './sleeps.ts';
import { rootsOf } from './workflow-roots.ts';
import type { Value } from './value.ts';
import type { Values } from './values.ts';

/** A function that runs as part of a workflow. */
export interface Reached {
  /** The function, or a class's field whose value is computed. */
  node: Syntax;
  /** Names from the workflow to this function; only the workflow's own when it is that, or stands in it without a name. */
  chain: readonly string[];
}

/** Built-in functions and methods that call what they are given, at once or later. */
const CALLERS = new Set(
  (
    'map flatMap filter forEach reduce reduceRight some every find findIndex findLast findLastIndex sort toSorted from fromAsync then catch ' +
    'finally replace replaceAll groupBy stringify parse apply call setTimeout setInterval setImmediate queueMicrotask nextTick Promise'
  ).split(' '),
);

const ELEMENT_CALLERS = new Set(
  'map flatMap filter forEach some every find findIndex findLast findLastIndex'.split(' '),
);

/** Which code runs as part of workflows: generator functions and all that they call. */
export class WorkflowCode {
  readonly roles: Roles;
  readonly roots: readonly Syntax[];
  /** In the order in which they were reached. */
  readonly reached = new Map<Syntax, Reached>();
  readonly #bindings: Bindings;
  readonly #values: Values;
  readonly #queue: Reached[] = [];

  constructor(bindings: Bindings, values: Values) {
    this.#bindings = bindings;
    this.#values = values;
    this.roles = rolesIn(bindings, values);
    const roots = rootsOf(bindings, values, this.roles);
    for (const root of roots.sure) this.#start(root);
    this.#drain();
    const more = roots.likely.filter((each) => !this.reached.has(each));
    for (const root of more) this.#start(root);
    this.#drain();
    this.roots = [...roots.sure, ...more];
  }

  has(home: Syntax): boolean {
    return this.reached.has(home);
  }

  nameOf(node: Syntax): string {
    return labelOf(node, this.#holderOf(node));
  }

  #holderOf(node: Syntax): Syntax | undefined {
    const parent = this.#bindings.parentOf(node);
    return parent?.type.startsWith('TS') ? this.#holderOf(parent) : parent;
  }

  #start(root: Syntax): void {
    const [first] = list(root, 'params');
    if (first) this.#give(root, 0, [{ kind: 'context', path: [] }]);
    this.#enqueue({ node: root, chain: [this.nameOf(root)] });
  }

  #drain(): void {
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) this.#follow(next);
  }

  #enqueue(reached: Reached): void {
    if (this.reached.has(reached.node)) return;
    this.reached.set(reached.node, reached);
    this.#queue.push(reached);
  }

  #call(node: Syntax, from: Reached): void {
    this.#enqueue({ node, chain: [...from.chain, this.nameOf(node)] });
  }

  #follow(from: Reached): void {
    for (const node of this.#bindings.nodesOf(from.node)) {
      switch (node.type) {
        case 'CallExpression':
        case 'NewExpression':
          this.#followCall(node, from);
          break;
        case 'TaggedTemplateExpression':
          for (const each of this.#values.functionsOf(child(node, 'tag'))) this.#call(each, from);
          break;
        case 'MemberExpression':
          for (const each of gettersOf(this.#values, node)) this.#call(each, from);
          break;
        default:
          if (isFunction(node) && this.#isRunInPlace(node))
            this.#enqueue({ node, chain: from.chain });
      }
    }
  }

  #followCall(call: Syntax, from: Reached): void {
    const given = list(call, 'arguments');
    if (roleGiven(this.#values, call) !== undefined) return;
    // A sleep is one thing, told at its call.
    if (sleepAt(this.#bindings, this.#values, call)) return;
    const called = this.#calledBy(call);
    for (const each of called) {
      given.forEach((value, index) => this.#pass(each, index, value));
      this.#call(each, from);
    }
    const name =
      calledName(this.#values, call) ?? this.#values.pathsOf(child(call, 'callee'))[0]?.at(-1);
    if (called.length > 0 || name === undefined || !CALLERS.has(name)) return;
    for (const value of given) {
      if (isFunction(value)) this.#passElements(call, value, name);
      else
        for (const each of this.#values.functionsOf(value)) {
          this.#passElements(call, each, name);
          this.#call(each, from);
        }
    }
  }

  #calledBy(call: Syntax): Syntax[] {
    const callee = child(call, 'callee');
    const isMaking = call.type === 'NewExpression' || callee?.type === 'Super';
    const called = this.#values.of(callee).flatMap((each): Syntax[] => {
      if (each.kind === 'function') return isMaking ? [] : [each.node];
      return isMaking && (each.kind === 'class' || each.kind === 'instance')
        ? this.#made(each.node)
        : [];
    });
    return called.length > 0 ? called : this.#applied(callee);
  }

  /** `helper.call(this, …)` */
  #applied(callee: Syntax | undefined): Syntax[] {
    const target = callee?.type === 'ChainExpression' ? child(callee, 'expression') : callee;
    if (target?.type !== 'MemberExpression') return [];
    const name = this.#values.keyOf(target);
    return name === 'call' || name === 'apply'
      ? this.#values.functionsOf(child(target, 'object'))
      : [];
  }

  /** What `new` runs: the constructor, the fields, and those of the class above. */
  #made(node: Syntax, seen: Set<Syntax> = new Set()): Syntax[] {
    if (seen.has(node)) return [];
    seen.add(node);
    const members = list(child(node, 'body') ?? node, 'body');
    const own = members.flatMap((each): Syntax[] => {
      if (each.type === 'PropertyDefinition' && each.static !== true) return [each];
      const value = child(each, 'value');
      return each.kind === 'constructor' && value ? [value] : [];
    });
    const above = this.#values.of(child(node, 'superClass'));
    const hasOwn = members.some((each) => each.kind === 'constructor');
    return [
      ...own,
      ...above.flatMap((each) =>
        each.kind === 'class' && !hasOwn ? this.#made(each.node, seen) : [],
      ),
    ];
  }

  #pass(to: Syntax, index: number, value: Syntax): void {
    if (value.type === 'SpreadElement') return;
    this.#give(to, index, this.#values.of(value));
  }

  /** The callback of an array method is given the array's elements. */
  #passElements(call: Syntax, to: Syntax, name: string): void {
    const callee = child(call, 'callee');
    const array = callee?.type === 'MemberExpression' ? child(callee, 'object') : undefined;
    if (!ELEMENT_CALLERS.has(name) || !array) return;
    const elements = this.#values
      .of(array)
      .flatMap((each) => (each.kind === 'array' ? this.#values.member(each, undefined) : []));
    this.#give(to, 0, elements);
  }

  #give(to: Syntax, index: number, values: readonly Value[]): void {
    const parameter = list(to, 'params')[index];
    if (!parameter || values.length === 0) return;
    for (const name of boundNames(parameter)) {
      const variable = this.#bindings.lookUpAt(to, name);
      const own = destructured(this.#values, values, parameter, name);
      if (!variable || !this.#values.give(variable, own)) continue;
      const known = this.reached.get(to);
      if (known) this.#queue.push(known);
    }
  }

  /** A function without a name that is used where it stands. One that is kept under a name runs when that is called. */
  #isRunInPlace(node: Syntax): boolean {
    if (node.type === 'FunctionDeclaration') return false;
    let at = node;
    for (let parent = this.#bindings.parentOf(at); parent; parent = this.#bindings.parentOf(at)) {
      switch (parent.type) {
        case 'CallExpression':
        case 'NewExpression': {
          if (child(parent, 'callee') === at) return true;
          if (roleGiven(this.#values, parent) !== undefined) return false;
          if (sleepAt(this.#bindings, this.#values, parent)) return false;
          return this.#calledBy(parent).length === 0;
        }
        case 'Property':
          if (at !== child(parent, 'value') || isForActivity(this.#values.keyOf(parent)))
            return false;
          if (parent.kind !== 'init') return false;
          break;
        case 'ObjectExpression':
        case 'ArrayExpression':
        case 'ConditionalExpression':
        case 'LogicalExpression':
        case 'SpreadElement':
          break;
        default:
          if (!parent.type.startsWith('TS')) return false;
      }
      at = parent;
    }
    return false;
  }
}

const isForActivity = (key: string | undefined): boolean => key === 'activity' || key === 'handler';
