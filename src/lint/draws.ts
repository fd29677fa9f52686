import { child, isFunction, list, type Syntax } from '../source/syntax.ts';
import type { RuleCode } from './finding.ts';
import { ruleOfCall, ruleOfNew, ruleOfRead } from './outside-names.ts';
import { argumentsOf, calleeOf, type Reading } from './reading.ts';
import type { Variable } from './scopes.ts';

/** A place where something comes in that may differ at a replay. */
export interface Draw {
  code: RuleCode;
  /** As a person would write it: `Math.random()`, `process.env.MODE`. */
  api: string;
  node: Syntax;
}

const OBJECT_LISTS = /^(Object\.(keys|values|entries|getOwnPropertyNames)|Reflect\.ownKeys)$/;

/** What the node itself lets in. Its children are asked for themselves. */
export function drawAt(reading: Reading, node: Syntax): Draw | undefined {
  switch (node.type) {
    case 'CallExpression':
      return listedEnvironment(reading, node) ?? calledDraw(reading, node);
    case 'NewExpression': {
      for (const path of reading.values.pathsOf(calleeOf(node))) {
        const code = ruleOfNew(path, argumentsOf(node).length);
        if (code) return { code, api: `new ${shown(path)}()`, node };
      }
      return undefined;
    }
    case 'ForInStatement': {
      const right = child(node, 'right');
      return isEnvironment(reading, right) && right
        ? { code: 'RS113', api: 'process.env', node: right }
        : undefined;
    }
    case 'VariableDeclarator':
      return takenApartDraw(reading, node);
    case 'MemberExpression':
    case 'Identifier':
      return readDraw(reading, node);
    default:
      return undefined;
  }
}

function calledDraw(reading: Reading, node: Syntax): Draw | undefined {
  for (const path of reading.values.pathsOf(calleeOf(node))) {
    const isApplied = path.length > 1 && /^(call|apply)$/.test(path.at(-1) ?? '');
    const whole = isApplied ? path.slice(0, -1) : path;
    const code = ruleOfCall(whole, argumentsOf(node).length);
    if (code) return { code, api: `${shown(whole)}()`, node };
    const made = path.join('.') === 'Reflect.construct' ? constructed(reading, node) : undefined;
    if (made) return made;
  }
  return undefined;
}

/** `Reflect.construct(Date, [])` */
function constructed(reading: Reading, node: Syntax): Draw | undefined {
  const [made, given] = argumentsOf(node);
  const count = given?.type === 'ArrayExpression' ? list(given, 'elements').length : 1;
  for (const path of reading.values.pathsOf(made)) {
    const code = ruleOfNew(path, count);
    if (code) return { code, api: `new ${shown(path)}()`, node };
  }
  return undefined;
}

/** `Object.keys(process.env)` */
function listedEnvironment(reading: Reading, node: Syntax): Draw | undefined {
  const isList = reading.values
    .pathsOf(calleeOf(node))
    .some((path) => OBJECT_LISTS.test(path.join('.')));
  return isList && isEnvironment(reading, argumentsOf(node)[0])
    ? { code: 'RS113', api: 'process.env', node }
    : undefined;
}

const isEnvironment = (reading: Reading, node: Syntax | undefined): boolean =>
  reading.values
    .pathsOf(node)
    .some((path) => /^(process|Bun|import\.meta)\.env$/.test(path.join('.')));

function readDraw(reading: Reading, node: Syntax): Draw | undefined {
  const { bindings, values } = reading;
  const parent = bindings.parentOf(node);
  if (!parent || isNotRead(parent, node)) return undefined;
  for (const path of values.pathsOf(node)) {
    const code = ruleOfRead(path);
    if (!code || path.length > 3) continue;
    const isWhole = path.length === 2 && path[1] === 'env';
    const isPart = parent.type === 'MemberExpression' && child(parent, 'object') === node;
    // The whole expression is told, and of an alias its use.
    if (
      isWhole &&
      (isPart ||
        isPlainAlias(parent, node) ||
        isListed(reading, parent, node) ||
        parent.operator === 'typeof')
    )
      continue;
    if (!isWhole && path.length > 2 && path[1] !== 'env') continue;
    const variable = node.type === 'Identifier' ? bindings.variableOf(node) : undefined;
    if (variable && !isWhole && reading.code.has(variable.home)) continue;
    return { code, api: shown(path), node };
  }
  const object = node.type === 'MemberExpression' ? child(node, 'object') : undefined;
  return isEnvironment(reading, object) && !values.pathsOf(node).length
    ? { code: 'RS104', api: 'process.env', node }
    : undefined;
}

/** `const { env: { MODE } } = process` reads it without naming it in one piece. */
function takenApartDraw(reading: Reading, node: Syntax): Draw | undefined {
  const init = child(node, 'init');
  const isPattern = child(node, 'id')?.type === 'ObjectPattern';
  const isShort = reading.values.pathsOf(init).some((path) => path.length < 2);
  if (!init || !isPattern || !isShort) return undefined;
  for (const variable of reading.bindings.declaredBy(node)) {
    for (const value of reading.values.ofVariable(variable)) {
      if (value.kind !== 'built-in' || value.path.at(-1) === 'env') continue;
      const code = ruleOfRead(value.path);
      if (code) return { code, api: shown(value.path), node };
    }
  }
  return undefined;
}

function isNotRead(parent: Syntax, node: Syntax): boolean {
  return (
    parent.type === 'ExportSpecifier' ||
    (parent.type === 'AssignmentExpression' &&
      node.type === 'Identifier' &&
      child(parent, 'left') === node)
  );
}

const isPlainAlias = (parent: Syntax, node: Syntax): boolean =>
  parent.type === 'VariableDeclarator' &&
  child(parent, 'init') === node &&
  child(parent, 'id')?.type === 'Identifier';

const isListed = (reading: Reading, parent: Syntax, node: Syntax): boolean =>
  (parent.type === 'ForInStatement' && child(parent, 'right') === node) ||
  (parent.type === 'CallExpression' && listedEnvironment(reading, parent) !== undefined);

const shown = (path: readonly string[]): string => path.join('.').replace(/^package |^sdk\./, '');

/** A drawn built-in that is handed on without being called: `Array.from(list, Math.random)`. */
export function passedDraw(reading: Reading, call: Syntax, given: Syntax): Draw | undefined {
  if (given.type !== 'Identifier' && given.type !== 'MemberExpression') return undefined;
  if (reading.values.functionsOf(calleeOf(call)).length > 0) return undefined;
  for (const path of reading.values.pathsOf(given)) {
    const key = path.join('.');
    const code = key === 'Date' || /^package [^.]*$/.test(key) ? undefined : ruleOfCall(path, 1);
    if (code && code !== 'RS105') return { code, api: key, node: given };
  }
  return undefined;
}

const LOADED: readonly RuleCode[] = ['RS101', 'RS102', 'RS103', 'RS104'];

/**
 * What a variable that the workflow code does not make itself was given when the app started: `const START = Date.now()`. `key` is
 * the property that is read of it.
 */
export function loadedDraw(
  reading: Reading,
  variable: Variable,
  key: string | undefined,
): Draw | undefined {
  if (variable.kind === 'class') return staticDraw(reading, variable, key);
  const init = child(variable.declaration, 'init');
  if (variable.declaration.type !== 'VariableDeclarator') return undefined;
  const parts = [
    ...(init ? [keyed(reading, init, key)] : []),
    ...variable.references.flatMap(({ id, isWrite }) => {
      const parent = reading.bindings.parentOf(id);
      const right = parent ? child(parent, 'right') : undefined;
      const isLoaded = reading.bindings.homeOf(id) === variable.home;
      return isWrite && isLoaded && right ? [right] : [];
    }),
  ];
  for (const part of parts) {
    const found = drawIn(reading, part, variable.home, new Set());
    if (found) return found;
  }
  return undefined;
}

/** `static start = Date.now()` */
function staticDraw(
  reading: Reading,
  { declaration, home }: Variable,
  key: string | undefined,
): Draw | undefined {
  const body = child(declaration, 'body');
  const field = list(body ?? declaration, 'body').find(
    (each) =>
      each.type === 'PropertyDefinition' &&
      each.static === true &&
      reading.values.keyOf(each) === key,
  );
  const value = field && child(field, 'value');
  return value && !isFunction(value) ? drawIn(reading, value, home, new Set()) : undefined;
}

function keyed(reading: Reading, init: Syntax, key: string | undefined): Syntax {
  if (init.type !== 'ObjectExpression' || key === undefined) return init;
  const found = list(init, 'properties').find((each) => reading.values.keyOf(each) === key);
  return found ? (child(found, 'value') ?? init) : init;
}

/** The first draw that running this code meets, also inside of the file's functions that it calls. */
function drawIn(reading: Reading, part: Syntax, home: Syntax, seen: Set<Syntax>): Draw | undefined {
  for (const node of reading.bindings.nodesWithin(part)) {
    if (reading.bindings.homeOf(node) !== home) continue;
    const draw = drawAt(reading, node);
    if (draw && LOADED.includes(draw.code)) return draw;
    if (node.type !== 'CallExpression') continue;
    for (const each of reading.values.functionsOf(calleeOf(node))) {
      if (seen.has(each)) continue;
      seen.add(each);
      const body = child(each, 'body');
      const found = body ? drawIn(reading, body, each, seen) : undefined;
      if (found) return found;
    }
  }
  return undefined;
}
