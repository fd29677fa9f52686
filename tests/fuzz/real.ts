import { createRequire } from 'node:module';
import { NO_DATE_MS, type Action } from '../../src/engine/action.ts';
import type { Failure, HistoryEvent, Status } from '../../src/engine/history.ts';
import type { Dialect } from '../../src/engine/turn.ts';
import { toProto, type Fields, type Proto } from './proto.ts';

const load = createRequire(import.meta.url);

/** What the executor of an SDK answers to one turn. */
export type RealAnswer =
  { actions: Action[]; customStatus: unknown } | { threw: { type: string; message: string } };

/** A workflow function of either SDK. */
export type Workflow = (context: never, input: never) => unknown;

/** What a made-up workflow may import. */
export interface Exports {
  whenAll: unknown;
  whenAny: unknown;
  RetryPolicy: unknown;
  Task: unknown;
}

/** A real SDK with its executor. */
export interface RealSdk {
  exports: Exports;
  /** `wrapped`: in Dapr's WorkflowContext, as WorkflowRuntime does it. */
  execute(
    name: string,
    workflow: Workflow,
    isWrapped: boolean,
    instanceId: string,
    oldEvents: readonly HistoryEvent[],
    newEvents: readonly HistoryEvent[],
  ): Promise<RealAnswer>;
}

interface Registry {
  addNamedOrchestrator(name: string, workflow: Workflow): void;
}

interface Executor {
  execute(
    instanceId: string,
    oldEvents: unknown[],
    newEvents: unknown[],
  ): Promise<{ actions: Fields[]; customStatus: unknown }>;
}

const SILENT = { error() {}, warn() {}, info() {}, debug() {} };
const STATUSES: readonly Status[] = [
  'RUNNING',
  'COMPLETED',
  'CONTINUED_AS_NEW',
  'FAILED',
  'CANCELED',
  'TERMINATED',
  'PENDING',
  'SUSPENDED',
];

/** The executor inside `@microsoft/durabletask-js` or `@dapr/dapr`. */
export function realSdk(dialect: Dialect): RealSdk {
  const root =
    dialect === 'durabletask'
      ? '@microsoft/durabletask-js/dist'
      : '@dapr/dapr/workflow/internal/durabletask';
  const part = <Part>(path: string): Part => load(`${root}/${path}`) as Part;
  const { OrchestrationExecutor } = part<{
    OrchestrationExecutor: new (registry: Registry, logger?: unknown) => Executor;
  }>('worker/orchestration-executor');
  const { Registry } = part<{ Registry: new () => Registry }>('worker/registry');
  const proto = part<Proto>('proto/orchestrator_service_pb');
  const wrap = wrapper(dialect);
  return {
    exports: exportsOf(dialect, part),
    async execute(name, workflow, isWrapped, instanceId, oldEvents, newEvents) {
      const registry = new Registry();
      registry.addNamedOrchestrator(name, isWrapped ? wrap(workflow) : workflow);
      const executor = new OrchestrationExecutor(registry, SILENT);
      if ('logger' in executor) executor.logger = SILENT;
      const convert = (event: HistoryEvent): unknown => toProto(proto, event);
      const old = oldEvents.map(convert);
      const fresh = newEvents.map(convert);
      let answer: Awaited<ReturnType<Executor['execute']>>;
      try {
        answer = await executor.execute(instanceId, old, fresh);
      } catch (thrown) {
        const { name: type, message } = thrown as Error;
        return { threw: { type, message } };
      }
      return { actions: answer.actions.map(actionOf), customStatus: answer.customStatus };
    },
  };
}

function exportsOf(dialect: Dialect, part: <Part>(path: string) => Part): Exports {
  const { whenAll, whenAny } = part<Exports>('task');
  const { Task } = part<Exports>('task/task');
  const RetryPolicy =
    dialect === 'durabletask'
      ? part<Exports>('task/retry/retry-policy').RetryPolicy
      : // Dapr's SDK has none; the name must exist.
        class {};
  return { whenAll, whenAny, Task, RetryPolicy };
}

function wrapper(dialect: Dialect): (workflow: Workflow) => Workflow {
  if (dialect === 'durabletask') return (workflow) => workflow;
  const { default: WorkflowContext } = load('@dapr/dapr/workflow/runtime/WorkflowContext') as {
    default: new (inner: unknown) => unknown;
  };
  return (workflow) => (inner, input) => workflow(new WorkflowContext(inner) as never, input);
}

/** Protobuf's text wrapper: absent and empty are different. */
function text(wrapped: Fields | undefined): string | undefined {
  return wrapped?.getValue?.() as string | undefined;
}

function actionOf(action: Fields): Action {
  const id = action.getId?.() as number;
  const task = action.getScheduletask?.() as Fields | undefined;
  if (task) return { type: 'ScheduleTask', id, name: nameIn(task), ...inputIn(task) };
  const timer = action.getCreatetimer?.() as Fields | undefined;
  if (timer) return { type: 'CreateTimer', id, fireAtMs: dueIn(timer) };
  const child = action.getCreatesuborchestration?.() as Fields | undefined;
  if (child) {
    const version = text(child.getVersion?.() as Fields | undefined);
    return {
      type: 'CreateSubOrchestration',
      id,
      name: nameIn(child),
      instanceId: child.getInstanceid?.() as string,
      ...inputIn(child),
      ...(version === undefined ? {} : { version }),
    };
  }
  const sent = action.getSendevent?.() as Fields | undefined;
  if (sent) {
    const target = sent.getInstance?.() as Fields | undefined;
    const input = text(sent.getData?.() as Fields | undefined);
    const instanceId = target?.getInstanceid?.() as string;
    return {
      type: 'SendEvent',
      id,
      name: nameIn(sent),
      instanceId,
      ...(input === undefined ? {} : { input }),
    };
  }
  const completion = action.getCompleteorchestration?.() as Fields | undefined;
  if (completion) return completionOf(id, completion);
  const rewind = action.getRewindorchestration?.() as Fields | undefined;
  if (rewind) {
    const newHistory = eventsIn(rewind).map(briefly);
    return { type: 'RewindOrchestration', id, newHistory };
  }
  throw new Error(`an action that is not known here, with id ${id}`);
}

function eventsIn(rewind: Fields): Fields[] {
  return (rewind.getNewhistoryList?.() ?? []) as Fields[];
}

/** Of the history that a rewind leaves, only which events it holds. */
function briefly(event: Fields): HistoryEvent {
  const type = EVENT_TYPES.find((each) =>
    event[`has${each.charAt(0)}${each.slice(1).toLowerCase()}`]?.(),
  );
  return { type, id: event.getEventid?.() } as HistoryEvent;
}

const EVENT_TYPES = [
  'OrchestratorStarted',
  'OrchestratorCompleted',
  'ExecutionStarted',
  'ExecutionTerminated',
  'ExecutionSuspended',
  'ExecutionResumed',
  'ExecutionRewound',
  'TaskScheduled',
  'TaskCompleted',
  'SubOrchestrationInstanceCreated',
  'SubOrchestrationInstanceCompleted',
  'TimerCreated',
  'TimerFired',
  'EventSent',
  'EventRaised',
] as const;

function nameIn(message: Fields): string {
  return message.getName?.() as string;
}

function inputIn(message: Fields): { input?: string } {
  const input = text(message.getInput?.() as Fields | undefined);
  return input === undefined ? {} : { input };
}

function dueIn(timer: Fields): number {
  const at = timer.getFireat?.() as Fields;
  const ms = (at.getSeconds?.() as number) * 1000 + (at.getNanos?.() as number) / 1e6;
  return Number.isNaN(ms) ? NO_DATE_MS : ms;
}

function completionOf(id: number, completion: Fields): Action {
  const result = text(completion.getResult?.() as Fields | undefined);
  const failure = completion.getFailuredetails?.() as Fields | undefined;
  const carried = completion.getCarryovereventsList?.() as Fields[];
  const action: Action = {
    type: 'CompleteOrchestration',
    id,
    status: STATUSES[completion.getOrchestrationstatus?.() as number] ?? 'RUNNING',
  };
  if (result !== undefined) action.result = result;
  if (failure) action.failure = failureOf(failure);
  if (carried.length > 0) {
    action.carryoverEvents = carried.map((event) => {
      const raised = event.getEventraised?.() as Fields;
      const input = text(raised.getInput?.() as Fields | undefined);
      const base = { type: 'EventRaised', id: -1, timestampMs: 0, name: nameIn(raised) } as const;
      return input === undefined ? base : { ...base, input };
    });
  }
  return action;
}

function failureOf(details: Fields): Failure {
  const inner = details.getInnerfailure?.() as Fields | undefined;
  return {
    type: details.getErrortype?.() as string,
    message: details.getErrormessage?.() as string,
    ...(inner ? { inner: failureOf(inner) } : {}),
  };
}
