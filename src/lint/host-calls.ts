import { child, isFunction, isTypeOnly, list, nameOf, type Syntax } from '../source/syntax.ts';
import type { Bindings } from './bindings.ts';
import type { Values } from './values.ts';

/** Methods whose answer is a task (AUTHORING-API section 1, and Durable Functions' in section 5). */
const TASK_METHODS = new Set([
  'callActivity',
  'callActivityWithRetry',
  'callSubOrchestrator',
  'callSubOrchestratorWithRetry',
  'callChildWorkflow',
  'callSubWorkflow',
  'createTimer',
  'waitForExternalEvent',
  'callHttp',
  'callEntity',
  'lockEntities',
]);

const ACTIVITY_METHODS = new Set([
  'callActivity',
  'callActivityWithRetry',
  'registerActivity',
  'registerActivityWithName',
  'addActivity',
  'addNamedActivity',
  'activity',
]);

const WORKFLOW_METHODS = new Set([
  'registerWorkflow',
  'registerWorkflowWithName',
  'registerVersionedWorkflow',
  'addOrchestrator',
  'addNamedOrchestrator',
  'callSubOrchestrator',
  'callSubOrchestratorWithRetry',
  'callChildWorkflow',
  'callSubWorkflow',
  'scheduleNewWorkflow',
  'scheduleNewOrchestration',
  'orchestration',
  'orchestrator',
]);

/** Calls after which the host knows a workflow, and nothing else. */
const REGISTRATIONS = /^(register|add|orchestrat)/;

/** The last name of what is called: `callActivity` of `ctx.callActivity(…)`. */
export function calledName(values: Values, call: Syntax): string | undefined {
  const callee = child(call, 'callee');
  const target = callee?.type === 'ChainExpression' ? child(callee, 'expression') : callee;
  return target?.type === 'MemberExpression' ? values.keyOf(target) : undefined;
}

/** What is called on, without brackets of optional chains: `ctx` of `ctx?.callActivity(…)`. */
export function calledOn(call: Syntax): Syntax | undefined {
  const callee = child(call, 'callee');
  const target = callee?.type === 'ChainExpression' ? child(callee, 'expression') : callee;
  return target?.type === 'MemberExpression' ? child(target, 'object') : undefined;
}

/** A call that gives a task: of a context, or of something unknown by a name that only contexts have. */
export function isTaskCall(values: Values, node: Syntax): boolean {
  return singleTaskName(values, node) !== undefined || combinator(values, node) !== undefined;
}

/** `callActivity` of a call that asks for one thing. */
export function singleTaskName(values: Values, node: Syntax): string | undefined {
  if (node.type !== 'CallExpression') return undefined;
  const name = values.contextMember(child(node, 'callee')) ?? calledName(values, node);
  if (name === undefined || !TASK_METHODS.has(name)) return undefined;
  return values.functionsOf(child(node, 'callee')).length === 0 ? name : undefined;
}

/** `whenAll` or `whenAny`, however the dialect spells it. */
export function combinator(values: Values, node: Syntax): 'whenAll' | 'whenAny' | undefined {
  if (node.type !== 'CallExpression') return undefined;
  const callee = child(node, 'callee');
  const names = [
    values.contextMember(callee),
    ...values.pathsOf(callee).map((path) => path.at(-1)),
  ];
  if (names.includes('whenAll') || names.includes('Task.all')) return 'whenAll';
  return names.includes('whenAny') || names.includes('Task.any') ? 'whenAny' : undefined;
}

/** The role that a call gives to the functions among its arguments. */
export function roleGiven(values: Values, call: Syntax): 'activity' | 'workflow' | undefined {
  const name = calledName(values, call) ?? values.contextMember(child(call, 'callee'));
  if (name === undefined || values.functionsOf(child(call, 'callee')).length > 0) return undefined;
  if (ACTIVITY_METHODS.has(name)) return 'activity';
  return WORKFLOW_METHODS.has(name) ? 'workflow' : undefined;
}

/** Functions by the role that the file's host code, types and context calls give them. */
export interface Roles {
  activities: Set<Syntax>;
  workflows: Set<Syntax>;
  /** Of these, the ones that a worker is told of: there the executor looks for an async generator. */
  registered: Set<Syntax>;
  /** Registered with Durable Functions, which takes a plain `function*`. */
  classic: Set<Syntax>;
}

export function rolesIn(bindings: Bindings, values: Values): Roles {
  const roles: Roles = {
    activities: new Set(),
    workflows: new Set(),
    registered: new Set(),
    classic: new Set(),
  };
  for (const node of bindings.nodes) {
    if (node.type === 'CallExpression') takeCall(values, node, roles);
    else for (const each of typedWorkflows(values, node)) addWorkflow(roles, each);
  }
  return roles;
}

function takeCall(values: Values, call: Syntax, roles: Roles): void {
  const role = roleGiven(values, call);
  if (role === undefined) return;
  const name = calledName(values, call) ?? '';
  const isClassic = name === 'orchestration' || name === 'orchestrator';
  for (const given of list(call, 'arguments')) {
    for (const value of values.of(given)) {
      const inObject = value.kind === 'object' ? values.member(value, 'handler') : [];
      for (const each of [value, ...inObject]) {
        if (each.kind !== 'function') continue;
        if (role === 'activity') roles.activities.add(each.node);
        else roles.workflows.add(each.node);
        if (role === 'workflow' && REGISTRATIONS.test(name)) roles.registered.add(each.node);
        if (isClassic) roles.classic.add(each.node);
      }
    }
  }
}

function addWorkflow(roles: Roles, node: Syntax): void {
  roles.workflows.add(node);
  roles.registered.add(node);
}

/** `const order: TWorkflow = …`, `(…) as TWorkflow`. */
function typedWorkflows(values: Values, node: Syntax): Syntax[] {
  const isCast = node.type === 'TSAsExpression' || node.type === 'TSSatisfiesExpression';
  const typed = node.type === 'VariableDeclarator' ? child(node, 'id') : isCast ? node : undefined;
  const annotation = typed ? child(typed, 'typeAnnotation') : undefined;
  if (!annotation || !/^(TWorkflow|TOrchestrator)$/.test(typeName(annotation) ?? '')) return [];
  return values.functionsOf(child(node, isCast ? 'expression' : 'init'));
}

/** The name of a type: `WorkflowContext` of `: dapr.WorkflowContext`. */
export function typeName(annotation: Syntax): string | undefined {
  const type =
    annotation.type === 'TSTypeAnnotation' ? child(annotation, 'typeAnnotation') : annotation;
  const name = type ? child(type, 'typeName') : undefined;
  if (!name) return undefined;
  return nameOf(name.type === 'TSQualifiedName' ? child(name, 'right') : name);
}

const CONTEXT_NAMES =
  /^_?(ctx|context|wfCtx|workflowContext|workflowCtx|orchestrationContext|orchestration|octx)$/i;
const CONTEXT_TYPES = /^(WorkflowContext|OrchestrationContext|RuntimeOrchestrationContext)$/;

/** True when a function's first parameter looks like a workflow's context. */
export function takesContext(node: Syntax): boolean {
  const first = list(node, 'params').find((each) => nameOf(each) !== 'this');
  if (!first) return false;
  const annotation = child(first, 'typeAnnotation');
  const type = annotation ? typeName(annotation) : undefined;
  if (type !== undefined && CONTEXT_TYPES.test(type)) return true;
  return (
    first.type === 'Identifier' &&
    CONTEXT_NAMES.test(String(first.name)) &&
    !/Activity/.test(type ?? '')
  );
}

/** The node without type casts and optional chains around it. */
export function bare(node: Syntax | undefined): Syntax | undefined {
  if (!node || isFunction(node)) return node;
  const isAround =
    node.type === 'ChainExpression' || (node.type.startsWith('TS') && !isTypeOnly(node));
  return isAround ? bare(child(node, 'expression')) : node;
}
