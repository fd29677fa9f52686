import type { Syntax } from '../../source/syntax.ts';
import type { Fix } from '../finding.ts';
import { textOf, type Reading } from '../reading.ts';
import { sleepAt } from '../sleeps.ts';
import { canYield, contextAt, fixOf, replace, yieldText } from './mend.ts';

/** A timer that is kept, in seconds as the SDKs take it. `whole` is the sleep with its `await`. */
export function sleepFixes(reading: Reading, whole: Syntax, sleep: Syntax): (Fix | undefined)[] {
  const context = contextAt(reading, whole);
  const ms = sleepAt(reading.bindings, reading.values, sleep)?.ms;
  if (context === undefined || !ms || !canYield(reading, whole)) return [];
  const parent = reading.bindings.parentOf(whole);
  // Without await nothing is waited for, and a task that is not yielded does nothing either.
  const isYielded = parent?.type === 'YieldExpression';
  const task = `${context}.createTimer(${seconds(reading, ms)})`;
  const text = isYielded ? task : yieldText(reading, whole, task);
  return [fixOf(`Wait with ${context}.createTimer`, [replace(whole, text)])];
}

function seconds(reading: Reading, ms: Syntax): string {
  if (typeof ms.value === 'number') return String(ms.value / 1000);
  const text = textOf(reading, ms);
  const thousand = /^(.+?)\s*\*\s*1[_]?000$/s.exec(text);
  if (thousand?.[1] !== undefined && /^[\w.\s*]+$/.test(thousand[1])) return thousand[1].trim();
  return /^[\w.]+$/.test(text) ? `${text} / 1000` : `(${text}) / 1000`;
}
