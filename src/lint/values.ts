import { child, isFunction, list, nameOf, type Syntax } from '../source/syntax.ts';
import type { Bindings } from './bindings.ts';
import { pathOfModule } from './outside-names.ts';
import { destructured } from './patterns.ts';
import type { Variable } from './scopes.ts';
import { selfOf } from './self.ts';
import {
  builtInMember,
  GLOBAL_OBJECTS,
  isFromPackage,
  isSameValue,
  modulesNamed,
  type Value,
} from './value.ts';

/** Most steps for one question: a file may be made to make them endless. */
const MOST_STEPS = 400;

/** Follows names, members and calls to what they stand for. */
export class Values {
  readonly #bindings: Bindings;
  /** What parameters were given at calls in workflow code. */
  readonly #given = new Map<Variable, Value[]>();
  #cache = new Map<Syntax, Value[]>();
  readonly #active = new Set<Syntax>();
  readonly #above = new Set<Syntax>();
  #steps = 0;

  constructor(bindings: Bindings) {
    this.#bindings = bindings;
  }

  /** Tells what a parameter is given. True: that is news. */
  give(parameter: Variable, values: readonly Value[]): boolean {
    const known = this.#given.get(parameter) ?? [];
    const fresh = values.filter((value) => !known.some((each) => isSameValue(each, value)));
    if (fresh.length === 0 || known.length > 8) return false;
    this.#given.set(parameter, [...known, ...fresh]);
    this.#cache = new Map();
    return true;
  }

  of(node: Syntax | undefined): Value[] {
    if (!node) return [];
    const cached = this.#cache.get(node);
    if (cached) return cached;
    if (this.#active.has(node)) return [];
    if (this.#active.size === 0) this.#steps = 0;
    this.#steps += 1;
    if (this.#steps > MOST_STEPS) return [];
    this.#active.add(node);
    const found = this.#evaluate(node).slice(0, 12);
    this.#active.delete(node);
    if (this.#active.size === 0) this.#cache.set(node, found);
    return found;
  }

  functionsOf(node: Syntax | undefined): Syntax[] {
    return this.of(node).flatMap((value) => (value.kind === 'function' ? [value.node] : []));
  }

  /** The paths of built-ins that the expression may stand for. */
  pathsOf(node: Syntax | undefined): (readonly string[])[] {
    return this.of(node).flatMap((value) => (value.kind === 'built-in' ? [value.path] : []));
  }

  /** The name of the context's member that the expression stands for: `callActivity`. */
  contextMember(node: Syntax | undefined): string | undefined {
    for (const value of this.of(node))
      if (value.kind === 'context' && value.path.length > 0) return value.path.join('.');
    return undefined;
  }

  ofVariable(variable: Variable): Value[] {
    const { declaration } = variable;
    switch (variable.kind) {
      case 'import':
        return this.#imported(declaration);
      case 'function':
        return [{ kind: 'function', node: declaration }];
      case 'class':
        return [{ kind: 'class', node: declaration }];
      case 'parameter':
        return [...(this.#given.get(variable) ?? []), ...this.#default(variable)];
      case 'const':
      case 'let':
        return [...this.#declared(variable), ...this.#assigned(variable)];
    }
  }

  member(of: Value, name: string | undefined): Value[] {
    switch (of.kind) {
      case 'built-in':
        return name === undefined ? [] : builtInMember(of.path, name);
      case 'context':
        if (name === undefined) return [];
        return [{ kind: 'context', path: name === 'df' ? of.path : [...of.path, name] }];
      case 'object':
        return list(of.node, 'properties').flatMap((each) => this.#property(each, name));
      case 'array': {
        const elements = list(of.node, 'elements');
        const index = name === undefined ? Number.NaN : Number(name);
        const chosen = Number.isInteger(index) ? elements.slice(index, index + 1) : elements;
        if (name !== undefined && !Number.isInteger(index)) return [];
        return chosen.flatMap((each) => this.of(each));
      }
      case 'class':
        return this.#classMember(of.node, name, true);
      case 'instance':
        return this.#classMember(of.node, name, false);
      case 'function':
      case 'text':
        return [];
    }
  }

  /** The name of a property or member; undefined where it is computed from what is not known. */
  keyOf(node: Syntax): string | undefined {
    const key = child(node, node.type === 'MemberExpression' ? 'property' : 'key');
    if (!key) return undefined;
    if (node.computed !== true && (key.type === 'Identifier' || key.type === 'PrivateIdentifier'))
      return `${key.type === 'PrivateIdentifier' ? '#' : ''}${String(key.name)}`;
    if (key.type === 'Literal') return String(key.value);
    for (const value of this.of(key)) if (value.kind === 'text') return value.text;
    return undefined;
  }

  #evaluate(node: Syntax): Value[] {
    if (isFunction(node)) return [{ kind: 'function', node }];
    switch (node.type) {
      case 'Identifier': {
        const variable = this.#bindings.variableOf(node);
        if (variable) return this.ofVariable(variable);
        const name = String(node.name);
        if (name === 'undefined') return [];
        return [{ kind: 'built-in', path: GLOBAL_OBJECTS.has(name) ? [] : [name] }];
      }
      case 'MemberExpression': {
        const name = this.keyOf(node);
        return this.of(child(node, 'object')).flatMap((each) => this.member(each, name));
      }
      case 'ThisExpression':
        return selfOf(this.#bindings, node);
      case 'Super':
        return selfOf(this.#bindings, node).flatMap((each) =>
          each.kind === 'instance' ? this.#parentsOf(each.node, 'instance') : [],
        );
      case 'CallExpression':
        return this.#result(node);
      case 'NewExpression':
        return this.of(child(node, 'callee')).flatMap((each): Value[] => {
          if (each.kind === 'class') return [{ kind: 'instance', node: each.node }];
          return each.kind === 'built-in' && isFromPackage(each.path) ? [each] : [];
        });
      case 'ConditionalExpression':
        return [...this.of(child(node, 'consequent')), ...this.of(child(node, 'alternate'))];
      case 'LogicalExpression':
        return [...this.of(child(node, 'left')), ...this.of(child(node, 'right'))];
      case 'AssignmentExpression':
        return this.of(child(node, 'right'));
      case 'BinaryExpression':
        return this.#joined(node);
      case 'SequenceExpression':
        return this.of(list(node, 'expressions').at(-1));
      case 'ChainExpression':
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
      case 'TSTypeAssertion':
      case 'TSInstantiationExpression':
        return this.of(child(node, 'expression'));
      case 'AwaitExpression':
        return this.of(child(node, 'argument'));
      case 'ImportExpression':
        return modulesNamed(this.of(child(node, 'source')));
      case 'MetaProperty':
        return nameOf(child(node, 'meta')) === 'import'
          ? [{ kind: 'built-in', path: ['import.meta'] }]
          : [];
      case 'ObjectExpression':
        return [{ kind: 'object', node }];
      case 'ArrayExpression':
        return [{ kind: 'array', node }];
      case 'ClassExpression':
        return [{ kind: 'class', node }];
      case 'Literal':
        return typeof node.value === 'string' ? [{ kind: 'text', text: node.value }] : [];
      case 'TemplateLiteral': {
        const [only, ...more] = list(node, 'quasis');
        const value: unknown = only?.value;
        if (!only || more.length > 0 || typeof value !== 'object' || value === null) return [];
        return [{ kind: 'text', text: String(Reflect.get(value, 'cooked')) }];
      }
      default:
        return [];
    }
  }

  /** `'ran' + 'dom'` */
  #joined(node: Syntax): Value[] {
    const [left] = this.of(child(node, 'left'));
    const [right] = this.of(child(node, 'right'));
    if (node.operator !== '+' || left?.kind !== 'text' || right?.kind !== 'text') return [];
    return [{ kind: 'text', text: `${left.text}${right.text}`.slice(0, 200) }];
  }

  #property(property: Syntax, name: string | undefined): Value[] {
    if (property.type === 'SpreadElement')
      return this.of(child(property, 'argument')).flatMap((each) => this.member(each, name));
    const key = this.keyOf(property);
    return name === undefined || key === name ? this.#held(property) : [];
  }

  #classMember(node: Syntax, name: string | undefined, isStatic: boolean): Value[] {
    if (name === undefined) return [];
    const found = list(child(node, 'body') ?? node, 'body').filter(
      (each) => (each.static === true) === isStatic && this.keyOf(each) === name,
    );
    if (found.length > 0) return found.flatMap((each) => this.#held(each));
    // Classes may be written so that they extend each other.
    if (this.#above.has(node)) return [];
    this.#above.add(node);
    const inherited = this.#parentsOf(node, isStatic ? 'class' : 'instance').flatMap((each) =>
      this.member(each, name),
    );
    this.#above.delete(node);
    return inherited;
  }

  #parentsOf(node: Syntax, kind: 'class' | 'instance'): Value[] {
    return this.of(child(node, 'superClass')).flatMap((each): Value[] =>
      each.kind === 'class' && each.node !== node ? [{ kind, node: each.node }] : [],
    );
  }

  #result(node: Syntax): Value[] {
    const callee = child(node, 'callee');
    const target = callee?.type === 'ChainExpression' ? child(callee, 'expression') : callee;
    const [first] = list(node, 'arguments');
    if (target?.type === 'MemberExpression' && this.keyOf(target) === 'bind')
      return this.of(child(target, 'object'));
    return this.of(target).flatMap((each): Value[] => {
      if (each.kind === 'built-in') {
        const name = each.path.join('.');
        if (name === 'require') return modulesNamed(this.of(first));
        if (/^Object\.(freeze|seal|preventExtensions)$/.test(name)) return this.of(first);
        // What a package makes is still the package's: `axios.create()`.
        return isFromPackage(each.path) ? [each] : [];
      }
      if (each.kind !== 'function') return [];
      if (each.node.generator === true) return [];
      return this.returned(each.node).flatMap((value) => this.of(value));
    });
  }

  /** The expressions that a function returns. */
  returned(node: Syntax): Syntax[] {
    const body = child(node, 'body');
    if (!body) return [];
    if (body.type !== 'BlockStatement') return [body];
    return this.#bindings.nodesOf(node).flatMap((each) => {
      const argument = each.type === 'ReturnStatement' ? child(each, 'argument') : undefined;
      return argument ? [argument] : [];
    });
  }

  /** What a property holds; of a get method, what it returns. */
  #held(member: Syntax): Value[] {
    const value = child(member, 'value');
    if (member.kind !== 'get' || !value) return this.of(value);
    return this.returned(value).flatMap((each) => this.of(each));
  }

  #default(variable: Variable): Value[] {
    for (const each of list(variable.declaration, 'params')) {
      if (each.type === 'AssignmentPattern' && nameOf(child(each, 'left')) === variable.name)
        return this.of(child(each, 'right'));
    }
    return [];
  }

  #declared(variable: Variable): Value[] {
    const { declaration } = variable;
    const id = child(declaration, 'id');
    if (declaration.type !== 'VariableDeclarator' || !id) return [];
    const init = child(declaration, 'init');
    const loop = this.#bindings.parentOf(this.#bindings.parentOf(declaration) ?? declaration);
    if (!init && loop?.type === 'ForOfStatement')
      return destructured(this, this.#elements(child(loop, 'right')), id, variable.name);
    return destructured(this, this.of(init), id, variable.name);
  }

  #elements(node: Syntax | undefined): Value[] {
    return this.of(node).flatMap((each) =>
      each.kind === 'array' ? this.member(each, undefined) : [],
    );
  }

  #imported(specifier: Syntax): Value[] {
    const declaration = this.#bindings.parentOf(specifier);
    const source = declaration ? child(declaration, 'source') : undefined;
    const path = pathOfModule(String(source?.value));
    if (specifier.type !== 'ImportSpecifier') return [{ kind: 'built-in', path }];
    const imported = child(specifier, 'imported');
    return builtInMember(path, nameOf(imported) ?? String(imported?.value));
  }

  /** `let now; now = Date.now;` */
  #assigned(variable: Variable): Value[] {
    return variable.references.flatMap((reference) => {
      if (!reference.isWrite) return [];
      const parent = this.#bindings.parentOf(reference.id);
      return parent?.type === 'AssignmentExpression' && child(parent, 'left') === reference.id
        ? this.of(child(parent, 'right'))
        : [];
    });
  }
}
