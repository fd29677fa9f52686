import {
  boundNames,
  child,
  children,
  isFunction,
  isTypeOnly,
  list,
  nameOf,
  type Syntax,
} from '../source/syntax.ts';

import {
  exportedNames,
  homeScope,
  lookUp,
  type Reference,
  type Scope,
  type Variable,
  type VariableKind,
} from './scopes.ts';

const BLOCKS = new Set(
  'BlockStatement ForStatement ForInStatement ForOfStatement SwitchStatement CatchClause StaticBlock TSModuleBlock'.split(
    ' ',
  ),
);

/** Walks over a program once, and collects its code, its scopes and its names. */
export class BindingWalk {
  readonly variables: Variable[] = [];
  /** Every node that holds code, outer before inner, in the order of the source. */
  readonly nodes: Syntax[] = [];
  isTypeScript = false;
  readonly parents = new Map<Syntax, Syntax>();
  readonly homes = new Map<Syntax, Syntax>();
  readonly resolved = new Map<Syntax, Variable>();
  readonly scopes = new Map<Syntax, Scope>();
  readonly #exports = new Set<string>();
  readonly #uses: (Reference & { scope: Scope })[] = [];

  constructor(program: Syntax) {
    const scope: Scope = { home: program, parent: undefined, names: new Map() };
    this.scopes.set(program, scope);
    for (const each of list(program, 'body')) this.#visit(each, program, scope);
    for (const { scope: from, ...reference } of this.#uses) {
      const variable = lookUp(from, String(reference.id.name));
      if (!variable) continue;
      this.resolved.set(reference.id, variable);
      variable.references.push(reference);
    }
    for (const id of this.#exports) {
      const variable = lookUp(scope, id);
      if (variable) variable.isExported = true;
    }
  }

  #enter(node: Syntax, parent: Syntax, scope: Scope): void {
    this.parents.set(node, parent);
    this.homes.set(node, scope.home);
    this.nodes.push(node);
  }

  #visit(node: Syntax, parent: Syntax, scope: Scope): void {
    if (node.type.startsWith('TS')) this.isTypeScript = true;
    if (this.#isSkipped(node, scope)) return;
    this.#enter(node, parent, scope);
    if (isFunction(node)) return this.#function(node, scope);
    const inner = BLOCKS.has(node.type) ? this.#open(node, scope.home, scope) : scope;
    switch (node.type) {
      case 'Identifier':
        return this.#use(node, scope, false, true);
      case 'ImportDeclaration':
        return this.#imports(node, scope);
      case 'VariableDeclaration':
        return this.#variables(node, scope);
      case 'ClassDeclaration':
      case 'ClassExpression':
        return this.#class(node, scope);
      case 'CatchClause':
        this.#declare(child(node, 'param'), 'let', node, inner);
        return this.#visitAll([child(node, 'body')], node, inner);
      case 'ExportNamedDeclaration':
        for (const name of exportedNames(node)) this.#exports.add(name);
        return this.#visitAll([child(node, 'declaration')], node, scope);
      case 'ExportDefaultDeclaration':
        for (const name of exportedNames(node)) this.#exports.add(name);
        break;
      case 'AssignmentExpression':
        return this.#assignment(node, scope);
      case 'UpdateExpression':
        return this.#target(child(node, 'argument'), node, scope, true);
      case 'ForInStatement':
      case 'ForOfStatement': {
        const left = child(node, 'left');
        if (left && left.type !== 'VariableDeclaration') {
          this.#target(left, node, inner, false);
          this.#visitAll([child(node, 'right'), child(node, 'body')], node, inner);
          return;
        }
        break;
      }
      case 'PropertyDefinition': {
        if (node.computed === true) this.#visitAll([child(node, 'key')], node, scope);
        // A field's value is computed when an object is made, unless it is the class's own.
        const home = node.static === true ? scope.home : node;
        return this.#visitAll([child(node, 'value')], node, this.#open(node, home, scope));
      }
      case 'MemberExpression':
      case 'Property':
      case 'MethodDefinition': {
        const key = child(node, node.type === 'MemberExpression' ? 'property' : 'key');
        const rest = children(node).filter((each) => each !== key || node.computed === true);
        return this.#visitAll(rest, node, inner);
      }
      case 'LabeledStatement':
        return this.#visitAll([child(node, 'body')], node, inner);
      case 'BreakStatement':
      case 'ContinueStatement':
      case 'MetaProperty':
        return;
    }
    this.#visitAll(children(node), node, inner);
  }

  /** Types hold no code. What stays of enums and namespaces is their name. */
  #isSkipped(node: Syntax, scope: Scope): boolean {
    if (!isTypeOnly(node)) return false;
    if (node.declare === true) return true;
    if (node.type === 'TSEnumDeclaration') this.#declare(child(node, 'id'), 'const', node, scope);
    if (node.type === 'TSModuleDeclaration') {
      this.#declare(child(node, 'id'), 'const', node, scope);
      return child(node, 'body') === undefined;
    }
    return node.type !== 'TSModuleBlock' && node.type !== 'TSParameterProperty';
  }

  #visitAll(nodes: readonly (Syntax | undefined)[], parent: Syntax, scope: Scope): void {
    for (const each of nodes) if (each) this.#visit(each, parent, scope);
  }

  #open(node: Syntax, home: Syntax, parent: Scope): Scope {
    const scope: Scope = { home, parent, names: new Map() };
    this.scopes.set(node, scope);
    return scope;
  }

  #use(id: Syntax, scope: Scope, isWrite: boolean, isRead: boolean): void {
    this.#uses.push({ id, scope, isWrite, isRead });
  }

  #function(node: Syntax, outer: Scope): void {
    const id = child(node, 'id');
    if (node.type === 'FunctionDeclaration') this.#declare(id, 'function', node, outer);
    const named = node.type === 'FunctionExpression' && id ? this.#open(node, node, outer) : outer;
    if (named !== outer) this.#declare(id, 'function', node, named);
    const scope: Scope = { home: node, parent: named, names: new Map() };
    this.scopes.set(node, scope);
    for (const each of list(node, 'params')) {
      if (nameOf(each) === 'this') continue;
      const parameter = each.type === 'TSParameterProperty' ? child(each, 'parameter') : each;
      if (each.type === 'TSParameterProperty') this.isTypeScript = true;
      this.#declare(parameter, 'parameter', node, scope);
      if (parameter) this.#pattern(parameter, node, scope);
    }
    const body = child(node, 'body');
    if (!body) return;
    if (body.type !== 'BlockStatement') return this.#visit(body, node, scope);
    this.#enter(body, node, scope);
    this.#visitAll(list(body, 'body'), body, scope);
  }

  #class(node: Syntax, scope: Scope): void {
    if (node.type === 'ClassDeclaration') this.#declare(child(node, 'id'), 'class', node, scope);
    const inner = this.#open(node, scope.home, scope);
    if (node.type === 'ClassExpression') this.#declare(child(node, 'id'), 'class', node, inner);
    this.#visitAll([child(node, 'superClass'), child(node, 'body')], node, inner);
  }

  #imports(node: Syntax, scope: Scope): void {
    if (node.importKind === 'type') return;
    for (const each of list(node, 'specifiers')) {
      if (each.importKind === 'type') continue;
      this.parents.set(each, node);
      this.#declare(child(each, 'local'), 'import', each, scope);
    }
  }

  #variables(node: Syntax, scope: Scope): void {
    const isVar = node.kind === 'var';
    for (const each of list(node, 'declarations')) {
      this.#enter(each, node, scope);
      const id = child(each, 'id');
      const kind = node.kind === 'const' ? 'const' : 'let';
      this.#declare(id, kind, each, isVar ? homeScope(scope) : scope);
      if (id) this.#pattern(id, each, scope);
      this.#visitAll([child(each, 'init')], each, scope);
    }
  }

  #declare(
    pattern: Syntax | undefined,
    kind: VariableKind,
    declaration: Syntax,
    scope: Scope,
  ): void {
    for (const name of boundNames(pattern)) {
      if (scope.names.has(name)) continue;
      const { home } = scope;
      const variable = { name, kind, declaration, home, references: [], isExported: false };
      scope.names.set(name, variable);
      this.variables.push(variable);
    }
  }

  /** The code inside a pattern that declares: defaults and computed keys. */
  #pattern(node: Syntax, parent: Syntax, scope: Scope): void {
    this.parents.set(node, parent);
    if (child(node, 'typeAnnotation')) this.isTypeScript = true;
    switch (node.type) {
      case 'ObjectPattern':
        for (const each of list(node, 'properties')) {
          const key = child(each, 'key');
          if (key && each.computed === true) this.#visit(key, each, scope);
          const value = child(each, each.type === 'RestElement' ? 'argument' : 'value');
          this.parents.set(each, node);
          if (value) this.#pattern(value, each, scope);
        }
        return;
      case 'ArrayPattern':
        for (const each of list(node, 'elements')) this.#pattern(each, node, scope);
        return;
      case 'AssignmentPattern': {
        const left = child(node, 'left');
        if (left) this.#pattern(left, node, scope);
        return this.#visitAll([child(node, 'right')], node, scope);
      }
      case 'RestElement': {
        const argument = child(node, 'argument');
        if (argument) this.#pattern(argument, node, scope);
        return;
      }
    }
  }

  #assignment(node: Syntax, scope: Scope): void {
    this.#target(child(node, 'left'), node, scope, node.operator !== '=');
    this.#visitAll([child(node, 'right')], node, scope);
  }

  /** What is written to. */
  #target(node: Syntax | undefined, parent: Syntax, scope: Scope, isRead: boolean): void {
    if (!node) return;
    switch (node.type) {
      case 'Identifier':
        this.#enter(node, parent, scope);
        return this.#use(node, scope, true, isRead);
      case 'ObjectPattern':
      case 'ArrayPattern':
      case 'AssignmentPattern':
      case 'RestElement': {
        this.parents.set(node, parent);
        const right = child(node, 'right');
        for (const each of children(node)) {
          if (each === right) this.#visit(each, node, scope);
          else if (each.type === 'Property') {
            this.parents.set(each, node);
            const key = child(each, 'key');
            if (key && each.computed === true) this.#visit(key, each, scope);
            this.#target(child(each, 'value'), each, scope, false);
          } else this.#target(each, node, scope, false);
        }
        return;
      }
      default:
        this.#visit(node, parent, scope);
    }
  }
}
