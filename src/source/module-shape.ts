import type { Edits } from './edits.ts';
import { problemAt, type Problem } from './problem.ts';
import { nodesIn } from './names-used.ts';
import { child, isFunction, isTypeOnly, list, nameOf, unwrapped, type Syntax } from './syntax.ts';

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
  functions: ProgramFunction[];
  /** The program exports `versions`: named versions of its workflows (docs/VERSIONS.md). */
  hasVersions: boolean;
  problems: Problem[];
}

/** Takes exports out of the program, and lists its functions. */
export function shapeModule(program: Syntax, edits: Edits, defaultName: string): ModuleShape {
  const exported = new Set<string>();
  const problems: Problem[] = [];
  const functions: ProgramFunction[] = [];
  for (const statement of list(program, 'body')) {
    switch (statement.type) {
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
        for (const name of commonExports(statement)) exported.add(name);
        functions.push(...functionsIn(statement, false));
    }
  }
  return {
    functions: functions.map((each) => ({
      ...each,
      isExported: each.isExported || exported.has(each.name),
    })),
    hasVersions: exported.has('versions'),
    problems: [...problems, ...metaProblems(program)],
  };
}

const FOREIGN_EXPORT =
  'A program is one file: it can’t pass on the exports of another one. Put the code into this file.';

function takeExport(
  node: Syntax,
  edits: Edits,
  exported: Set<string>,
  functions: ProgramFunction[],
  problems: Problem[],
): void {
  const declaration = child(node, 'declaration');
  const isEnum = declaration?.type === 'TSEnumDeclaration' && declaration.declare !== true;
  if (declaration && (isEnum || !isTypeOnly(declaration))) {
    edits.blank(node.start, declaration.start);
    functions.push(...functionsIn(declaration, true));
    for (const each of list(declaration, 'declarations')) {
      const name = nameOf(child(each, 'id'));
      if (name !== undefined) exported.add(name);
    }
  } else if (!declaration && node.exportKind !== 'type') {
    if (child(node, 'source')) problems.push(problemAt(node, FOREIGN_EXPORT));
    for (const specifier of list(node, 'specifiers')) {
      const local = nameOf(child(specifier, 'local'));
      if (local !== undefined) exported.add(local);
    }
    edits.blankStatement(node.start, node.end);
  }
}

/** `module.exports = { a, b }`, `exports.a = a` and `module.exports = a` export as the newer form does. */
function commonExports(statement: Syntax): string[] {
  const assignment = child(statement, 'expression');
  const target = assignment && child(assignment, 'left');
  const value = assignment && child(assignment, 'right');
  if (assignment?.type !== 'AssignmentExpression' || target?.type !== 'MemberExpression') return [];
  const holder = child(target, 'object');
  const isAll = nameOf(holder) === 'module' && nameOf(child(target, 'property')) === 'exports';
  const isOne =
    nameOf(holder) === 'exports' ||
    (holder?.type === 'MemberExpression' && nameOf(child(holder, 'property')) === 'exports');
  if (!value || (!isAll && !isOne)) return [];
  const values =
    value.type === 'ObjectExpression' && isAll
      ? list(value, 'properties').map((each) => child(each, 'value'))
      : [value];
  return values.flatMap((each) => nameOf(each) ?? []);
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

export function functionsIn(statement: Syntax, isExported: boolean): ProgramFunction[] {
  if (statement.type === 'FunctionDeclaration')
    return [functionOf(nameOf(child(statement, 'id')) ?? '', statement, statement, isExported)];
  if (statement.type !== 'VariableDeclaration' || statement.declare === true) return [];
  return list(statement, 'declarations').flatMap((each) => {
    const name = nameOf(child(each, 'id'));
    const value = unwrapped(child(each, 'init'));
    return name !== undefined && value && isFunction(value)
      ? [functionOf(name, value, each, isExported)]
      : [];
  });
}

export function functionOf(
  name: string,
  node: Syntax,
  place: Syntax,
  isExported: boolean,
): ProgramFunction {
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

/** What only a module that is loaded from its file could ask. */
function metaProblems(program: Syntax): Problem[] {
  return [...nodesIn(program)].flatMap((node) =>
    node.type === 'MetaProperty' && nameOf(child(node, 'meta')) === 'import'
      ? [problemAt(node, 'import.meta has no meaning here. Take it out.')]
      : [],
  );
}
