import { child, isFunction, list, nameOf, type Syntax } from '../../source/syntax.ts';
import type { Fix, TextEdit } from '../finding.ts';
import { bare, isTaskCall } from '../host-calls.ts';
import { argumentsOf, calleeOf, textOf, type Reading } from '../reading.ts';
import { canYield, contextAt, fixOf, replace, styleRemark, stylesOf, yieldText } from './mend.ts';

/** `whenAll` and `whenAny` in place of a promise's own, where tasks are given. `whole` is the call with its `await`. */
export function combinatorFixes(
  reading: Reading,
  whole: Syntax,
  call: Syntax,
  path: string,
): (Fix | undefined)[] {
  const [tasks] = argumentsOf(call);
  const context = contextAt(reading, whole);
  const isMendable = tasks && context !== undefined && canYield(reading, whole);
  if (!isMendable || path === 'Promise.allSettled' || !holdsTasks(reading, tasks)) return [];
  const isAll = path === 'Promise.all';
  return stylesOf(reading).map((style) => {
    const name = isAll ? 'whenAll' : 'whenAny';
    const also: TextEdit[] = [];
    let callee = `${context}.${name}`;
    if (style === 'classic') callee = `${context}.Task.${isAll ? 'all' : 'any'}`;
    if (style === 'durabletask') {
      const imported = importedName(reading, name);
      callee = imported.local;
      also.push(...imported.edits);
    }
    const isYielded = reading.bindings.parentOf(whole)?.type === 'YieldExpression';
    const task = `${callee}(${textOf(reading, tasks)})`;
    const plain = isYielded ? task : yieldText(reading, whole, task);
    const won = plain.startsWith('yield') ? `(${plain})` : plain;
    const text = isAll || isYielded ? plain : `${won}.getResult()`;
    return fixOf(`Yield ${callee}${styleRemark(reading, style)}`, [replace(whole, text), ...also]);
  });
}

/** True when a list surely holds tasks: at least one element is a task, or what makes them gives tasks. */
function holdsTasks(reading: Reading, node: Syntax, depth: number = 0): boolean {
  const at = bare(node);
  if (!at || depth > 6) return false;
  if (isTaskCall(reading.values, at)) return true;
  switch (at.type) {
    case 'ArrayExpression':
      return list(at, 'elements').some((each) => holdsTasks(reading, each, depth + 1));
    case 'SpreadElement':
      return holdsTasks(reading, child(at, 'argument') ?? at, depth + 1);
    case 'CallExpression': {
      const mapped = argumentsOf(at).find(isFunction);
      if (!mapped || nameOf(child(calleeOf(at) ?? at, 'property')) !== 'map') return false;
      return reading.values.returned(mapped).some((each) => holdsTasks(reading, each, depth + 1));
    }
    case 'Identifier': {
      const variable = reading.bindings.variableOf(at);
      const init = variable ? child(variable.declaration, 'init') : undefined;
      if (init && holdsTasks(reading, init, depth + 1)) return true;
      return variable?.references.some(({ id }) => isPushOfTask(reading, id)) === true;
    }
    default:
      return false;
  }
}

/** `tasks.push(ctx.callActivity(…))` */
function isPushOfTask(reading: Reading, id: Syntax): boolean {
  const member = reading.bindings.parentOf(id);
  const call = member?.type === 'MemberExpression' ? reading.bindings.parentOf(member) : undefined;
  return (
    call?.type === 'CallExpression' &&
    nameOf(child(member ?? call, 'property')) === 'push' &&
    argumentsOf(call).some((each) => isTaskCall(reading.values, bare(each) ?? each))
  );
}

/** The local name of an SDK function, imported where it is not yet. */
function importedName(reading: Reading, name: string): { local: string; edits: TextEdit[] } {
  const { program, variables } = reading.bindings;
  for (const each of variables) {
    const isIt = reading.values
      .ofVariable(each)
      .some((value) => value.kind === 'built-in' && value.path.join('.') === `sdk.${name}`);
    if (isIt && each.kind === 'import') return { local: each.name, edits: [] };
  }
  const imports = list(program, 'body').filter(
    (each) =>
      each.type === 'ImportDeclaration' &&
      each.importKind !== 'type' &&
      String(child(each, 'source')?.value).endsWith('durabletask-js'),
  );
  const last = imports
    .flatMap((each) => list(each, 'specifiers'))
    .findLast((each) => each.type === 'ImportSpecifier');
  if (last) return { local: name, edits: [{ from: last.end, to: last.end, text: `, ${name}` }] };
  const text = `import { ${name} } from '@microsoft/durabletask-js';\n`;
  return { local: name, edits: [{ from: 0, to: 0, text }] };
}
