import type { Edits } from './edits.ts';
import { problemAt, type Problem } from './problem.ts';
import { child, children, isFunction, isTypeOnly, list, nameOf, type Syntax } from './syntax.ts';

/** A function at the top level of a program, by its own name. Lines count from 1. */
export interface ProgramFunction {
  name: string;
  /** A workflow is an `async function*`, or a `function*` as older code has it. */
  kind: 'workflow' | 'function';
  line: number;
  endLine: number;
  isExported: boolean;
  /** Both real engines take a plain `function*` for a value: such a workflow completes at once with `{}`. */
  isSyncGenerator: boolean;
}

export interface ModuleShape {
  /** JavaScript that binds what the program imports from the SDK; `sdk` is the name of the SDK's object. */
  imports: (sdk: string) => string;
  functions: ProgramFunction[];
  problems: Problem[];
}

const SDK_MODULES = ['@dapr/dapr', '@microsoft/durabletask-js', '@dapr/durabletask-js'];

/** Takes imports and exports out of the program, and lists its functions. */
export function shapeModule(program: Syntax, edits: Edits, defaultName: string): ModuleShape {
  const bindings: string[] = [];
  const exported = new Set<string>();
  const problems: Problem[] = [];
  const functions: ProgramFunction[] = [];
  for (const statement of list(program, 'body')) {
    switch (statement.type) {
      case 'ImportDeclaration':
        takeImport(statement, bindings, problems);
        edits.blankStatement(statement.start, statement.end);
        break;
      case 'ExportNamedDeclaration':
        takeExport(statement, edits, exported, functions, problems);
        break;
      case 'ExportDefaultDeclaration':
        takeDefault(statement, edits, functions, defaultName);
        break;
      case 'ExportAllDeclaration':
        problems.push(problemAt(statement, FOREIGN_EXPORT));
        break;
      default:
        functions.push(...functionsIn(statement, false));
    }
  }
  return {
    imports: (sdk) => bindings.map((each) => `const ${each.replaceAll('%', () => sdk)};`).join(''),
    functions: functions.map((each) => ({
      ...each,
      isExported: each.isExported || exported.has(each.name),
    })),
    problems: [...problems, ...waitsAtTop(program)],
  };
}

const FOREIGN_EXPORT =
  'A program is one file: it can not pass on the exports of another one. Put the code into this file.';

function takeImport(node: Syntax, bindings: string[], problems: Problem[]): void {
  if (node.importKind === 'type') return;
  const specifiers = list(node, 'specifiers').filter((each) => each.importKind !== 'type');
  if (specifiers.length === 0 && list(node, 'specifiers').length > 0) return;
  const from = String(child(node, 'source')?.value);
  if (!SDK_MODULES.includes(from)) {
    problems.push(
      problemAt(
        node,
        `'${from}' can not be loaded here. Only ${SDK_MODULES.join(', ')} can. Take this import out; to call a service, use fetch.`,
      ),
    );
    return;
  }
  for (const specifier of specifiers) {
    const local = nameOf(child(specifier, 'local')) ?? '';
    if (specifier.type === 'ImportSpecifier') {
      const imported = child(specifier, 'imported');
      const key = nameOf(imported) ?? String(imported?.value);
      bindings.push(`${local}=%[${JSON.stringify(key)}]`);
    } else {
      bindings.push(`${local}=%`);
    }
  }
}

function takeExport(
  node: Syntax,
  edits: Edits,
  exported: Set<string>,
  functions: ProgramFunction[],
  problems: Problem[],
): void {
  const declaration = child(node, 'declaration');
  if (declaration && !isTypeOnly(declaration)) {
    edits.blank(node.start, declaration.start);
    functions.push(...functionsIn(declaration, true));
  } else if (!declaration && node.exportKind !== 'type') {
    if (child(node, 'source')) problems.push(problemAt(node, FOREIGN_EXPORT));
    for (const specifier of list(node, 'specifiers')) {
      const local = nameOf(child(specifier, 'local'));
      if (local !== undefined) exported.add(local);
    }
    edits.blankStatement(node.start, node.end);
  }
}

function takeDefault(
  node: Syntax,
  edits: Edits,
  functions: ProgramFunction[],
  defaultName: string,
): void {
  const declaration = child(node, 'declaration');
  if (!declaration || isTypeOnly(declaration)) return;
  edits.blank(node.start, declaration.start);
  const isNamed =
    (declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration') &&
    child(declaration, 'id') !== undefined;
  if (isNamed) functions.push(...functionsIn(declaration, true));
  else edits.open(declaration.start, `;const ${defaultName}=`);
}

function functionsIn(statement: Syntax, isExported: boolean): ProgramFunction[] {
  if (statement.type === 'FunctionDeclaration')
    return [describe(nameOf(child(statement, 'id')) ?? '', statement, statement, isExported)];
  if (statement.type !== 'VariableDeclaration' || statement.declare === true) return [];
  return list(statement, 'declarations').flatMap((each) => {
    const name = nameOf(child(each, 'id'));
    const value = unwrapped(child(each, 'init'));
    return name !== undefined && value && isFunction(value)
      ? [describe(name, value, each, isExported)]
      : [];
  });
}

/** `(fn) as TWorkflow` and `fn satisfies TWorkflow` are still that function. */
function unwrapped(node: Syntax | undefined): Syntax | undefined {
  return node?.type.startsWith('TS') ? unwrapped(child(node, 'expression')) : node;
}

function describe(name: string, node: Syntax, place: Syntax, isExported: boolean): ProgramFunction {
  const isGenerator = node.generator === true;
  return {
    name,
    kind: isGenerator ? 'workflow' : 'function',
    line: place.loc.start.line,
    endLine: place.loc.end.line,
    isExported,
    isSyncGenerator: isGenerator && node.async !== true,
  };
}

/** What only a module that is loaded bit by bit could do. */
function waitsAtTop(program: Syntax): Problem[] {
  const problems: Problem[] = [];
  const visit = (node: Syntax, isTop: boolean): void => {
    if (node.type === 'ImportExpression')
      problems.push(
        problemAt(
          node,
          'import() can not be used here: a program is one file. Put the code into this file.',
        ),
      );
    if (node.type === 'MetaProperty' && nameOf(child(node, 'meta')) === 'import')
      problems.push(problemAt(node, 'import.meta has no meaning here. Take it out.'));
    if (isTop && (node.type === 'AwaitExpression' || node.await === true))
      problems.push(
        problemAt(node, 'await can only stand inside an async function here. Move it into one.'),
      );
    const isInner = isFunction(node) || node.type === 'StaticBlock';
    for (const each of children(node)) visit(each, isTop && !isInner);
  };
  visit(program, true);
  return problems;
}
