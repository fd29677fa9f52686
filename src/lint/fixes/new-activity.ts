import { child, isFunction, type Syntax } from '../../source/syntax.ts';
import type { Fix, TextEdit } from '../finding.ts';
import { calledName, calledOn, roleGiven } from '../host-calls.ts';
import { perReading, textOf, type Reading } from '../reading.ts';
import {
  canYield,
  contextAt,
  fixOf,
  freeName,
  indentAt,
  inputsOf,
  replace,
  yieldText,
} from './mend.ts';

/** What is moved out of the workflow. */
export interface Move {
  title: string;
  /** The node that the activity's answer takes the place of. */
  at: Syntax;
  /** The wanted name of the activity. */
  name: string;
  /** The activity's body, without brackets and indentation. */
  body: string[];
  /** Code that the body repeats: its variables become the input. */
  uses: readonly Syntax[];
  /** The text in place of the node, given the answer. */
  answer?: (answer: string) => string;
  /** Other edits that belong to the move. */
  also?: readonly TextEdit[];
}

/** Adds an activity and asks for it. Undefined where the workflow can't wait for one. */
export function moveIntoActivity(reading: Reading, move: Move): Fix | undefined {
  const context = contextAt(reading, move.at);
  const inputs = inputsOf(reading, move.uses);
  if (context === undefined || !inputs || !canYield(reading, move.at)) return undefined;
  const name = freeName(reading, move.name);
  const called = reading.style === 'classic' ? `'${name}'` : name;
  const input = inputs.length > 1 ? `{ ${inputs.join(', ')} }` : inputs[0];
  const task = `${context}.callActivity(${called}${input === undefined ? '' : `, ${input}`})`;
  const asked = yieldText(reading, move.at, task);
  const bracketed = asked.startsWith('yield') ? `(${asked})` : asked;
  const text = move.answer ? move.answer(bracketed) : asked;
  return fixOf(move.title, [
    replace(move.at, text),
    ...(move.also ?? []),
    ...registration(reading, name),
    activityText(reading, name, input, move.body),
  ]);
}

function activityText(
  reading: Reading,
  name: string,
  input: string | undefined,
  body: readonly string[],
): TextEdit {
  const { source, bindings } = reading;
  const [contextType, inputType] = bindings.isTypeScript ? [': unknown', ': any'] : ['', ''];
  const parameters = input === undefined ? '' : `_ctx${contextType}, ${input}${inputType}`;
  const exported = isExportStyle(reading) ? 'export ' : '';
  const text = `${exported}async function ${name}(${parameters}) {\n${body.map((line) => `  ${line}\n`).join('')}}\n`;
  const gap = source.endsWith('\n\n') ? '' : source.endsWith('\n') ? '\n' : '\n\n';
  return { from: source.length, to: source.length, text: gap + text };
}

/** True when the file's activities are for another file to register. */
const isExportStyle = perReading((reading) => {
  const { code, bindings } = reading;
  const own = bindings.variables.filter(
    (each) =>
      each.home === bindings.program &&
      reading.values
        .ofVariable(each)
        .some((value) => value.kind === 'function' && code.roles.activities.has(value.node)),
  );
  return own.length > 0 && own.every((each) => each.isExported);
});

const REGISTERS =
  /^(registerActivity(WithName)?|add(Named)?Activity|registerWorkflow(WithName)?|add(Named)?Orchestrator|activity|orchestration)$/;

const registrationsOf = perReading(({ bindings, values }) =>
  bindings.nodes.filter(
    (node) =>
      node.type === 'CallExpression' &&
      roleGiven(values, node) !== undefined &&
      REGISTERS.test(calledName(values, node) ?? ''),
  ),
);

/** Tells the file's worker of the new activity, the way it is told of the others. */
function registration(reading: Reading, name: string): TextEdit[] {
  const { values } = reading;
  const calls = registrationsOf(reading);
  const last = calls.findLast((each) => roleGiven(values, each) === 'activity') ?? calls.at(-1);
  const on = last ? calledOn(last) : undefined;
  if (!last || !on) return [];
  const kind = calledName(values, last) ?? '';
  if (kind === 'activity' || kind === 'orchestration')
    return after(reading, last, `${textOf(reading, on)}.activity('${name}', { handler: ${name} })`);
  if (kind.startsWith('add'))
    return after(reading, last, `${textOf(reading, on)}.addActivity(${name})`);
  const dot = /\n[ \t]*$/.exec(
    reading.source
      .slice(0, child(child(last, 'callee') ?? last, 'property')?.start)
      .replace(/\.$/, ''),
  )?.[0];
  return [{ from: last.end, to: last.end, text: `${dot ?? ''}.registerActivity(${name})` }];
}

/** One more statement behind the one that a call stands in. */
function after(reading: Reading, call: Syntax, text: string): TextEdit[] {
  let at: Syntax | undefined = call;
  while (at && at.type !== 'ExpressionStatement' && at.type !== 'VariableDeclaration') {
    if (isFunction(at)) return [];
    at = reading.bindings.parentOf(at);
  }
  if (!at) return [];
  return [{ from: at.end, to: at.end, text: `\n${indentAt(reading.source, at.start)}${text};` }];
}
