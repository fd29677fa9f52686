import { child, isFunction, list, type Syntax } from '../../source/syntax.ts';
import { calledName, roleGiven } from '../host-calls.ts';
import { argumentsOf, calleeOf, realParent, type Reading } from '../reading.ts';
import type { Report } from '../report.ts';
import type { Variable } from '../scopes.ts';

const CHANGING =
  /^(push|pop|shift|unshift|splice|reverse|fill|copyWithin|set|add|delete|clear|append)$/;
const ARRAY_CALLS = /^(forEach|map|filter|reduce|some|every|flatMap|sort)$/;

/** Variables outside of the workflow that change while the app runs. A crash empties them; a replay finds other values. */
export function moduleStateReports(reading: Reading): Report[] {
  const { bindings, code } = reading;
  const reports: Report[] = [];
  const changing = new Map<Variable, boolean>();
  for (const [home] of code.reached) {
    const told = new Set<Variable | string>();
    for (const node of bindings.nodesOf(home)) {
      const variable = node.type === 'Identifier' ? bindings.variableOf(node) : undefined;
      const global = variable ? undefined : writtenGlobal(reading, node);
      if (global !== undefined && !told.has(global)) {
        told.add(global);
        reports.push(stateReport(node, global));
      }
      if (!variable || told.has(variable) || code.has(variable.home)) continue;
      if (!/^(const|let|class|function)$/.test(variable.kind) || isExportOnly(reading, node))
        continue;
      let changes = changing.get(variable);
      if (changes === undefined) {
        changes = isChanging(reading, variable);
        changing.set(variable, changes);
      }
      if (!changes || (variable.kind === 'function' && !isMemberRoot(reading, node))) continue;
      told.add(variable);
      reports.push(stateReport(node, variable.name));
    }
  }
  return reports;
}

function stateReport(node: Syntax, name: string): Report {
  return {
    code: 'RS110',
    node,
    message: `${name} lives outside of the workflow and changes while the app runs. A crash loses it, and every replay changes it again. Keep it in a variable of the workflow, or let an activity keep it.`,
    fixes: [],
  };
}

const isExportOnly = (reading: Reading, node: Syntax): boolean =>
  reading.bindings.parentOf(node)?.type === 'ExportSpecifier';

const isMemberRoot = (reading: Reading, node: Syntax): boolean => {
  const parent = reading.bindings.parentOf(node);
  return parent?.type === 'MemberExpression' && child(parent, 'object') === node;
};

/** `globalThis.count = …`, `count = …` without a declaration. */
function writtenGlobal(reading: Reading, node: Syntax): string | undefined {
  if (node.type !== 'AssignmentExpression' && node.type !== 'UpdateExpression') return undefined;
  const target = child(node, 'left') ?? child(node, 'argument');
  for (const path of reading.values.pathsOf(target)) {
    const isPackage = path[0]?.startsWith('package ') === true || path[0] === 'sdk';
    const isOwn =
      target?.type === 'Identifier' && reading.bindings.variableOf(target) !== undefined;
    if (!isPackage && !isOwn && path[0] !== 'process' && path.length > 0) return path.join('.');
  }
  return undefined;
}

/** True when the variable, or what it holds, is changed by code that runs after the file was loaded. */
function isChanging(reading: Reading, variable: Variable): boolean {
  return variable.references.some(({ id, isWrite }) => {
    const isChange = isWrite || isChangedAt(reading, variable, id) || isStatefulCall(reading, id);
    return isChange && !runsAtLoad(reading, reading.bindings.homeOf(id), new Set());
  });
}

/** `counts[key] = 1`, `counts.total++`, `delete counts.x`, `cache.set(…)`, `Object.assign(counts, …)`, `[...].push` */
function isChangedAt(reading: Reading, variable: Variable, id: Syntax): boolean {
  const { bindings, values } = reading;
  let { parent, child: at } = realParent(bindings, id);
  if (parent?.type === 'CallExpression' && argumentsOf(parent)[0] === at) {
    const paths = values.pathsOf(calleeOf(parent)).map((path) => path.join('.'));
    return paths.some((path) =>
      /^(Object\.(assign|defineProperty)|Reflect\.(set|deleteProperty))$/.test(path),
    );
  }
  if (parent?.type !== 'MemberExpression' || child(parent, 'object') !== at) return false;
  while (parent?.type === 'MemberExpression' && child(parent, 'object') === at) {
    const member: Syntax = parent;
    ({ parent, child: at } = realParent(bindings, member));
    if (parent?.type === 'CallExpression' && calleeOf(parent) === at)
      return CHANGING.test(values.keyOf(member) ?? '') && holdsCollection(variable, member, id);
  }
  if (!parent) return false;
  if (parent.type === 'AssignmentExpression') return child(parent, 'left') === at;
  return (
    parent.type === 'UpdateExpression' ||
    (parent.type === 'UnaryExpression' && parent.operator === 'delete')
  );
}

/** A method called `add` may mean anything; of a list, map or set it means a change. */
function holdsCollection(variable: Variable, member: Syntax, id: Syntax): boolean {
  const init = child(variable.declaration, 'init');
  if (!init) return variable.kind === 'let';
  const isDirect = child(member, 'object') === id;
  if (init.type === 'ObjectExpression') return !isDirect || list(init, 'properties').length === 0;
  return init.type === 'ArrayExpression' || init.type === 'NewExpression';
}

/** A method of the file's own class or object, or a closure, that changes what it belongs to: `counter.next()`. */
function isStatefulCall(reading: Reading, id: Syntax): boolean {
  const { bindings, values } = reading;
  const { parent, child: at } = realParent(bindings, id);
  const isMethod = parent?.type === 'MemberExpression' && child(parent, 'object') === at;
  const member = isMethod ? realParent(bindings, parent) : { parent, child: at };
  const call = member.parent;
  if (call?.type !== 'CallExpression' || calleeOf(call) !== member.child) return false;
  if (isMethod && values.keyOf(parent) === 'next' && isGeneratorObject(reading, id)) return true;
  return values.functionsOf(calleeOf(call)).some((each) => changesItsOwn(reading, each, new Set()));
}

/** `const numbers = count();` at the top, of a generator function. */
function isGeneratorObject(reading: Reading, id: Syntax): boolean {
  const variable = reading.bindings.variableOf(id);
  const init = variable ? child(variable.declaration, 'init') : undefined;
  return (
    init?.type === 'CallExpression' &&
    reading.values.functionsOf(calleeOf(init)).some((each) => each.generator === true)
  );
}

function changesItsOwn(reading: Reading, home: Syntax, seen: Set<Syntax>): boolean {
  if (seen.has(home)) return false;
  seen.add(home);
  const { bindings, values, code } = reading;
  return bindings.nodesOf(home).some((node) => {
    const isWrite = node.type === 'AssignmentExpression' || node.type === 'UpdateExpression';
    const target = isWrite
      ? (child(node, 'left') ?? child(node, 'argument'))
      : changedObject(reading, node);
    if (target) {
      let root: Syntax | undefined = target;
      while (root?.type === 'MemberExpression') root = child(root, 'object');
      if (root?.type === 'ThisExpression') return true;
      const variable = root?.type === 'Identifier' ? bindings.variableOf(root) : undefined;
      // What a closure keeps between its calls.
      if (
        variable &&
        variable.home !== home &&
        variable.home !== bindings.program &&
        !code.has(variable.home)
      )
        return true;
    }
    if (
      node.type !== 'CallExpression' ||
      child(calleeOf(node) ?? node, 'object')?.type !== 'ThisExpression'
    )
      return false;
    return values.functionsOf(calleeOf(node)).some((each) => changesItsOwn(reading, each, seen));
  });
}

/** `this.items` of `this.items.push(…)` */
function changedObject(reading: Reading, node: Syntax): Syntax | undefined {
  if (node.type !== 'CallExpression' || !CHANGING.test(calledName(reading.values, node) ?? ''))
    return undefined;
  return child(calleeOf(node) ?? node, 'object');
}

/** True for code that only runs while the file is loaded: there a change is the same in every app run. */
function runsAtLoad(reading: Reading, home: Syntax, seen: Set<Syntax>): boolean {
  const { bindings, values } = reading;
  if (home === bindings.program) return true;
  if (!isFunction(home) || home.async === true || home.generator === true || seen.has(home))
    return false;
  seen.add(home);
  const { parent, child: at } = realParent(bindings, home);
  if (parent?.type === 'CallExpression' && roleGiven(values, parent) === undefined) {
    const isCalled = calleeOf(parent) === at || ARRAY_CALLS.test(calledName(values, parent) ?? '');
    return isCalled && runsAtLoad(reading, bindings.homeOf(parent), seen);
  }
  const holder = home.type === 'FunctionDeclaration' ? home : parent;
  const variable = bindings.declaredBy(holder)[0];
  if (!variable || variable.isExported || variable.references.length === 0) return false;
  return variable.references.every(({ id }) => {
    const call = bindings.parentOf(id);
    const isCall = call?.type === 'CallExpression' && calleeOf(call) === id;
    return isCall && runsAtLoad(reading, bindings.homeOf(call), seen);
  });
}
