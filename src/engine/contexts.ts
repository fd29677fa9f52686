import * as asks from './asks.ts';
import { whenAllIn, whenAnyIn } from './composite.ts';
import type { ParentInstance } from './history.ts';
import { type Named, nameOf } from './names.ts';
import type { Orchestration } from './orchestration.ts';
import { type Logger, ReplaySafeLogger } from './replay-safe-logger.ts';
import type { Task } from './task.ts';
import { compareVersions } from './version.ts';

/** What both engines' own contexts have (AUTHORING-API section 1). */
class OrchestrationContext {
  static readonly name: string = 'OrchestrationContext';
  readonly #turn: Orchestration;

  constructor(turn: Orchestration) {
    this.#turn = turn;
  }

  protected static turnOf(context: OrchestrationContext): Orchestration {
    return context.#turn;
  }

  get instanceId(): string {
    return this.#turn.instanceId;
  }

  get currentUtcDateTime(): Date {
    return this.#turn.now;
  }

  get isReplaying(): boolean {
    this.#turn.wasReplayAsked = true;
    return this.#turn.isReplaying;
  }

  createTimer(fireAt: Date | number): Task {
    return asks.createTimer(this.#turn, fireAt);
  }

  waitForExternalEvent(name: string): Task {
    return asks.waitForExternalEvent(this.#turn, name);
  }

  continueAsNew(newInput: unknown, saveEvents: boolean = false): void {
    this.#turn.continueAsNew(newInput, saveEvents);
  }

  setCustomStatus(status: unknown): void {
    asks.setCustomStatus(this.#turn, status);
  }

  /** Dapr has this in Go, Python, .NET and Java, not in JavaScript (SEMANTICS section 12). */
  isPatched(name: string): boolean {
    return asks.isPatched(this.#turn, name);
  }
}

/** The context of the executor inside `@dapr/dapr`, before its WorkflowContext is put around it. */
export class DaprInnerContext extends OrchestrationContext {
  static override readonly name: string = 'RuntimeOrchestrationContext';

  callActivity(activity: Named, input?: unknown): Task {
    return asks.callActivity(OrchestrationContext.turnOf(this), activity, input, undefined);
  }

  callSubOrchestrator(orchestrator: Named, input?: unknown, instanceId?: string): Task {
    const turn = OrchestrationContext.turnOf(this);
    return asks.callSubOrchestrator(turn, orchestrator, input, { instanceId });
  }
}

/** The context of `@microsoft/durabletask-js`, entities aside. */
export class DurableTaskContext extends OrchestrationContext {
  static override readonly name: string = 'RuntimeOrchestrationContext';

  get parent(): ParentInstance | undefined {
    return OrchestrationContext.turnOf(this).parent;
  }

  get version(): string {
    return OrchestrationContext.turnOf(this).version;
  }

  compareVersionTo(version: string): number {
    return compareVersions(this.version, version);
  }

  callActivity(activity: Named, input?: unknown, options?: asks.TaskOptions): Task {
    return asks.callActivity(OrchestrationContext.turnOf(this), activity, input, options);
  }

  callSubOrchestrator(orchestrator: Named, input?: unknown, options?: asks.TaskOptions): Task {
    const turn = OrchestrationContext.turnOf(this);
    return asks.callSubOrchestrator(turn, orchestrator, input, options);
  }

  sendEvent(instanceId: string, eventName: string, eventData?: unknown): void {
    asks.sendEvent(OrchestrationContext.turnOf(this), instanceId, eventName, eventData);
  }

  newGuid(): string {
    return asks.newGuid(OrchestrationContext.turnOf(this));
  }

  createReplaySafeLogger(logger: Logger): ReplaySafeLogger {
    return new ReplaySafeLogger(this, logger);
  }
}

/** What a workflow registered with Dapr's WorkflowRuntime sees: methods, and whenAll and whenAny on the context. */
export class WorkflowContext {
  static readonly name: string = 'WorkflowContext';
  readonly #turn: Orchestration;

  constructor(turn: Orchestration) {
    this.#turn = turn;
  }

  getWorkflowInstanceId(): string {
    return this.#turn.instanceId;
  }

  getCurrentUtcDateTime(): Date {
    return this.#turn.now;
  }

  isReplaying(): boolean {
    this.#turn.wasReplayAsked = true;
    return this.#turn.isReplaying;
  }

  createTimer(fireAt: Date | number): Task {
    return asks.createTimer(this.#turn, fireAt);
  }

  callActivity(activity: Named, input?: unknown): Task {
    // The wrapper finds the name first, so a nameless function takes no id here.
    return asks.callActivity(this.#turn, nameOf(activity), input, undefined);
  }

  callChildWorkflow(workflow: Named, input?: unknown, instanceId?: string): Task {
    return asks.callSubOrchestrator(this.#turn, workflow, input, { instanceId });
  }

  /** The older name of `callChildWorkflow`. */
  callSubWorkflow(workflow: Named, input?: unknown, instanceId?: string): Task {
    return this.callChildWorkflow(workflow, input, instanceId);
  }

  waitForExternalEvent(name: string): Task {
    return asks.waitForExternalEvent(this.#turn, name);
  }

  continueAsNew(newInput: unknown, saveEvents: boolean): void {
    this.#turn.continueAsNew(newInput, saveEvents);
  }

  setCustomStatus(status: unknown): void {
    asks.setCustomStatus(this.#turn, status);
  }

  /** Dapr has this in Go, Python, .NET and Java, not in JavaScript (SEMANTICS section 12). */
  isPatched(name: string): boolean {
    return asks.isPatched(this.#turn, name);
  }

  whenAll(tasks: Task[]): Task<unknown[]> {
    return whenAllIn(this.#turn.dialect, tasks);
  }

  whenAny(tasks: Task[]): Task<Task> {
    return whenAnyIn(this.#turn.dialect, tasks);
  }
}
