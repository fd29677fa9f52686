import { runInThisContext } from 'node:vm';
import { vi } from 'vitest';
import {
  executorsOf,
  load,
  rootOf,
  SILENT,
  type Backend,
  type Executors,
  type Instance,
  type Registered,
  type Registry,
} from './real-executors.ts';
import type { RealLife, RealStimulus, RunLine } from './real-line.ts';
import { eventOf, failureOf, type Message } from './real-messages.ts';

const STATUSES = [
  'RUNNING',
  'COMPLETED',
  'CONTINUED_AS_NEW',
  'FAILED',
  'CANCELED',
  'TERMINATED',
  'PENDING',
  'SUSPENDED',
];
const FAILED = 3;
const TERMINAL = new Set(['COMPLETED', 'FAILED', 'TERMINATED']);
const MAIN = 'wf-1';
const MOST_WORK = 300;

/**
 * Runs a whole life of `wf-1` with the real executors on durabletask-js's in-memory backend: one work item at a time, turns before
 * activities, on a clock that stands still but for `sleep`. `hasTurnClock`: each turn begins with an OrchestratorStarted, as a
 * sidecar's does; the backend writes one for each generation.
 */
export async function liveForReal(line: RunLine, hasTurnClock = false): Promise<RealLife> {
  vi.useFakeTimers({
    toFake: ['Date', 'setTimeout', 'clearTimeout'],
    now: Date.UTC(2026, 0, 1),
  });
  // The SDK in use is loaded last: both keep their protobuf classes in one global namespace.
  const { InMemoryOrchestrationBackend } = load(
    `${rootOf('durabletask')}/testing/in-memory-backend`,
  ) as {
    InMemoryOrchestrationBackend: new () => Backend;
  };
  const life = new RealSystem(line, new InMemoryOrchestrationBackend(), hasTurnClock);
  try {
    for (const stimulus of line.stimuli) await life.stimulate(stimulus);
    return await life.end();
  } finally {
    vi.useRealTimers();
  }
}

/** Turns and activities without end, as far as one can wait. */
export class EndlessLife extends Error {}

function addClock({ pendingEvents }: Instance): void {
  if (pendingEvents[0]?.hasOrchestratorstarted?.()) return;
  const { newOrchestratorStartedEvent } = load(`${rootOf('durabletask')}/utils/pb-helper.util`) as {
    newOrchestratorStartedEvent(this: void, at: Date): Message;
  };
  pendingEvents.unshift(newOrchestratorStartedEvent(new Date()));
}

class RealSystem {
  readonly #line: RunLine;
  readonly #hasTurnClock: boolean;
  readonly #backend: Backend;
  readonly #executors: Executors;
  readonly #state = {};
  readonly #invocations: RealLife['activityInvocations'] = [];
  #orchestrators: Record<string, string>;
  #activities: Record<string, string>;
  #registry: Registry | undefined;
  #process = 0;
  #work = 0;
  #ending: RealLife | undefined;

  constructor(line: RunLine, backend: Backend, hasTurnClock: boolean) {
    this.#line = line;
    this.#hasTurnClock = hasTurnClock;
    this.#backend = backend;
    this.#executors = executorsOf(line.dialect);
    this.#orchestrators = line.orchestrators;
    this.#activities = line.activities;
    backend.createInstance(MAIN, 'Workflow', line.input);
  }

  async stimulate(stimulus: RealStimulus): Promise<void> {
    const backend = this.#backend;
    switch (stimulus.do) {
      case 'startWorker':
        if (!this.#registry) this.#start();
        return;
      case 'stopWorker':
        this.#registry = undefined;
        return;
      case 'redeploy': {
        const { workflow, activities } = stimulus.with ?? {};
        this.#activities = activities ?? this.#activities;
        const { Workflow: old, ...others } = this.#orchestrators;
        const next = workflow === undefined ? old : workflow;
        this.#orchestrators = next ? { ...others, Workflow: next } : others;
        this.#start();
        return;
      }
      case 'idle':
        await this.#workOff();
        return;
      case 'observe':
        return;
      case 'sleep':
        await this.#sleep(stimulus.ms);
        return;
      case 'raiseEvent':
        backend.raiseEvent(
          stimulus.instance ?? MAIN,
          stimulus.name,
          JSON.stringify(stimulus.data ?? null),
        );
        return;
      case 'terminate':
        backend.terminate(stimulus.instance ?? MAIN, JSON.stringify(stimulus.output ?? null));
        return;
      case 'suspend':
        backend.suspend(stimulus.instance ?? MAIN);
        return;
      case 'resume':
        backend.resume(stimulus.instance ?? MAIN);
        return;
      case 'rewind':
        backend.rewindInstance(stimulus.instance ?? MAIN);
        if ((stimulus.instance ?? MAIN) === MAIN) this.#ending = undefined;
        return;
      case 'schedule': {
        const { name, instance, input } = stimulus;
        backend.createInstance(instance ?? MAIN, name, JSON.stringify(input));
        return;
      }
    }
  }

  async end(): Promise<RealLife> {
    await this.#sleep(10_000);
    const ending = this.#ending ?? this.#snapshot();
    this.#backend.reset();
    const life = { ...ending, activityInvocations: this.#invocations };
    // Drawn by the backend; the command writes the same.
    return JSON.parse(
      JSON.stringify(life).replaceAll(/[0-9a-f]{32}/g, '<executionId>'),
    ) as RealLife;
  }

  #start(): void {
    this.#process++;
    const { whenAll, whenAny } = this.#load('task') as Record<string, unknown>;
    const { Task } = this.#load('task/task') as { Task: unknown };
    const RetryPolicy: unknown =
      this.#line.dialect === 'durabletask'
        ? (this.#load('task/retry/retry-policy') as { RetryPolicy: unknown }).RetryPolicy
        : class {};
    const sleep = (): Promise<void> => Promise.resolve();
    const free = { whenAll, whenAny, RetryPolicy, Task, sleep, state: this.#state, trace() {} };
    const compile = (source: string): Registered =>
      (
        runInThisContext(
          `(function (${Object.keys(free).join(', ')}) { return (${source}); })`,
        ) as (...values: unknown[]) => Registered
      )(...Object.values(free));
    const registry = new this.#executors.Registry();
    for (const [name, source] of Object.entries(this.#orchestrators)) {
      registry.addNamedOrchestrator(name, this.#wrapped(compile(source)));
    }
    const process = this.#process;
    for (const [name, source] of Object.entries(this.#activities)) {
      const run = compile(source);
      registry.addNamedActivity(name, (context: never, input: never) => {
        this.#invocations.push({ name, input: JSON.stringify(input), process });
        return run(context, input);
      });
    }
    this.#registry = registry;
  }

  #wrapped(workflow: Registered): Registered {
    if (this.#line.facade !== 'dapr') return workflow;
    const { default: WorkflowContext } = load('@dapr/dapr/workflow/runtime/WorkflowContext') as {
      default: new (inner: unknown) => never;
    };
    return (inner: unknown, input: never) => workflow(new WorkflowContext(inner), input);
  }

  #load(path: string): unknown {
    return load(`${rootOf(this.#line.dialect)}/${path}`);
  }

  async #workOff(): Promise<void> {
    for (;;) {
      // Parents hear of their children through promises.
      await new Promise((resolve) => setImmediate(resolve));
      const registry = this.#registry;
      if (!registry || !this.#backend.hasPendingWork()) return;
      if (++this.#work > MOST_WORK) throw new EndlessLife();
      const instance = this.#backend.getNextOrchestrationWorkItem();
      if (instance) {
        await this.#turn(registry, instance);
        continue;
      }
      await this.#activity(registry);
    }
  }

  async #turn(registry: Registry, instance: Instance): Promise<void> {
    const { instanceId, completionToken } = instance;
    const { OrchestrationExecutor, helpers } = this.#executors;
    const wasOver = TERMINAL.has(STATUSES[instance.status] ?? '');
    // A finished instance that is sent again is the backend's own quirk (SEMANTICS section 15).
    if (wasOver) {
      instance.pendingEvents = [];
      return;
    }
    if (this.#hasTurnClock) addClock(instance);
    const executor = new OrchestrationExecutor(registry, SILENT);
    if ('logger' in executor) executor.logger = SILENT;
    try {
      const { actions, customStatus } = await executor.execute(
        instanceId,
        instance.history,
        instance.pendingEvents,
        instance.executionId,
      );
      this.#backend.completeOrchestration(instanceId, completionToken, actions, customStatus);
    } catch (thrown) {
      const failure = helpers.newFailureDetails(thrown);
      const action = helpers.newCompleteOrchestrationAction(-1, FAILED, undefined, failure);
      this.#backend.completeOrchestration(instanceId, completionToken, [action]);
    }
    if (instanceId === MAIN && TERMINAL.has(STATUSES[instance.status] ?? '')) {
      this.#ending ??= this.#snapshot();
    }
  }

  async #activity(registry: Registry): Promise<void> {
    const item = this.#backend.getNextActivityWorkItem();
    if (!item) return;
    const { ActivityExecutor, helpers } = this.#executors;
    const executor = new ActivityExecutor(registry, SILENT);
    const { instanceId, name, taskId, input } = item;
    try {
      const result = await executor.execute(instanceId, name, taskId, input);
      this.#backend.completeActivity(instanceId, taskId, result);
    } catch (thrown) {
      const isError = thrown instanceof Error || this.#line.dialect === 'dapr';
      const error: unknown = isError ? thrown : new Error(String(thrown));
      this.#backend.completeActivity(instanceId, taskId, undefined, error);
      if (this.#line.dialect !== 'dapr') return;
      // The backend wrote durabletask's details; Dapr's worker sends its own.
      const event = this.#backend.getInstance(instanceId)?.pendingEvents.at(-1);
      (event?.getTaskfailed?.() as Message | undefined)?.setFailuredetails?.(
        helpers.newFailureDetails(thrown),
      );
    }
  }

  /** Millisecond by millisecond, so that timers which are due at different times wake the workflow one after the other. */
  async #sleep(ms: number): Promise<void> {
    await this.#workOff();
    for (let passed = 0; passed <= ms; passed++) {
      if (vi.getTimerCount() === 0) {
        vi.setSystemTime(Date.now() + ms - passed);
        return;
      }
      vi.advanceTimersByTime(passed === 0 ? 0 : 1);
      while (this.#backend.hasPendingWork() && this.#registry) {
        await this.#workOff();
        // A timer that was due when it was made.
        vi.advanceTimersByTime(0);
      }
    }
  }

  #snapshot(): RealLife {
    const instance = this.#backend.getInstance(MAIN);
    if (!instance) throw new Error('the instance is gone');
    let clockMs = 0;
    return {
      finalStatus: STATUSES[instance.status] ?? 'unknown',
      output: instance.output,
      failureDetails: instance.failureDetails && failureOf(instance.failureDetails),
      customStatus: instance.customStatus,
      history: instance.history.map((message) => {
        const event = eventOf(message, clockMs);
        if (event.type === 'OrchestratorStarted') clockMs = Date.parse(event.timestamp ?? '');
        return event;
      }),
      activityInvocations: [],
    };
  }
}
