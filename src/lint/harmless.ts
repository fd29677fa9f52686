import { child, isFunction, nameOf, type Syntax } from '../source/syntax.ts';
import { calledName, calledOn, isTaskCall } from './host-calls.ts';
import { calleeOf, isInside, type Reading } from './reading.ts';

/*
 * A value that only reaches log lines does no harm: the line prints again on every replay, and nothing else happens.
 */

const LOG_METHODS =
  /^(log|info|debug|warn|warning|error|trace|verbose|silly|notice|fatal|dir|table|group|groupEnd|time|timeEnd|timeLog|count)$/;
const LOGGERS = /(^|[._])(console|log|logger|\w*Logger|\w*Log)$/i;
const METERS = /metric|telemetry|tracer|span|counter|histogram|gauge|stats/i;

/** `console.log(…)`, `logger.info(…)`, `log(…)`, `metrics.increment(…)`: the outside learns of it, the workflow does not. */
export function isLogCall(reading: Reading, node: Syntax | undefined): boolean {
  if (node?.type !== 'CallExpression') return false;
  const { values } = reading;
  const callee = calleeOf(node);
  if (values.contextMember(callee) === 'log') return true;
  const paths = values.pathsOf(callee);
  if (paths.some((path) => path[0] === 'console')) return true;
  const name = calledName(values, node);
  const on = calledOn(node);
  if (name !== undefined && on) {
    const root = reading.source.slice(on.start, on.end);
    return (
      (LOG_METHODS.test(name) && LOGGERS.test(root)) || (METERS.test(root) && root.length < 60)
    );
  }
  const own = values.functionsOf(callee);
  if (own.length > 0) return own.every((each) => isQuietFunction(reading, each, new Set()));
  return /^(log|logger)([A-Z]\w*)?$/.test(nameOf(callee) ?? '');
}

/** True when a function does nothing that an engine would see. */
function isQuietFunction(reading: Reading, node: Syntax, seen: Set<Syntax>): boolean {
  if (seen.has(node)) return true;
  seen.add(node);
  if (node.generator === true) return false;
  const body = child(node, 'body');
  if (!body) return false;
  const isBlock = body.type === 'BlockStatement';
  return isQuiet(reading, body, node, seen) && (isBlock || isQuietExpression(reading, body, seen));
}

const LEAVES = new Set([
  'ReturnStatement',
  'ThrowStatement',
  'BreakStatement',
  'ContinueStatement',
]);
const STATEMENT_EFFECTS = new Set([
  'setCustomStatus',
  'continueAsNew',
  'sendEvent',
  'newGuid',
  'signalEntity',
]);
const CHANGING = /^(push|pop|shift|unshift|splice|reverse|sort|fill|set|add|delete|clear|append)$/;

/** True when nothing inside of a part of the code changes what the rest of it does. `home`: the function around it. */
export function isQuiet(
  reading: Reading,
  part: Syntax,
  home: Syntax,
  seen: Set<Syntax> = new Set(),
): boolean {
  for (const node of reading.bindings.nodesWithin(part)) {
    const own = reading.bindings.homeOf(node);
    switch (node.type) {
      case 'YieldExpression':
      case 'AwaitExpression':
        return false;
      case 'ExpressionStatement':
        if (!isQuietExpression(reading, child(node, 'expression'), seen)) return false;
        break;
      case 'CallExpression':
        if (!isQuietCall(reading, node, part)) return false;
        break;
      case 'AssignmentExpression':
      case 'UpdateExpression':
        if (!isOwnTarget(reading, child(node, 'left') ?? child(node, 'argument'), part))
          return false;
        break;
      default:
        if (node.type === 'UnaryExpression' && node.operator === 'delete') return false;
        if (LEAVES.has(node.type) && own === home && !isFunctionBody(home, part)) return false;
    }
  }
  return true;
}

const isFunctionBody = (home: Syntax, part: Syntax): boolean => child(home, 'body') === part;

function isQuietCall(reading: Reading, node: Syntax, part: Syntax): boolean {
  if (isTaskCall(reading.values, node)) return false;
  const member = reading.values.contextMember(calleeOf(node));
  if (member !== undefined && STATEMENT_EFFECTS.has(member)) return false;
  const on = calledOn(node);
  const isChange = CHANGING.test(calledName(reading.values, node) ?? '');
  return !isChange || isOwnTarget(reading, on, part) || isLogCall(reading, node);
}

function isQuietExpression(reading: Reading, node: Syntax | undefined, seen: Set<Syntax>): boolean {
  if (!node) return true;
  switch (node.type) {
    case 'CallExpression': {
      if (isLogCall(reading, node)) return true;
      const own = reading.values.functionsOf(calleeOf(node));
      return own.length > 0 && own.every((each) => isQuietFunction(reading, each, seen));
    }
    case 'LogicalExpression':
      return isQuietExpression(reading, child(node, 'right'), seen);
    case 'ConditionalExpression':
      return ['consequent', 'alternate'].every((key) =>
        isQuietExpression(reading, child(node, key), seen),
      );
    case 'ChainExpression':
      return isQuietExpression(reading, child(node, 'expression'), seen);
    case 'NewExpression':
      return false;
    default:
      return true;
  }
}

/** True when what is changed was made inside of the part. */
function isOwnTarget(reading: Reading, target: Syntax | undefined, part: Syntax): boolean {
  let at = target;
  while (at?.type === 'MemberExpression') at = child(at, 'object');
  if (at?.type !== 'Identifier') return false;
  const variable = reading.bindings.variableOf(at);
  return variable !== undefined && isInside(variable.declaration, part);
}

const PURE_CALLS =
  /^(String|Number|Boolean|BigInt|Date|Math\.\w+|JSON\.stringify|Object\.\w+|Array\.\w+|parseInt|parseFloat|Intl\.\w+)$/;

/** True when a value only reaches log lines, and decisions about log lines. */
export function isHarmless(
  reading: Reading,
  node: Syntax,
  unused: boolean = false,
  seen: Set<Syntax> = new Set(),
): boolean {
  const { bindings } = reading;
  let at = node;
  for (let parent = bindings.parentOf(at); parent; parent = bindings.parentOf(at)) {
    switch (parent.type) {
      case 'CallExpression':
      case 'NewExpression': {
        if (isLogCall(reading, parent)) return true;
        const isCallee = calleeOf(parent) === at;
        const paths = reading.values.pathsOf(calleeOf(parent));
        const isPure = paths.some((path) => PURE_CALLS.test(path.join('.')));
        if (!isPure && !(isCallee && at !== node)) return false;
        break;
      }
      case 'VariableDeclarator':
        return isHarmlessVariable(reading, parent, unused, seen);
      case 'IfStatement':
        return isHarmlessTest(reading, parent);
      case 'ConditionalExpression':
        if (child(parent, 'test') !== at) break;
        if (areLoggers(reading, parent)) return true;
        if (!isHarmlessTest(reading, parent)) return false;
        if (bindings.parentOf(parent)?.type === 'ExpressionStatement')
          return isQuietExpression(reading, parent, new Set());
        break;
      case 'LogicalExpression': {
        const right = child(parent, 'right');
        const isGuard = child(parent, 'left') === at && right !== undefined;
        if (isGuard && !isQuiet(reading, right, bindings.homeOf(parent))) return false;
        if (isGuard && bindings.parentOf(parent)?.type === 'ExpressionStatement')
          return isQuietExpression(reading, right, new Set());
        break;
      }
      case 'BinaryExpression':
      case 'UnaryExpression':
      case 'TemplateLiteral':
      case 'ArrayExpression':
      case 'ObjectExpression':
      case 'Property':
      case 'SpreadElement':
      case 'MemberExpression':
      case 'ChainExpression':
      case 'SequenceExpression':
        break;
      default:
        if (!parent.type.startsWith('TS')) return false;
    }
    at = parent;
  }
  return false;
}

function isHarmlessVariable(
  reading: Reading,
  declarator: Syntax,
  unused: boolean,
  seen: Set<Syntax>,
): boolean {
  if (seen.has(declarator)) return true;
  seen.add(declarator);
  const own = reading.bindings.declaredBy(declarator);
  const uses = own.flatMap((each) => each.references);
  if (uses.length === 0) return unused;
  return uses.every(({ id, isWrite }) => !isWrite && isHarmless(reading, id, unused, seen));
}

function isHarmlessTest(reading: Reading, node: Syntax): boolean {
  const home = reading.bindings.homeOf(node);
  return ['consequent', 'alternate'].every((key) => {
    const branch = child(node, key);
    return !branch || isQuiet(reading, branch, home);
  });
}

/** `ctx.isReplaying ? () => {} : console.log` */
function areLoggers(reading: Reading, node: Syntax): boolean {
  return ['consequent', 'alternate'].every((key) => {
    const branch = child(node, key);
    if (!branch) return false;
    if (isFunction(branch)) return isQuietFunction(reading, branch, new Set());
    return reading.values.pathsOf(branch).some((path) => path[0] === 'console');
  });
}
