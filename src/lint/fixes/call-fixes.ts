import { child, list, nameOf, type Syntax } from '../../source/syntax.ts';
import type { Draw } from '../draws.ts';
import type { Fix, TextEdit } from '../finding.ts';
import { realParent, textOf, type Reading } from '../reading.ts';
import { replace } from './mend.ts';
import { moveIntoActivity } from './new-activity.ts';

/** Moves a call to the outside into an activity, with what is done to its response. */
export function callFixes(reading: Reading, draw: Draw): (Fix | undefined)[] {
  const { parent } = realParent(reading.bindings, draw.node);
  if (draw.node.type !== 'CallExpression' || parent?.type !== 'AwaitExpression') return [];
  if (draw.api === 'fetch()') return [fetchFix(reading, draw.node, parent)];
  return [
    moveIntoActivity(reading, {
      title: 'Do it in an activity',
      at: parent,
      name: 'callOutside',
      body: [`return ${textOf(reading, draw.node)};`],
      uses: [draw.node],
    }),
  ];
}

/** Moves any call that is waited for. */
export function awaitedCallFix(reading: Reading, awaited: Syntax): Fix | undefined {
  const call = child(awaited, 'argument');
  const name = nameOf(call ? child(call, 'callee') : undefined);
  if (call?.type !== 'CallExpression') return undefined;
  return moveIntoActivity(reading, {
    title: 'Do it in an activity',
    at: awaited,
    name: name === undefined ? 'doStep' : `run${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    body: [`return ${textOf(reading, call)};`],
    uses: [call],
  });
}

/** A response does not go through a history: what the workflow reads of it does. */
function fetchFix(reading: Reading, call: Syntax, awaited: Syntax): Fix | undefined {
  const direct = readDirectly(reading, awaited);
  const base = { title: 'Call it in an activity', name: 'callService', uses: [call] };
  const request = `const response = await ${textOf(reading, call)};`;
  if (direct)
    return moveIntoActivity(reading, {
      ...base,
      at: direct.at,
      body: [request, `return response.${direct.method}();`],
    });
  const { parent } = realParent(reading.bindings, awaited);
  if (parent?.type === 'ExpressionStatement')
    return moveIntoActivity(reading, {
      ...base,
      at: awaited,
      body: [request, 'return response.status;'],
    });
  const uses = parent?.type === 'VariableDeclarator' ? responseEdits(reading, parent) : undefined;
  if (!uses) return undefined;
  return moveIntoActivity(reading, {
    ...base,
    at: awaited,
    also: uses,
    body: [
      request,
      'return { ok: response.ok, status: response.status, text: await response.text() };',
    ],
  });
}

/** `await (await fetch(…)).json()` */
function readDirectly(
  reading: Reading,
  awaited: Syntax,
): { at: Syntax; method: string } | undefined {
  const member = realParent(reading.bindings, awaited).parent;
  const call = member?.type === 'MemberExpression' ? reading.bindings.parentOf(member) : undefined;
  const at = call?.type === 'CallExpression' ? reading.bindings.parentOf(call) : undefined;
  const method = member ? nameOf(child(member, 'property')) : undefined;
  if (at?.type !== 'AwaitExpression' || (method !== 'json' && method !== 'text')) return undefined;
  return { at, method };
}

/** Changes what is read of a response's variable. Undefined: something is read that can't be kept. */
function responseEdits(reading: Reading, declarator: Syntax): TextEdit[] | undefined {
  const variable = reading.bindings.declaredBy(declarator)[0];
  if (!variable || child(declarator, 'id')?.type !== 'Identifier') return undefined;
  const edits: TextEdit[] = [];
  for (const { id, isWrite } of variable.references) {
    const member = reading.bindings.parentOf(id);
    if (isWrite || member?.type !== 'MemberExpression' || child(member, 'object') !== id)
      return undefined;
    const name = reading.values.keyOf(member);
    if (name === 'ok' || name === 'status') continue;
    const call = reading.bindings.parentOf(member);
    const at = call?.type === 'CallExpression' ? reading.bindings.parentOf(call) : undefined;
    if (at?.type !== 'AwaitExpression' || list(call ?? at, 'arguments').length > 0)
      return undefined;
    if (name === 'json') edits.push(replace(at, `JSON.parse(${variable.name}.text)`));
    else if (name === 'text') edits.push(replace(at, `${variable.name}.text`));
    else return undefined;
  }
  return edits;
}
