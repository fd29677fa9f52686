import type { Use } from './imports.ts';
import { functionOf, type ProgramFunction } from './module-shape.ts';
import { CLIENTS, WORKERS } from './modules.ts';
import { nodesIn } from './names-used.ts';
import { problemAt, type Problem } from './problem.ts';
import { child, isFunction, list, nameOf, unwrapped, type Syntax } from './syntax.ts';

/** A workflow or an activity that host code registers, as far as the text tells. Lines count from 1. */
export interface Registered {
  /** The name that it is registered under. */
  name: string;
  line: number;
  endLine: number;
  isSyncGenerator: boolean;
}

/** What a program's own host code does, as far as the text tells: what is registered is known for sure only by running it. */
export interface HostCode {
  /** It starts workflows itself. */
  hasClient: boolean;
  /** The module that the worker comes from (modules.ts). */
  worker: string;
  /** How the contexts look to the workflows: as the worker's SDK has it. */
  facade: 'dapr' | 'durabletask';
  workflows: Registered[];
  activities: Registered[];
  /** Every named function of the text, at any depth, and each registered one by that name. */
  functions: ProgramFunction[];
  problems: Problem[];
}

const REGISTRATIONS: Readonly<Record<string, { role: 'workflow' | 'activity'; isNamed: boolean }>> =
  {
    registerWorkflow: { role: 'workflow', isNamed: false },
    registerWorkflowWithName: { role: 'workflow', isNamed: true },
    registerVersionedWorkflow: { role: 'workflow', isNamed: true },
    addOrchestrator: { role: 'workflow', isNamed: false },
    addNamedOrchestrator: { role: 'workflow', isNamed: true },
    registerActivity: { role: 'activity', isNamed: false },
    registerActivityWithName: { role: 'activity', isNamed: true },
    addActivity: { role: 'activity', isNamed: false },
    addNamedActivity: { role: 'activity', isNamed: true },
  };

/** The host code of a program; undefined when it has none: then the page starts its workflow. */
export function hostCodeOf(
  program: Syntax,
  uses: readonly Use[],
  topFunctions: readonly ProgramFunction[],
): HostCode | undefined {
  const worker = uses.find(({ name }) => WORKERS.includes(name));
  const client = uses.find(({ name }) => CLIENTS.includes(name));
  if (!worker && !client) return undefined;
  const functions = namedFunctions(program, topFunctions);
  const found: Record<'workflow' | 'activity', Registered[]> = { workflow: [], activity: [] };
  let isWhole = true;
  // A chain of calls is nested the other way round than it reads.
  const registrations = [...nodesIn(program)]
    .flatMap((node) => registrationIn(node) ?? [])
    .sort((a, b) => a.given.start - b.given.start);
  for (const registration of registrations) {
    const registered = registeredBy(registration, functions);
    if (registered) found[registration.role].push(registered);
    else if (registration.role === 'workflow') isWhole = false;
  }
  const others = isWhole ? [] : functions.filter(({ kind }) => kind === 'workflow');
  const workflows = byName([...found.workflow, ...others]);
  const activities = byName(found.activity);
  return {
    hasClient: client !== undefined,
    worker: (worker ?? client)?.module ?? '',
    facade: (worker ?? client)?.module === '@dapr/dapr' ? 'dapr' : 'durabletask',
    workflows,
    activities,
    functions: [
      ...functions.map((each) =>
        workflows.some(({ name }) => name === each.name)
          ? { ...each, kind: 'workflow' as const }
          : each,
      ),
      ...aliases(workflows, 'workflow', functions),
      ...aliases(activities, 'function', functions),
    ],
    problems: client && !worker ? [problemAt(client.node, NO_WORKER(client.name))] : [],
  };
}

const NO_WORKER = (client: string): string =>
  `${client} starts workflows, but nothing in this file runs them. Put the code with WorkflowRuntime or TaskHubGrpcWorker into this file too.`;

interface Registration {
  role: 'workflow' | 'activity';
  /** Absent: the function's own. */
  name?: string;
  given: Syntax;
}

function registrationIn(node: Syntax): Registration | undefined {
  const callee = node.type === 'CallExpression' ? child(node, 'callee') : undefined;
  const method =
    callee?.type === 'MemberExpression' ? nameOf(child(callee, 'property')) : undefined;
  if (method === undefined || !Object.hasOwn(REGISTRATIONS, method)) return undefined;
  const known = REGISTRATIONS[method];
  const [first, second] = list(node, 'arguments');
  const given = known?.isNamed ? second : first;
  if (!known || !given) return undefined;
  if (!known.isNamed) return { role: known.role, given };
  // A name that is put together is known only by running it.
  const name = first?.type === 'Literal' ? String(first.value) : undefined;
  return { role: known.role, given, ...(name !== undefined && { name }) };
}

function registeredBy(
  { name, given }: Registration,
  functions: readonly ProgramFunction[],
): Registered | undefined {
  const value = unwrapped(given);
  if (value && isFunction(value)) {
    const own = name ?? nameOf(child(value, 'id'));
    return own === undefined ? undefined : functionOf(own, value, value, false);
  }
  const local =
    value?.type === 'MemberExpression' ? nameOf(child(value, 'property')) : nameOf(value);
  const known = functions.find((each) => each.name === local);
  if (!known) return undefined;
  const { line, endLine, isSyncGenerator } = known;
  return { name: name ?? known.name, line, endLine, isSyncGenerator };
}

/** Functions at any depth by their names; of several with one name the first. */
function namedFunctions(program: Syntax, top: readonly ProgramFunction[]): ProgramFunction[] {
  const functions = [...top];
  const add = (name: string | undefined, node: Syntax | undefined, place: Syntax): void => {
    const value = unwrapped(node);
    if (name === undefined || !value || !isFunction(value)) return;
    if (!functions.some((each) => each.name === name))
      functions.push(functionOf(name, value, place, false));
  };
  for (const node of nodesIn(program)) {
    if (node.type === 'FunctionDeclaration') add(nameOf(child(node, 'id')), node, node);
    else if (node.type === 'VariableDeclarator')
      add(nameOf(child(node, 'id')), child(node, 'init'), node);
    else if (
      node.type === 'Property' ||
      node.type === 'PropertyDefinition' ||
      node.type === 'MethodDefinition'
    )
      add(nameOf(child(node, 'key')), child(node, 'value'), node);
    else if (node.type === 'FunctionExpression') add(nameOf(child(node, 'id')), node, node);
  }
  return functions.sort((a, b) => a.line - b.line);
}

function aliases(
  registered: readonly Registered[],
  kind: ProgramFunction['kind'],
  functions: readonly ProgramFunction[],
): ProgramFunction[] {
  return registered
    .filter(({ name }) => !functions.some((each) => each.name === name))
    .map((each) => ({ ...each, kind, isExported: false }));
}

function byName(registered: readonly Registered[]): Registered[] {
  const names = new Map<string, Registered>();
  for (const { name, line, endLine, isSyncGenerator } of registered)
    if (!names.has(name)) names.set(name, { name, line, endLine, isSyncGenerator });
  return [...names.values()];
}
