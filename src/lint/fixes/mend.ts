import { boundNames, child, isFunction, list, type Syntax } from '../../source/syntax.ts';
import type { Fix, TextEdit } from '../finding.ts';
import { perReading, realParent, type ContextStyle, type Reading } from '../reading.ts';

/** The context as it can be written at a place: `ctx`, `context.df`. Undefined: none can be seen from there. */
export function contextAt(reading: Reading, node: Syntax): string | undefined {
  const { bindings, values } = reading;
  let home = bindings.homeOf(node);
  while (isFunction(home)) {
    for (const name of list(home, 'params').flatMap(boundNames)) {
      const variable = bindings.lookUpAt(home, name);
      if (!variable || bindings.lookUpAt(node, name) !== variable) continue;
      const isWhole = values
        .ofVariable(variable)
        .some((each) => each.kind === 'context' && each.path.length === 0);
      if (isWhole) return reading.style === 'classic' && name !== 'df' ? `${name}.df` : name;
    }
    home = bindings.homeOf(home);
  }
  return undefined;
}

/** True where `yield` may stand and reaches the engine: in the body of a generator that runs as workflow code. */
export function canYield(reading: Reading, node: Syntax): boolean {
  const home = reading.bindings.homeOf(node);
  if (home.generator !== true || !reading.code.has(home)) return false;
  const body = child(home, 'body');
  return body !== undefined && node.start >= body.start && node.end <= body.end;
}

/** The styles that a fix should speak: the file's own, or both. */
export const stylesOf = (reading: Reading): ContextStyle[] =>
  reading.style ? [reading.style] : ['dapr', 'durabletask'];

/** Said behind a title when the file does not tell its style. */
export function styleRemark(reading: Reading, style: ContextStyle): string {
  if (reading.style) return '';
  return style === 'dapr' ? ' (Dapr)' : ' (Durable Task)';
}

export function replace(node: { start: number; end: number }, text: string): TextEdit {
  return { from: node.start, to: node.end, text };
}

export function fixOf(title: string, edits: readonly TextEdit[]): Fix {
  return { title, edits: [...edits].sort((a, b) => a.from - b.from || a.to - b.to) };
}

/** `yield …` as it can stand in place of a node, in brackets where it must have them. */
export function yieldText(reading: Reading, node: Syntax, task: string): string {
  const { parent, child: at } = realParent(reading.bindings, node);
  const isBracketed =
    reading.source.slice(0, node.start).trimEnd().endsWith('(') &&
    reading.source.slice(node.end).trimStart().startsWith(')');
  const isFree =
    isBracketed ||
    (at === node &&
      parent !== undefined &&
      (/^(VariableDeclarator|ReturnStatement|ExpressionStatement)$/.test(parent.type) ||
        (parent.type === 'AssignmentExpression' && child(parent, 'right') === node) ||
        (parent.type === 'CallExpression' && child(parent, 'callee') !== node)));
  if (isFree) return `yield ${task}`;
  return `${needsSemicolon(reading, node) ? ';' : ''}(yield ${task})`;
}

/** A bracket at the start of a line would go on with the line before. */
export function needsSemicolon(reading: Reading, node: Syntax): boolean {
  let at: Syntax | undefined = node;
  while (at && at.type !== 'ExpressionStatement') at = reading.bindings.parentOf(at);
  if (at?.start !== node.start) return false;
  const before = reading.source.slice(0, node.start).trimEnd();
  return before !== '' && !/[;{}]$/.test(before);
}

/** A name that the file does not use. */
export function freeName(reading: Reading, wanted: string): string {
  let name = wanted;
  for (let number = 2; wordsOf(reading).has(name); number += 1) name = `${wanted}${number}`;
  return name;
}

const wordsOf = perReading((reading) => new Set(reading.source.match(/[\w$]+/g) ?? []));

/** Names of the functions' own variables that a part of the code uses. Undefined: it uses what can't be handed over. */
export function inputsOf(reading: Reading, parts: readonly Syntax[]): string[] | undefined {
  const { bindings, values } = reading;
  const names = new Set<string>();
  for (const part of parts) {
    for (const node of bindings.nodesWithin(part)) {
      if (node.type === 'ThisExpression' || node.type === 'Super') return undefined;
      if (node.type === 'YieldExpression' || node.type === 'AwaitExpression') return undefined;
      if (node.type !== 'Identifier') continue;
      const variable = bindings.variableOf(node);
      if (!variable || variable.home === bindings.program) continue;
      const { start, end } = variable.declaration;
      if (start >= part.start && end <= part.end) continue;
      // A context, a function, a class or a built-in does not go through a history.
      const given = values.ofVariable(variable).map((each) => each.kind);
      if (given.some((kind) => /^(context|function|class|built-in)$/.test(kind))) return undefined;
      if (variable.kind === 'function' || variable.kind === 'class') return undefined;
      names.add(variable.name);
    }
  }
  return [...names];
}

/** Where the indentation of the line of a place ends: the text before it. */
export function indentAt(source: string, at: number): string {
  const start = source.lastIndexOf('\n', at - 1) + 1;
  return /^[ \t]*/.exec(source.slice(start, at))?.[0] ?? '';
}
