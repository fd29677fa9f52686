import { child, list, type Syntax } from '../../source/syntax.ts';
import { drawAt, loadedDraw, passedDraw, type Draw } from '../draws.ts';
import type { RuleCode } from '../finding.ts';
import { drawFixes, loadedFixes } from '../fixes/draw-fixes.ts';
import { callFixes } from '../fixes/call-fixes.ts';
import { sleepFixes } from '../fixes/sleep-fixes.ts';
import { isHarmless } from '../harmless.ts';
import { roleGiven } from '../host-calls.ts';
import { argumentsOf, realParent, textOf, type Reading } from '../reading.ts';
import type { Report } from '../report.ts';
import { sleepAt } from '../sleeps.ts';

const MAY_BE_LOGGED: readonly RuleCode[] = ['RS101', 'RS102', 'RS103', 'RS104', 'RS113'];

/** What comes into workflow code from outside of it: chance, clock, ids, environment, calls, timers. */
export function drawReports(reading: Reading): Report[] {
  const reports: Report[] = [];
  for (const home of reading.code.reached.keys()) {
    for (const node of reading.bindings.nodesOf(home)) reports.push(...reportsAt(reading, node));
  }
  return reports;
}

function reportsAt(reading: Reading, node: Syntax): Report[] {
  const { bindings, values } = reading;
  const sleep = sleepAt(bindings, values, node);
  if (sleep) return [sleepReport(reading, node)];
  const draw = drawAt(reading, node);
  const isLogged = draw && MAY_BE_LOGGED.includes(draw.code) && isHarmless(reading, draw.node);
  if (draw) return isLogged ? [] : [drawReport(reading, draw)];
  if (node.type === 'Identifier') return loadedReport(reading, node);
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return [];
  if (roleGiven(values, node) !== undefined) return [];
  return argumentsOf(node).flatMap((given) => {
    const passed = passedDraw(reading, node, given);
    return passed ? [drawReport(reading, passed)] : [];
  });
}

function sleepReport(reading: Reading, node: Syntax): Report {
  const { parent, child: at } = realParent(reading.bindings, node);
  const whole =
    parent?.type === 'AwaitExpression' && child(parent, 'argument') === at ? parent : node;
  return {
    code: 'RS106',
    node: whole,
    message:
      'This waits with a timer of the app process. A crash loses it, and every replay would wait again. Wait with createTimer: that timer is kept.',
    fixes: sleepFixes(reading, whole, node),
  };
}

function drawReport(reading: Reading, draw: Draw): Report {
  return {
    code: draw.code,
    node: wholeOf(reading, draw),
    message: messageOf(draw),
    fixes: draw.code === 'RS105' ? callFixes(reading, draw) : drawFixes(reading, draw),
  };
}

/** A call that is waited for is told together with its `await`. */
function wholeOf(reading: Reading, draw: Draw): Syntax {
  const { parent } = realParent(reading.bindings, draw.node);
  return parent?.type === 'AwaitExpression' ? parent : draw.node;
}

function messageOf({ code, api }: Draw): string {
  switch (code) {
    case 'RS101':
      return `${api} gives another value every time, and a replay runs this line again. Draw it in an activity: its answer is kept.`;
    case 'RS102':
      return `${api} reads the clock, and a replay reads a later time. Use the workflow's own time: it is the same in every replay.`;
    case 'RS103':
      return `${api} makes a new id every time, and a replay runs this line again. Make the id in a way that is kept.`;
    case 'RS104':
      return `${api} is read again by every replay, and the next app run may have another value. Read it in an activity: its answer is kept.`;
    case 'RS105':
      return `${api} reaches outside of the workflow, and every replay would do it again. Do it in an activity: it runs once, and its answer is kept.`;
    case 'RS106':
      return `${api} is a timer of the app process: a crash loses it, and a replay starts it again. Wait with createTimer: that timer is kept.`;
    case 'RS113':
      return `The list of variables in ${api} and its order may be others in the next app run. Read it in an activity: its answer is kept.`;
    case 'RS115':
      return `${api} shows when memory is cleaned up, and that is another moment in every run. Keep a plain reference.`;
    case 'RS107':
    case 'RS108':
    case 'RS109':
    case 'RS110':
    case 'RS111':
    case 'RS112':
    case 'RS114':
    case 'RS116':
    case 'RS117':
    case 'RS118':
    case 'RS119':
      return api;
  }
}

/** A constant of the module that was drawn when the app started. */
function loadedReport(reading: Reading, node: Syntax): Report[] {
  const variable = reading.bindings.variableOf(node);
  if (!variable || !['const', 'let', 'class'].includes(variable.kind)) return [];
  if (
    reading.code.has(variable.home) ||
    !variable.references.some(({ id, isRead }) => id === node && isRead)
  )
    return [];
  if (reading.values.functionsOf(node).length > 0) return [];
  const parent = reading.bindings.parentOf(node);
  const isRoot = parent?.type === 'MemberExpression' && child(parent, 'object') === node;
  const draw = loadedDraw(reading, variable, isRoot ? reading.values.keyOf(parent) : undefined);
  if (!draw || isHarmless(reading, node)) return [];
  const whole =
    isRoot &&
    (variable.kind === 'class' ||
      list(child(variable.declaration, 'init') ?? node, 'properties').length > 0)
      ? parent
      : node;
  return [
    {
      code: draw.code,
      node: whole,
      message: `${variable.kind === 'class' ? textOf(reading, whole) : variable.name} was set from ${draw.api} when the app started. The next app run may have another value, and a replay would use that one.`,
      fixes: loadedFixes(reading, whole, draw.code),
    },
  ];
}
