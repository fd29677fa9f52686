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

/**
 * Names of the module's variables that need not be the same in another app process: `let` and `var`, and what a `const` holds
 * unless it is a plain value written into the text. Functions and classes are none. With each: whether it can be given another
 * value.
 */
export function memoryNames(program: Syntax): ReadonlyMap<string, 'const' | 'let'> {
  const names = list(program, 'body').flatMap((statement): [string, 'const' | 'let'][] => {
    const declaration =
      statement.type === 'ExportNamedDeclaration' ? child(statement, 'declaration') : statement;
    if (declaration?.type !== 'VariableDeclaration' || isTypeOnly(declaration)) return [];
    const isConst = declaration.kind === 'const';
    return list(declaration, 'declarations').flatMap((each) => {
      const init = unwrapped(child(each, 'init'));
      const isFixed = init !== undefined && (isFunction(init) || (isConst && isPlain(init)));
      const kind = isConst ? 'const' : 'let';
      return isFixed ? [] : boundNames(child(each, 'id')).map((name) => [name, kind]);
    });
  });
  return new Map(names);
}

/** Written into the text, and never another value. */
function isPlain(node: Syntax): boolean {
  switch (node.type) {
    case 'Literal':
      return node.regex === undefined;
    case 'TemplateLiteral':
      return list(node, 'expressions').every(isPlain);
    case 'UnaryExpression':
      return isFixedPart(node, 'argument');
    case 'BinaryExpression':
      return isFixedPart(node, 'left') && isFixedPart(node, 'right');
    case 'ClassExpression':
      return true;
    default:
      return false;
  }
}

function isFixedPart(node: Syntax, key: string): boolean {
  const part = unwrapped(child(node, key));
  return part !== undefined && isPlain(part);
}

/** Which of these names a piece of code uses itself. Functions with a body of their own and blocks are looked at on their own. */
export function namesUsedIn(node: Syntax, names: ReadonlySet<string>): string[] {
  if (names.size === 0) return [];
  const found = new Set<string>();
  const search = (at: Syntax): void => {
    if (isTypeOnly(at) || at.type === 'BlockStatement') return;
    const name = at.type === 'Identifier' ? nameOf(at) : undefined;
    if (name !== undefined && names.has(name)) found.add(name);
    const isNamed =
      (at.type === 'MemberExpression' || at.type === 'Property') && at.computed !== true;
    const label = at.type === 'MemberExpression' ? at.property : at.key;
    for (const each of children(at)) if (!(isNamed && each === label)) search(each);
  };
  for (const each of ownParts(node)) search(each);
  return [...found];
}

/** The parts of a statement that run before any statement inside of it. */
function ownParts(node: Syntax): Syntax[] {
  const keys: Record<string, string[]> = {
    IfStatement: ['test'],
    SwitchStatement: ['discriminant'],
    ForStatement: ['init'],
    ForInStatement: ['right'],
    ForOfStatement: ['right'],
    WhileStatement: [],
    DoWhileStatement: [],
  };
  return keys[node.type]?.flatMap((key) => child(node, key) ?? []) ?? [node];
}

/** Names that a statement of the module declares for its own functions and blocks: there they do not stand for the module's. */
export function shadowedIn(statement: Syntax): ReadonlySet<string> {
  const found = new Set<string>();
  const search = (node: Syntax, isInside: boolean): void => {
    if (isTypeOnly(node)) return;
    const declares =
      node.type === 'VariableDeclaration'
        ? list(node, 'declarations').map((each) => child(each, 'id'))
        : node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration'
          ? [child(node, 'id')]
          : [];
    const params = isFunction(node) ? list(node, 'params') : [];
    const caught = node.type === 'CatchClause' ? [child(node, 'param')] : [];
    for (const each of [...(isInside ? declares : []), ...params, ...caught])
      for (const name of boundNames(each)) found.add(name);
    const isScope = isFunction(node) || node.type === 'BlockStatement';
    for (const each of children(node)) search(each, isInside || isScope);
  };
  search(statement, false);
  return found;
}
