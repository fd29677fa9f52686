import { nameOf, type Syntax } from '../../source/syntax.ts';
import { fixOf } from '../fixes/mend.ts';
import { isHarmless } from '../harmless.ts';
import { calledName } from '../host-calls.ts';
import { argumentsOf, calleeOf, type Reading } from '../reading.ts';
import type { Report } from '../report.ts';

const METHODS = /^(toLocale(String|DateString|TimeString|UpperCase|LowerCase)|localeCompare)$/;

/** Texts and orders that depend on the language and time zone of the machine. */
export function localeReports(reading: Reading): Report[] {
  const reports: Report[] = [];
  for (const home of reading.code.reached.keys()) {
    for (const node of reading.bindings.nodesOf(home)) {
      const name = localeUse(reading, node);
      if (name === undefined || isHarmless(reading, node)) continue;
      reports.push({
        code: 'RS114',
        node,
        message: `${name} without a language uses that of the machine, and the next app run may be on another machine. Name the language.`,
        fixes: [languageFix(reading, node, name)],
      });
    }
  }
  return reports;
}

function localeUse(reading: Reading, node: Syntax): string | undefined {
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return undefined;
  const { values } = reading;
  const given = argumentsOf(node);
  for (const path of values.pathsOf(calleeOf(node))) {
    if (path[0] === 'Intl' && path.length === 2)
      return isMissing(given[0]) ? path.join('.') : undefined;
  }
  const name = node.type === 'CallExpression' ? calledName(values, node) : undefined;
  if (name === undefined || !METHODS.test(name)) return undefined;
  if (values.functionsOf(calleeOf(node)).length > 0) return undefined;
  const isCompare = name === 'localeCompare';
  if (isCompare && given.length === 0) return undefined;
  return isMissing(given[isCompare ? 1 : 0]) ? name : undefined;
}

const isMissing = (node: Syntax | undefined): boolean =>
  node === undefined ||
  nameOf(node) === 'undefined' ||
  (node.type === 'ArrayExpression' && Array.isArray(node.elements) && node.elements.length === 0);

function languageFix(reading: Reading, node: Syntax, name: string) {
  const given = argumentsOf(node);
  const index = name === 'localeCompare' ? 1 : 0;
  const missing = given[index];
  const title = "Name the language: 'en'";
  if (missing) return fixOf(title, [{ from: missing.start, to: missing.end, text: "'en'" }]);
  const last = given.at(-1);
  if (last) return fixOf(title, [{ from: last.end, to: last.end, text: ", 'en'" }]);
  const callee = calleeOf(node);
  if (!callee) return undefined;
  const close = reading.source.slice(callee.end, node.end).lastIndexOf(')');
  const at = close < 0 ? node.end : callee.end + close;
  return fixOf(title, [{ from: at, to: at, text: close < 0 ? "('en')" : "'en'" }]);
}
