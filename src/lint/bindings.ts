import type { Syntax } from '../source/syntax.ts';
import { BindingWalk } from './binding-walk.ts';
import { lookUp, type Variable } from './scopes.ts';

/**
 * Which name means which variable. Written for the parser's TypeScript tree: the packages for this read plain JavaScript only, so
 * that types would have to be taken out first, and one of them needs modules of Node.
 */
export class Bindings {
  readonly program: Syntax;
  readonly isTypeScript: boolean;
  readonly variables: readonly Variable[];
  /** Every node that holds code, outer before inner. */
  readonly nodes: readonly Syntax[];
  readonly #walk: BindingWalk;
  readonly #own = new Map<Syntax, Syntax[]>();
  readonly #index = new Map<Syntax, number>();
  readonly #declared = new Map<Syntax, Variable[]>();

  constructor(program: Syntax) {
    this.program = program;
    this.#walk = new BindingWalk(program);
    this.isTypeScript = this.#walk.isTypeScript;
    this.variables = this.#walk.variables;
    this.nodes = this.#walk.nodes;
    this.nodes.forEach((node, index) => {
      this.#index.set(node, index);
      add(this.#own, this.homeOf(node), node);
    });
    for (const each of this.variables) add(this.#declared, each.declaration, each);
  }

  parentOf(node: Syntax): Syntax | undefined {
    return this.#walk.parents.get(node);
  }

  /** The innermost function around the node (itself not counted), or the program. */
  homeOf(node: Syntax): Syntax {
    return this.#walk.homes.get(node) ?? this.program;
  }

  /** The nodes of one function's own run, without those of functions inside of it. */
  nodesOf(home: Syntax): readonly Syntax[] {
    return this.#own.get(home) ?? [];
  }

  /** Undefined: a name that the file does not declare. */
  variableOf(id: Syntax): Variable | undefined {
    return this.#walk.resolved.get(id);
  }

  /** The variable that a name would mean at a place. */
  lookUpAt(node: Syntax, name: string): Variable | undefined {
    for (let at: Syntax | undefined = node; at; at = this.parentOf(at)) {
      const scope = this.#walk.scopes.get(at);
      if (scope) return lookUp(scope, name);
    }
    return undefined;
  }

  /** A node and all code inside of it. */
  nodesWithin(outer: Syntax): Syntax[] {
    const first = this.#index.get(outer) ?? this.nodes.length;
    let end = first;
    for (let node = this.nodes[end]; node && node.start >= outer.start && node.end <= outer.end;) {
      end += 1;
      node = this.nodes[end];
    }
    return this.nodes.slice(first, end);
  }

  /** The variables that a declarator, a function or a class declares. */
  declaredBy(declaration: Syntax | undefined): readonly Variable[] {
    return (declaration && this.#declared.get(declaration)) ?? [];
  }
}

function add<Key, Value>(to: Map<Key, Value[]>, key: Key, value: Value): void {
  const known = to.get(key);
  if (known) known.push(value);
  else to.set(key, [value]);
}
