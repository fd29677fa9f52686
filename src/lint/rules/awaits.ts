import { child, nameOf, type Syntax } from '../../source/syntax.ts';
import { drawAt } from '../draws.ts';
import type { Fix, TextEdit } from '../finding.ts';
import { awaitedCallFix } from '../fixes/call-fixes.ts';
import { combinatorFixes } from '../fixes/combinator-fixes.ts';
import { canYield, fixOf, yieldText } from '../fixes/mend.ts';
import { bare, isTaskCall } from '../host-calls.ts';
import { calleeOf, realParent, type Reading } from '../reading.ts';
import type { Report } from '../report.ts';
import { sleepAt } from '../sleeps.ts';

const COMBINATORS = /^Promise\.(all|race|any|allSettled)$/;

/** `await` and promises in workflow code. */
export function awaitReports(reading: Reading): Report[] {
  const reports: Report[] = [];
  for (const home of reading.code.reached.keys()) {
    for (const node of reading.bindings.nodesOf(home)) {
      if (node.type === 'CallExpression') reports.push(...combinatorReport(reading, node));
      if (node.type === 'AwaitExpression') reports.push(...awaitReport(reading, node));
      if (node.type === 'ForOfStatement' && node.await === true)
        reports.push(ordinary(reading, node, child(node, 'right') ?? node));
    }
  }
  return reports;
}

function combinatorReport(reading: Reading, node: Syntax): Report[] {
  const path = reading.values
    .pathsOf(calleeOf(node))
    .map((each) => each.join('.'))
    .find((each) => COMBINATORS.test(each));
  if (path === undefined) return [];
  const { parent } = realParent(reading.bindings, node);
  const whole = parent?.type === 'AwaitExpression' ? parent : node;
  const wanted = /all/.test(path) ? 'whenAll' : 'whenAny';
  return [
    {
      code: 'RS109',
      node: whole,
      message: `${path} does not wait for tasks: it takes each task for an answer. Yield ${wanted} instead.`,
      fixes: combinatorFixes(reading, whole, node, path),
    },
  ];
}

function awaitReport(reading: Reading, node: Syntax): Report[] {
  const argument = bare(child(node, 'argument'));
  if (!argument) return [];
  if (isTask(reading, argument)) {
    return [
      {
        code: 'RS108',
        node,
        message:
          'await gives back the task at once, not its answer. The engine only waits at yield: write yield here.',
        fixes: [yieldFix(reading, node)],
      },
    ];
  }
  const isToldElsewhere =
    drawAt(reading, argument) !== undefined ||
    sleepAt(reading.bindings, reading.values, argument) !== undefined ||
    isCombinator(reading, argument) ||
    isRestOfCall(reading, argument);
  return isToldElsewhere ? [] : [ordinary(reading, node, argument)];
}

/** A task call, or a name that only holds one. */
export function isTask(reading: Reading, node: Syntax): boolean {
  if (isTaskCall(reading.values, node)) return true;
  const variable = node.type === 'Identifier' ? reading.bindings.variableOf(node) : undefined;
  const init = variable ? bare(child(variable.declaration, 'init')) : undefined;
  return (
    init !== undefined &&
    variable?.declaration.type === 'VariableDeclarator' &&
    child(variable.declaration, 'id')?.type === 'Identifier' &&
    isTaskCall(reading.values, init)
  );
}

const isCombinator = (reading: Reading, node: Syntax): boolean =>
  node.type === 'CallExpression' &&
  reading.values.pathsOf(calleeOf(node)).some((path) => COMBINATORS.test(path.join('.')));

/** `await response.json()`, where response came from a call that is told already. */
function isRestOfCall(reading: Reading, node: Syntax): boolean {
  let at = bare(node);
  while (
    at?.type === 'CallExpression' ||
    at?.type === 'MemberExpression' ||
    at?.type === 'AwaitExpression'
  ) {
    if (at !== node && drawAt(reading, at)?.code === 'RS105') return true;
    at = bare(
      child(
        at,
        at.type === 'CallExpression'
          ? 'callee'
          : at.type === 'AwaitExpression'
            ? 'argument'
            : 'object',
      ),
    );
  }
  const variable = at?.type === 'Identifier' ? reading.bindings.variableOf(at) : undefined;
  const init = bare(variable ? child(variable.declaration, 'init') : undefined);
  const awaited = init?.type === 'AwaitExpression' ? bare(child(init, 'argument')) : init;
  return at !== node && awaited !== undefined && drawAt(reading, awaited)?.code === 'RS105';
}

function ordinary(reading: Reading, node: Syntax, argument: Syntax): Report {
  const callee = argument.type === 'CallExpression' ? calleeOf(argument) : undefined;
  const own = reading.values.functionsOf(callee);
  const isGenerator = own.some((each) => each.generator === true);
  return {
    code: 'RS107',
    node,
    ...(own.length > 0 && !isGenerator && { severity: 'warning' }),
    message: isGenerator
      ? `${nameOf(callee) ?? 'This'} is a generator: await does not run it. Write yield* here.`
      : 'await waits for a promise of the app process. The history does not know of it, so it is waited for again at every replay. Do it in an activity, and yield the task.',
    fixes:
      node.type === 'AwaitExpression' && !isGenerator
        ? [awaitedCallFix(reading, node)]
        : [delegateFix(reading, node, isGenerator)],
  };
}

function yieldFix(reading: Reading, node: Syntax): Fix | undefined {
  return canYield(reading, node) ? fixOf('Write yield', yieldEdits(reading, node)) : undefined;
}

/** `yield` in place of an `await`. */
export function yieldEdits(reading: Reading, node: Syntax): TextEdit[] {
  const text = yieldText(reading, node, '');
  const word = { from: node.start, to: node.start + 'await'.length };
  if (!text.endsWith(')')) return [{ ...word, text: 'yield' }];
  const after = { from: node.end, to: node.end, text: ')' };
  return [{ ...word, text: text.slice(0, -1).trimEnd() }, after];
}

function delegateFix(reading: Reading, node: Syntax, isGenerator: boolean): Fix | undefined {
  if (!isGenerator || node.type !== 'AwaitExpression') return undefined;
  const fix = yieldFix(reading, node);
  return (
    fix && {
      title: 'Write yield*',
      edits: fix.edits.map((edit) => ({ ...edit, text: edit.text.replace('yield', 'yield*') })),
    }
  );
}
