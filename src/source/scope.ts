import { boundNames, child, children, isFunction, list, nameOf, type Syntax } from './syntax.ts';

/**
 * Which variables may be read at a place without touching one that has no value yet: parameters, `var`s, and `let`, `const`
 * and `class` declared earlier in the same or an enclosing block of the same function. Outer functions' variables belong
 * to the outer frame.
 */
export type Visible = readonly string[];

/** Names that a list of statements declares for its own block. Until each is declared it must not be read. */
export function blockNames(statements: readonly Syntax[]): Set<string> {
  return new Set(
    statements.flatMap((each) =>
      each.type === 'FunctionDeclaration' ? boundNames(child(each, 'id')) : declaredBy(each),
    ),
  );
}

/** Names that have a value once the statement has run. */
export function declaredBy(statement: Syntax): string[] {
  if (statement.type === 'ClassDeclaration') return boundNames(child(statement, 'id'));
  if (statement.type !== 'VariableDeclaration' || statement.kind === 'var') return [];
  return list(statement, 'declarations').flatMap((each) => boundNames(child(each, 'id')));
}

export function without(visible: Visible, hidden: ReadonlySet<string>): Visible {
  return hidden.size === 0 ? visible : visible.filter((name) => !hidden.has(name));
}

export function withNames(visible: Visible, names: readonly string[]): Visible {
  return names.length === 0
    ? visible
    : [...visible.filter((each) => !names.includes(each)), ...names];
}

/** What is there when a function begins: parameters and every `var` of it. */
export function functionNames(node: Syntax): Visible {
  const parameters = list(node, 'params').flatMap(boundNames);
  const body = child(node, 'body');
  const own = body ? varNames(body) : [];
  return [...new Set([...parameters, ...own])].filter((name) => name !== 'this');
}

function varNames(node: Syntax): string[] {
  if (isFunction(node) || node.type === 'ClassBody') return [];
  const own =
    node.type === 'VariableDeclaration' && node.kind === 'var'
      ? list(node, 'declarations').flatMap((each) => boundNames(child(each, 'id')))
      : [];
  return [...own, ...children(node).flatMap(varNames)];
}

/** The name a reader would give a function: its own, or that of what it is put into. */
export function labelOf(node: Syntax, parent: Syntax | undefined): string {
  const own = nameOf(child(node, 'id'));
  if (own !== undefined) return own;
  if (!parent) return 'a function';
  switch (parent.type) {
    case 'VariableDeclarator':
      return nameOf(child(parent, 'id')) ?? 'a function';
    case 'AssignmentExpression':
      return nameOf(child(parent, 'left')) ?? 'a function';
    case 'Property':
    case 'MethodDefinition':
    case 'PropertyDefinition': {
      const key = child(parent, 'key');
      return key?.type === 'PrivateIdentifier'
        ? `#${String(key.name)}`
        : (nameOf(key) ?? 'a function');
    }
    default:
      return 'a function';
  }
}
