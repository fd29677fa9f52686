import { child, list, nameOf, type Syntax } from '../../source/syntax.ts';
import type { Fix, TextEdit } from '../finding.ts';
import { isInside, textOf, type Reading } from '../reading.ts';
import type { Variable } from '../scopes.ts';
import { contextAt, fixOf, indentAt } from './mend.ts';

/**
 * One round, then `continueAsNew` with what the next round must know. Undefined where the rest of the workflow would not stand being
 * started again: it waits before the loop, or carries what can't be handed on.
 */
export function loopFix(reading: Reading, loop: Syntax, home: Syntax): Fix | undefined {
  const body = child(loop, 'body');
  const context = contextAt(reading, loop);
  if (body?.type !== 'BlockStatement' || context === undefined || !isMendable(reading, loop, home))
    return undefined;
  const state = stateOf(reading, loop, home);
  const input = state && inputFor(reading, home, state);
  if (!input) return undefined;
  const indent = indentAt(reading.source, loop.start);
  const last = list(body, 'body').at(-1);
  const inner = last ? indentAt(reading.source, last.start) : `${indent}  `;
  const next = `${inner}${context}.continueAsNew(${input.text}, true);\n${inner}return;\n${indent}`;
  const at = body.end - 1;
  const from = reading.source.slice(0, at).trimEnd().length;
  return fixOf('Start again with continueAsNew after each round', [
    ...input.edits,
    { from, to: at, text: `\n${next}` },
  ]);
}

/** The loop is all that the workflow itself waits in, and every round comes to its end. */
function isMendable(reading: Reading, loop: Syntax, home: Syntax): boolean {
  if (!reading.code.roots.includes(home)) return false;
  const block = reading.bindings.parentOf(loop);
  if (!block || block !== child(home, 'body')) return false;
  return reading.bindings.nodesOf(home).every((node) => {
    switch (node.type) {
      case 'YieldExpression':
        return isInside(node, loop);
      case 'ContinueStatement':
        return !isInside(node, loop);
      default:
        return true;
    }
  });
}

/** Variables from before the loop that a round changes. Undefined: one of them can't be handed on. */
function stateOf(reading: Reading, loop: Syntax, home: Syntax): Variable[] | undefined {
  const { variables } = reading.bindings;
  const changed = variables.filter(
    (each) =>
      each.home === home &&
      !isInside(each.declaration, loop) &&
      each.references.some(
        ({ id, isWrite }) => isInside(id, loop) && (isWrite || isChangedAt(reading, id)),
      ),
  );
  const isPlain = (each: Variable): boolean =>
    each.kind === 'parameter' ||
    (child(each.declaration, 'id')?.type === 'Identifier' &&
      child(each.declaration, 'init') !== undefined &&
      /^(Literal|ArrayExpression|ObjectExpression|UnaryExpression|MemberExpression|LogicalExpression)$/.test(
        child(each.declaration, 'init')?.type ?? '',
      ));
  return changed.every(isPlain) ? changed : undefined;
}

/** `list.push(…)`, `seen[key] = …` */
function isChangedAt(reading: Reading, id: Syntax): boolean {
  const member = reading.bindings.parentOf(id);
  if (member?.type !== 'MemberExpression' || child(member, 'object') !== id) return false;
  const around = reading.bindings.parentOf(member);
  if (around?.type === 'CallExpression')
    return /^(push|pop|shift|unshift|splice|reverse|sort)$/.test(
      reading.values.keyOf(member) ?? '',
    );
  return (
    around?.type === 'UpdateExpression' ||
    (around?.type === 'AssignmentExpression' && child(around, 'left') === member)
  );
}

interface Input {
  text: string;
  edits: TextEdit[];
}

/** What the next round is given, and how the workflow takes it. */
function inputFor(reading: Reading, home: Syntax, state: readonly Variable[]): Input | undefined {
  const parameters = list(home, 'params');
  const given = parameters[1];
  const name = nameOf(given);
  const own = state.filter((each) => each.kind !== 'parameter');
  if (state.some((each) => each.kind === 'parameter' && each.name !== name)) return undefined;
  if (own.length === 0) {
    if (given && name === undefined) return undefined;
    return { text: name ?? 'undefined', edits: [] };
  }
  const [first] = parameters;
  if (given || !first || state.length > own.length) return undefined;
  const kept = /\bkept\b/.test(reading.source) ? 'kept2' : 'kept';
  const type = reading.bindings.isTypeScript ? '?: any' : '';
  const edits = own.flatMap(({ declaration, name: own1 }) => {
    const init = child(declaration, 'init');
    if (!init) return [];
    const text = `${kept}?.${own1} ?? (${textOf(reading, init)})`;
    const plain = init.type === 'LogicalExpression' ? text : text.replace(/\((.*)\)$/s, '$1');
    return [{ from: init.start, to: init.end, text: plain }];
  });
  const end = child(first, 'typeAnnotation')?.end ?? first.end;
  return {
    text: `{ ${own.map((each) => each.name).join(', ')} }`,
    edits: [{ from: end, to: end, text: `, ${kept}${type}` }, ...edits],
  };
}
