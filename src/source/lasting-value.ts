import {
  boundNames,
  child,
  isFunction,
  isTypeOnly,
  list,
  nameOf,
  unwrapped,
  type Syntax,
} from './syntax.ts';

/** What a module declares, when all of it stays as it is from the start of the process to its end. */
export interface LastingModule {
  names: string[];
  /** There are arrays among the values: they have methods that change them. */
  hasLists: boolean;
}

/**
 * Undefined: the module keeps something that can change, or does something when it is loaded. A function, a class without statics, a
 * primitive or a plain object changes only by an assignment, which is looked for everywhere (stateless.ts).
 */
export function lastingModule(program: Syntax): LastingModule | undefined {
  const module: LastingModule = { names: [], hasLists: false };
  const policies = new Set<string>();
  for (const declaration of list(program, 'body')) {
    if (declaration.type !== 'ImportDeclaration') continue;
    for (const each of list(declaration, 'specifiers')) {
      const name = nameOf(child(each, 'local')) ?? '';
      module.names.push(name);
      if (nameOf(child(each, 'imported')) === 'RetryPolicy') policies.add(name);
    }
  }
  const isLasting = list(program, 'body').every((each) => takeStatement(each, policies, module));
  return isLasting ? module : undefined;
}

function takeStatement(
  node: Syntax,
  policies: ReadonlySet<string>,
  module: LastingModule,
): boolean {
  if (isTypeOnly(node)) return true;
  switch (node.type) {
    case 'ImportDeclaration':
    case 'EmptyStatement':
      return true;
    case 'ExpressionStatement':
      return typeof node.directive === 'string';
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration': {
      const declaration = child(node, 'declaration');
      if (!declaration) return true;
      const isValue = !declaration.type.endsWith('Declaration');
      return isValue
        ? isLasting(declaration, policies, module)
        : takeStatement(declaration, policies, module);
    }
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
      module.names.push(...boundNames(child(node, 'id')));
      return true;
    case 'VariableDeclaration':
      return (
        node.kind === 'const' &&
        list(node, 'declarations').every((each) => {
          const id = child(each, 'id');
          module.names.push(...boundNames(id));
          return nameOf(id) !== undefined && isLasting(child(each, 'init'), policies, module);
        })
      );
    default:
      return false;
  }
}

function isLasting(
  given: Syntax | undefined,
  policies: ReadonlySet<string>,
  module: LastingModule,
): boolean {
  const node = unwrapped(given);
  if (!node) return false;
  const isEach = (key: string): boolean =>
    list(node, key).every((each) => isLasting(each, policies, module));
  const isPart = (key: string): boolean => isLasting(child(node, key), policies, module);
  if (isFunction(node)) return true;
  switch (node.type) {
    case 'Literal':
      // A regular expression remembers where it stopped.
      return node.regex === undefined;
    case 'Identifier':
      return node.name === 'undefined' || module.names.includes(String(node.name));
    case 'TemplateLiteral':
      return isEach('expressions');
    case 'UnaryExpression':
      return isPart('argument');
    case 'BinaryExpression':
    case 'LogicalExpression':
      return isPart('left') && isPart('right');
    case 'ArrayExpression':
      module.hasLists = true;
      return isEach('elements');
    case 'ObjectExpression':
      return isEach('properties');
    case 'Property':
      return node.computed !== true && node.kind === 'init' && isPart('value');
    case 'NewExpression':
      // A retry policy does not change.
      return policies.has(nameOf(child(node, 'callee')) ?? '') && isEach('arguments');
    default:
      return false;
  }
}
