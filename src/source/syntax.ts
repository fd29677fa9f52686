/** One node of the parsed program (ESTree with TypeScript's additions), as the passes over it need it. */
export interface Syntax {
  type: string;
  start: number;
  end: number;
  loc: { start: { line: number; column: number }; end: { line: number; column: number } };
  [key: string]: unknown;
}

export function isSyntax(value: unknown): value is Syntax {
  return (
    typeof value === 'object' && value !== null && typeof Reflect.get(value, 'type') === 'string'
  );
}

/** The child under `key`, if there is one. */
export function child(node: Syntax, key: string): Syntax | undefined {
  const value = node[key];
  return isSyntax(value) ? value : undefined;
}

/** The children under `key`, without holes. */
export function list(node: Syntax, key: string): Syntax[] {
  const value = node[key];
  return Array.isArray(value) ? value.filter(isSyntax) : [];
}

/** Every direct child, in the order of the tree's keys. A shorthand property has its name only once. */
export function children(node: Syntax): Syntax[] {
  const found: Syntax[] = [];
  for (const key of Object.keys(node)) {
    if (key === 'loc' || (key === 'key' && node.shorthand === true)) continue;
    const value = node[key];
    if (Array.isArray(value)) found.push(...value.filter(isSyntax));
    else if (isSyntax(value)) found.push(value);
  }
  return found;
}

export function nameOf(node: Syntax | undefined): string | undefined {
  return node?.type === 'Identifier' ? String(node.name) : undefined;
}

export function isFunction(node: Syntax): boolean {
  return (
    node.type === 'FunctionDeclaration' ||
    node.type === 'FunctionExpression' ||
    node.type === 'ArrowFunctionExpression'
  );
}

const WRAPPERS = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
  'TSInstantiationExpression',
]);

/** Nodes that only speak to the type checker and hold no code. */
export function isTypeOnly(node: Syntax): boolean {
  return (node.type.startsWith('TS') && !WRAPPERS.has(node.type)) || node.declare === true;
}

/** `(fn) as TWorkflow` and `fn satisfies TWorkflow` are still that function. */
export function unwrapped(node: Syntax | undefined): Syntax | undefined {
  return node && WRAPPERS.has(node.type) ? unwrapped(child(node, 'expression')) : node;
}

/** Names that a pattern binds: `{ a, b: [c = 1], ...d }` gives a, c, d. */
export function boundNames(pattern: Syntax | undefined): string[] {
  if (!pattern) return [];
  switch (pattern.type) {
    case 'Identifier':
      return [String(pattern.name)];
    case 'ObjectPattern':
      return list(pattern, 'properties').flatMap((each) =>
        boundNames(each.type === 'RestElement' ? each : child(each, 'value')),
      );
    case 'ArrayPattern':
      return list(pattern, 'elements').flatMap(boundNames);
    case 'AssignmentPattern':
      return boundNames(child(pattern, 'left'));
    case 'RestElement':
      return boundNames(child(pattern, 'argument'));
    default:
      return [];
  }
}
