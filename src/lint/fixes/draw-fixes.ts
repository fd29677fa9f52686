import { child, list, type Syntax } from '../../source/syntax.ts';
import type { Draw } from '../draws.ts';
import type { Fix, RuleCode } from '../finding.ts';
import { argumentsOf, calleeOf, textOf, type ContextStyle, type Reading } from '../reading.ts';
import { contextAt, fixOf, replace, styleRemark, stylesOf } from './mend.ts';
import { moveIntoActivity } from './new-activity.ts';

const NAMES: Partial<Record<RuleCode, string>> = {
  RS101: 'drawNumber',
  RS102: 'readClock',
  RS103: 'makeId',
  RS104: 'readEnvironment',
  RS113: 'readEnvironment',
};

/** Ways to mend a draw: the context's own clock and ids, or an activity. */
export function drawFixes(reading: Reading, draw: Draw): (Fix | undefined)[] {
  if (draw.node.type === 'VariableDeclarator') return [];
  switch (draw.code) {
    case 'RS101':
      return [intoActivity(reading, draw, 'Draw it in an activity')];
    case 'RS102':
      return [
        ...clockFixes(reading, draw),
        intoActivity(reading, draw, 'Read the clock in an activity'),
      ];
    case 'RS103':
      return [...idFixes(reading, draw), intoActivity(reading, draw, 'Make the id in an activity')];
    case 'RS104':
    case 'RS113':
      return [intoActivity(reading, draw, 'Read it in an activity')];
    case 'RS105':
    case 'RS106':
    case 'RS107':
    case 'RS108':
    case 'RS109':
    case 'RS110':
    case 'RS111':
    case 'RS112':
    case 'RS114':
    case 'RS115':
    case 'RS116':
    case 'RS117':
    case 'RS118':
    case 'RS119':
      return [];
  }
}

/** A constant of the module is read where its value can be kept. */
export function loadedFixes(reading: Reading, node: Syntax, code: RuleCode): (Fix | undefined)[] {
  return [
    moveIntoActivity(reading, {
      title: 'Read it in an activity',
      at: node,
      name: NAMES[code] ?? 'readValue',
      body: [`return ${textOf(reading, node)};`],
      uses: [],
    }),
  ];
}

function intoActivity(reading: Reading, draw: Draw, title: string): Fix | undefined {
  const { node } = draw;
  const name = NAMES[draw.code] ?? 'readValue';
  // A BigInt does not go through a history.
  if (isPassed(draw) || draw.api === 'process.hrtime.bigint()') return undefined;
  const move = { title, at: node, name, uses: [node] };
  if (draw.api === 'crypto.getRandomValues()') return bytesMove(reading, node, title);
  if (draw.api === 'new Date()')
    return moveIntoActivity(reading, {
      ...move,
      body: ['return Date.now();'],
      uses: [],
      answer: (answer) => `new Date${answer}`,
    });
  const isEnvironment = draw.code === 'RS104' || draw.code === 'RS113';
  const target = isEnvironment ? destructuredAt(reading, node) : undefined;
  if (target) return moveIntoActivity(reading, { ...move, body: [`return { ${target} };`] });
  const text = textOf(reading, node);
  const body = [
    draw.api === 'process.env' && text.endsWith('env')
      ? `return { ...${text} };`
      : `return ${text};`,
  ];
  const isPlainCall = draw.api.endsWith('()') ? argumentsOf(node).length === 0 : !isPart(draw);
  // Under a local alias the built-in is asked for by its own name.
  return (
    moveIntoActivity(reading, { ...move, body }) ??
    (isPlainCall
      ? moveIntoActivity(reading, { ...move, body: [`return ${draw.api};`], uses: [] })
      : undefined)
  );
}

/** `process.env[name]`: the text alone does not tell which variable. */
const isPart = ({ api }: Draw): boolean => api === 'process.env';

/** Bytes go through the history as a list of numbers. */
function bytesMove(reading: Reading, node: Syntax, title: string): Fix | undefined {
  const [made] = argumentsOf(node);
  const type = made?.type === 'NewExpression' ? textOf(reading, calleeOf(made) ?? made) : '';
  if (!/^(Uint|Int)(8|16|32)Array$/.test(type)) return undefined;
  return moveIntoActivity(reading, {
    title,
    at: node,
    name: 'drawBytes',
    body: [`return Array.from(${textOf(reading, node)});`],
    uses: [node],
    answer: (answer) => `${type}.from${answer}`,
  });
}

/** `const { MODE, REGION = 'eu' } = process.env` asks for these only: `MODE: process.env.MODE, …`. */
function destructuredAt(reading: Reading, node: Syntax): string | undefined {
  const parent = reading.bindings.parentOf(node);
  const id = parent?.type === 'VariableDeclarator' ? child(parent, 'id') : undefined;
  if (id?.type !== 'ObjectPattern') return undefined;
  const keys = list(id, 'properties').map((each) =>
    each.type === 'RestElement' ? undefined : reading.values.keyOf(each),
  );
  if (keys.some((key) => key === undefined || !/^[A-Za-z_]\w*$/.test(key))) return undefined;
  return keys.map((key) => `${key}: ${textOf(reading, node)}.${key}`).join(', ');
}

/** True for a built-in that is handed on, not called. */
const isPassed = (draw: Draw): boolean =>
  draw.code !== 'RS104' &&
  draw.code !== 'RS113' &&
  draw.node.type !== 'CallExpression' &&
  draw.node.type !== 'NewExpression' &&
  draw.api !== 'performance.timeOrigin';

const clockOf = (context: string, style: ContextStyle): string =>
  style === 'dapr' ? `${context}.getCurrentUtcDateTime()` : `${context}.currentUtcDateTime`;

function clockFixes(reading: Reading, draw: Draw): (Fix | undefined)[] {
  const context = contextAt(reading, draw.node);
  if (context === undefined) return [];
  return stylesOf(reading).map((style) => {
    const clock = clockOf(context, style);
    const text = clockText(draw, clock);
    return text === undefined
      ? undefined
      : fixOf(`Use ${clock}${styleRemark(reading, style)}`, [replace(draw.node, text)]);
  });
}

function clockText(draw: Draw, clock: string): string | undefined {
  switch (draw.api) {
    case 'new Date()':
      return clock;
    case 'Date()':
      return `${clock}.toString()`;
    case 'Date.now()':
    case 'performance.now()':
      return `${clock}.getTime()`;
    case 'Date.now':
    case 'performance.now':
      return `() => ${clock}.getTime()`;
    default:
      return undefined;
  }
}

function idFixes(reading: Reading, draw: Draw): (Fix | undefined)[] {
  const context = contextAt(reading, draw.node);
  if (context === undefined) return [];
  const isCall = draw.node.type === 'CallExpression';
  return stylesOf(reading)
    .filter((style) => style !== 'dapr')
    .map((style) =>
      fixOf(`Use ${context}.newGuid()${styleRemark(reading, style)}`, [
        replace(draw.node, isCall ? `${context}.newGuid()` : `() => ${context}.newGuid()`),
      ]),
    );
}
