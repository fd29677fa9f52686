import { child, type Syntax } from '../../source/syntax.ts';
import { canYield, fixOf, yieldText } from '../fixes/mend.ts';
import type { Fix } from '../finding.ts';
import { combinator, isTaskCall } from '../host-calls.ts';
import { realParent, textOf, type Reading } from '../reading.ts';
import type { Report } from '../report.ts';

const TASK_MEMBERS =
  /^(getResult|getException|result|isComplete|isCompleted|isFailed|isFaulted|isCanceled|cancel|pendingTasks|completedTasks|constructor)$/;

/** Tasks that nobody waits for, and tasks that are taken for their answers. */
export function taskReports(reading: Reading): Report[] {
  const reports: Report[] = [];
  for (const home of reading.code.reached.keys()) {
    for (const node of reading.bindings.nodesOf(home)) {
      if (node.type === 'CallExpression' && isTaskCall(reading.values, node))
        reports.push(...reportAt(reading, node));
    }
  }
  return reports;
}

function reportAt(reading: Reading, node: Syntax): Report[] {
  const { parent, child: at } = realParent(reading.bindings, node);
  if (!parent) return [];
  if (parent.type === 'ExpressionStatement' || isForEachBody(reading, parent))
    return [dropped(reading, node)];
  if (isTakenForAnswer(reading, parent, at)) return [asValue(reading, node, node)];
  const isNamed =
    parent.type === 'VariableDeclarator' && child(parent, 'id')?.type === 'Identifier';
  if (!isNamed) return [];
  const variable = reading.bindings.declaredBy(parent)[0];
  const uses = variable?.references ?? [];
  if (uses.length === 0) return variable?.isExported ? [] : [dropped(reading, node)];
  const isWaitedFor = uses.some(({ id }) => isKept(reading, id));
  // A whenAny that nobody yields is never one of its tasks.
  const isCompared = combinator(reading.values, node) === 'whenAny';
  const taken = uses.find(({ id }) => isReadAsAnswer(reading, id, isCompared));
  return isWaitedFor || !taken ? [] : [asValue(reading, node, taken.id)];
}

/** `list.forEach((each) => ctx.callActivity(…))` */
function isForEachBody(reading: Reading, parent: Syntax): boolean {
  if (parent.type !== 'ArrowFunctionExpression') return false;
  const call = reading.bindings.parentOf(parent);
  const callee = call?.type === 'CallExpression' ? child(call, 'callee') : undefined;
  return callee?.type === 'MemberExpression' && reading.values.keyOf(callee) === 'forEach';
}

function isTakenForAnswer(reading: Reading, parent: Syntax, at: Syntax): boolean {
  switch (parent.type) {
    case 'BinaryExpression':
      return (
        !/^[!=]==?$/.test(String(parent.operator)) ||
        isPlain(child(parent, child(parent, 'left') === at ? 'right' : 'left'))
      );
    case 'TemplateLiteral':
      return true;
    case 'UnaryExpression':
      return parent.operator === '!' || parent.operator === '-' || parent.operator === '+';
    case 'IfStatement':
    case 'ConditionalExpression':
    case 'WhileStatement':
      return child(parent, 'test') === at;
    case 'MemberExpression':
      return (
        child(parent, 'object') === at &&
        !TASK_MEMBERS.test(reading.values.keyOf(parent) ?? 'result')
      );
    default:
      return false;
  }
}

const isPlain = (node: Syntax | undefined): boolean =>
  node?.type === 'Literal' && node.value !== null;

/** True for a use after which the task may still be waited for. */
function isKept(reading: Reading, id: Syntax): boolean {
  const { parent, child: at } = realParent(reading.bindings, id);
  if (!parent) return false;
  switch (parent.type) {
    case 'YieldExpression':
    case 'AwaitExpression':
    case 'ArrayExpression':
    case 'SpreadElement':
    case 'Property':
    case 'AssignmentExpression':
    case 'VariableDeclarator':
    case 'ArrowFunctionExpression':
      return true;
    case 'CallExpression':
      // Given to another activity it would be JSON of a task.
      return (
        !isTaskCall(reading.values, parent) ||
        child(parent, 'callee') === at ||
        isCombining(reading, parent)
      );
    case 'MemberExpression':
      return TASK_MEMBERS.test(reading.values.keyOf(parent) ?? '');
    default:
      return false;
  }
}

const isCombining = (reading: Reading, call: Syntax): boolean =>
  /when(All|Any)|Task\.(all|any)/.test(textOf(reading, child(call, 'callee') ?? call));

function isReadAsAnswer(reading: Reading, id: Syntax, isCompared: boolean): boolean {
  const { parent, child: at } = realParent(reading.bindings, id);
  if (!parent) return false;
  if (parent.type === 'ReturnStatement') return true;
  if (parent.type === 'BinaryExpression' && isCompared) return true;
  if (parent.type === 'CallExpression') return isTaskCall(reading.values, parent);
  return isTakenForAnswer(reading, parent, at);
}

function dropped(reading: Reading, node: Syntax): Report {
  return {
    code: 'RS118',
    node,
    message:
      'Nothing waits for this task. That is fine if you mean it: it still runs. To wait for its answer, write yield before it.',
    fixes: [yieldBefore(reading, node)],
  };
}

function asValue(reading: Reading, call: Syntax, use: Syntax): Report {
  return {
    code: 'RS119',
    node: use,
    message:
      'This is the task, not its answer: the code goes on before the answer is there. Write yield before the call.',
    fixes: [yieldBefore(reading, call)],
  };
}

function yieldBefore(reading: Reading, node: Syntax): Fix | undefined {
  if (!canYield(reading, node)) return undefined;
  const text = yieldText(reading, node, textOf(reading, node));
  return fixOf('Wait for it with yield', [{ from: node.start, to: node.end, text }]);
}
