import { boundNames, child, list, nameOf, type Syntax } from '../source/syntax.ts';

export type VariableKind = 'import' | 'const' | 'let' | 'function' | 'class' | 'parameter';

export interface Reference {
  id: Syntax;
  isWrite: boolean;
  isRead: boolean;
}

export interface Variable {
  name: string;
  kind: VariableKind;
  /** The declarator, function, class, import specifier, or (of a parameter) the function. */
  declaration: Syntax;
  /** The function, or the program, whose run makes the variable. */
  home: Syntax;
  references: Reference[];
  isExported: boolean;
}

export interface Scope {
  home: Syntax;
  parent: Scope | undefined;
  names: Map<string, Variable>;
}

/** The variable that a name means inside of a scope. */
export function lookUp(from: Scope, name: string): Variable | undefined {
  for (let at: Scope | undefined = from; at; at = at.parent) {
    const found = at.names.get(name);
    if (found) return found;
  }
  return undefined;
}

/** Where a `var` lives. */
export function homeScope(from: Scope): Scope {
  let scope = from;
  while (scope.parent && scope.parent.home === scope.home) scope = scope.parent;
  return scope;
}

/** The file's own names that an export statement gives away. */
export function exportedNames(node: Syntax): string[] {
  const declaration = child(node, 'declaration');
  if (declaration?.type === 'VariableDeclaration')
    return list(declaration, 'declarations').flatMap((each) => boundNames(child(each, 'id')));
  if (declaration) {
    const name = nameOf(declaration) ?? nameOf(child(declaration, 'id'));
    return name === undefined ? [] : [name];
  }
  if (child(node, 'source')) return [];
  return list(node, 'specifiers').map((each) => String(child(each, 'local')?.name));
}
