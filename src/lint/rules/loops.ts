import { child, isFunction, nameOf, type Syntax } from '../../source/syntax.ts';
import { loopFix } from '../fixes/loop-fix.ts';
import { calledName, isTaskCall } from '../host-calls.ts';
import { calleeOf, isInside, type Reading } from '../reading.ts';
import type { Report } from '../report.ts';

/** Loops without an end, whose history grows for ever. */
export function loopReports(reading: Reading): Report[] {
  const reports: Report[] = [];
  for (const home of reading.code.reached.keys()) {
    for (const node of reading.bindings.nodesOf(home)) {
      if (!isEndless(reading, node) || !waitsIn(reading, node, home) || ends(reading, node, home))
        continue;
      const body = child(node, 'body')?.start ?? node.end;
      reports.push({
        code: 'RS112',
        node,
        end: reading.source.slice(0, body).trimEnd().length,
        message:
          'This loop has no end, so the history grows with every round, and each replay reads all of it. Do one round, then call continueAsNew: it starts again with an empty history.',
        fixes: [loopFix(reading, node, home)],
      });
    }
  }
  return reports;
}

function isEndless(reading: Reading, node: Syntax): boolean {
  switch (node.type) {
    case 'WhileStatement':
    case 'DoWhileStatement':
      return isAlwaysTrue(reading, child(node, 'test'));
    case 'ForStatement':
      return !child(node, 'test') || isAlwaysTrue(reading, child(node, 'test'));
    default:
      return false;
  }
}

function isAlwaysTrue(reading: Reading, test: Syntax | undefined): boolean {
  if (!test) return false;
  if (test.type === 'Literal') return Boolean(test.value);
  if (test.type === 'UnaryExpression' && test.operator === '!') {
    const inner = child(test, 'argument');
    return inner?.type === 'Literal' && !inner.value;
  }
  const variable = test.type === 'Identifier' ? reading.bindings.variableOf(test) : undefined;
  return variable?.kind === 'const' && isAlwaysTrue(reading, child(variable.declaration, 'init'));
}

/** True when the engine is waited for. A generator that only makes a list may go on for ever. */
function waitsIn(reading: Reading, loop: Syntax, home: Syntax): boolean {
  const inside = reading.bindings.nodesOf(home).filter((each) => isInside(each, loop));
  const isRoot = reading.code.roots.includes(home);
  return (
    inside.some((each) => each.type === 'YieldExpression') &&
    (isRoot || inside.some((each) => each.delegate === true || isTaskCall(reading.values, each)))
  );
}

/** True when a loop can be left, or starts the workflow anew. */
function ends(reading: Reading, loop: Syntax, home: Syntax): boolean {
  return reading.bindings.nodesOf(home).some((node) => {
    if (!isInside(node, loop) || node === loop) return false;
    switch (node.type) {
      case 'ReturnStatement':
        return true;
      case 'BreakStatement':
        return leaves(reading, node, loop);
      case 'CallExpression':
        return startsAnew(reading, node, new Set());
      default:
        return false;
    }
  });
}

/** True when a `break` ends this loop, or one around it. */
export function leaves(reading: Reading, node: Syntax, loop: Syntax): boolean {
  const label = nameOf(child(node, 'label'));
  for (let at = reading.bindings.parentOf(node); at; at = reading.bindings.parentOf(at)) {
    const isLabelled = at.type === 'LabeledStatement' && nameOf(child(at, 'label')) === label;
    if (label !== undefined && isLabelled) return child(at, 'body') === loop || !isInside(at, loop);
    if (label !== undefined) continue;
    const isTarget =
      /^(While|DoWhile|For|ForIn|ForOf)Statement$/.test(at.type) ||
      (at.type === 'SwitchStatement' && node.type === 'BreakStatement');
    if (isTarget) return at === loop;
  }
  return false;
}

function startsAnew(reading: Reading, call: Syntax, seen: Set<Syntax>): boolean {
  const name = calledName(reading.values, call) ?? reading.values.contextMember(calleeOf(call));
  if (name === 'continueAsNew') return true;
  return reading.values.functionsOf(calleeOf(call)).some((each) => {
    if (seen.has(each) || !isFunction(each)) return false;
    seen.add(each);
    return reading.bindings
      .nodesOf(each)
      .some((node) => node.type === 'CallExpression' && startsAnew(reading, node, seen));
  });
}
