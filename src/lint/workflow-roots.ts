import { child, isFunction, type Syntax } from '../source/syntax.ts';
import type { Bindings } from './bindings.ts';
import { roleGiven, singleTaskName, takesContext, type Roles } from './host-calls.ts';
import type { Variable } from './scopes.ts';
import type { Values } from './values.ts';

export interface Roots {
  /** In the order of the source. */
  sure: Syntax[];
  /** Workflows, unless another workflow turns out to run them. */
  likely: Syntax[];
}

/** The functions that an engine starts. Generators that only serve as lists or steps of others are not among them. */
export function rootsOf(bindings: Bindings, values: Values, roles: Roles): Roots {
  const roots: Roots = { sure: [], likely: [] };
  for (const node of bindings.nodes) {
    if (!isFunction(node)) continue;
    if (roles.workflows.has(node)) roots.sure.push(node);
    else if (roles.activities.has(node)) continue;
    else if (node.generator === true) placeGenerator(bindings, values, node, roots);
    else if (isMistakenWorkflow(bindings, values, node)) roots.likely.push(node);
  }
  return roots;
}

function placeGenerator(bindings: Bindings, values: Values, node: Syntax, roots: Roots): void {
  const holder = holderOf(bindings, node);
  const isMethod = holder?.type === 'Property' || holder?.type === 'MethodDefinition';
  const isContextual = takesContext(node);
  if (isContextual) {
    const variable = variableHolding(bindings, node);
    const isOwn = variable?.isExported === true || !isCalled(bindings, variable);
    (isOwn && !isMethod ? roots.sure : roots.likely).push(node);
    return;
  }
  if (isMethod || bindings.homeOf(node) !== bindings.program) {
    if (asksForTasks(bindings, values, node)) roots.likely.push(node);
    return;
  }
  const parent = bindings.parentOf(node);
  if (parent?.type === 'CallExpression' && roleGiven(values, parent) === undefined) return;
  if (!isCalled(bindings, variableHolding(bindings, node))) roots.likely.push(node);
}

/** An `async function` that asks a context for tasks, and that nobody calls: somebody forgot the star. */
function isMistakenWorkflow(bindings: Bindings, values: Values, node: Syntax): boolean {
  if (!takesContext(node) || bindings.homeOf(node) !== bindings.program) return false;
  const variable = variableHolding(bindings, node);
  if (variable && isCalled(bindings, variable)) return false;
  return asksForTasks(bindings, values, node);
}

function asksForTasks(bindings: Bindings, values: Values, node: Syntax): boolean {
  return bindings.nodesOf(node).some((each) => singleTaskName(values, each) !== undefined);
}

function holderOf(bindings: Bindings, node: Syntax): Syntax | undefined {
  const parent = bindings.parentOf(node);
  return parent?.type.startsWith('TS') ? holderOf(bindings, parent) : parent;
}

/** The variable that a function is kept in. */
function variableHolding(bindings: Bindings, node: Syntax): Variable | undefined {
  const holder = node.type === 'FunctionDeclaration' ? node : holderOf(bindings, node);
  const id = holder ? child(holder, 'id') : undefined;
  if (id?.type !== 'Identifier') return undefined;
  return bindings.lookUpAt(bindings.parentOf(holder ?? node) ?? bindings.program, String(id.name));
}

function isCalled(bindings: Bindings, variable: Variable | undefined): boolean {
  return (
    variable?.references.some(({ id }) => {
      const parent = bindings.parentOf(id);
      return parent?.type === 'CallExpression' && child(parent, 'callee') === id;
    }) === true
  );
}
