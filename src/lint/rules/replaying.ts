import { child, list, nameOf, type Syntax } from '../../source/syntax.ts';
import { guardFix } from '../fixes/guard-fix.ts';
import { isHarmless } from '../harmless.ts';
import type { Reading } from '../reading.ts';
import type { Report } from '../report.ts';
import type { Variable } from '../scopes.ts';

/** Work that is only done, or not done, in a replay. */
export function replayingReports(reading: Reading): Report[] {
  const reports: Report[] = [];
  for (const home of reading.code.reached.keys()) {
    for (const node of reading.bindings.nodesOf(home)) {
      const whole = isReplayingAt(reading, node);
      if (!whole || isHarmless(reading, whole, true)) continue;
      reports.push({
        code: 'RS111',
        node: whole,
        message:
          'What is done here depends on whether this is a replay, so a replay asks for other things than the first run did. Only a log line may depend on it.',
        fixes: [guardFix(reading, whole)],
      });
    }
  }
  return reports;
}

/** `ctx.isReplaying`, with its call where it is a method. */
function isReplayingAt(reading: Reading, node: Syntax): Syntax | undefined {
  const { bindings, values } = reading;
  if (node.type !== 'MemberExpression' && node.type !== 'Identifier') return undefined;
  if (values.contextMember(node) !== 'isReplaying') return undefined;
  const parent = bindings.parentOf(node);
  if (node.type === 'Identifier' && !isTakenApart(bindings.variableOf(node))) return undefined;
  const isCall = parent?.type === 'CallExpression' && parent['callee'] === node;
  return isCall ? parent : node;
}

/** `const { isReplaying } = ctx`. A plain variable is followed from where it got its value. */
function isTakenApart(variable: Variable | undefined): boolean {
  if (variable?.kind === 'parameter')
    return !list(variable.declaration, 'params').some((each) => nameOf(each) === variable.name);
  return variable !== undefined && child(variable.declaration, 'id')?.type === 'ObjectPattern';
}
