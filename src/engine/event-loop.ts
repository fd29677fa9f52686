import { confirm, isConfirmation } from './confirm.ts';
import type { ExecutionStarted, HistoryEvent, TurnVersion } from './history.ts';
import { resolveWorkflow } from './named-versions.ts';
import type { Orchestration } from './orchestration.ts';
import type { OrchestratorRegistry } from './program.ts';
import { completeTask, failTask, fireTimer, isEmpty, parse, raiseEvent } from './resolve.ts';
import type { Dialect } from './turn.ts';

/** An event that waits for the workflow to be resumed, with its position. */
type Held = [eventNumber: number, event: HistoryEvent];

/** Takes up one event after the other, and holds back what a suspended workflow must not see. */
export class EventLoop {
  readonly #turn: Orchestration;
  readonly #program: OrchestratorRegistry;
  #held: Held[] = [];

  constructor(turn: Orchestration, program: OrchestratorRegistry) {
    this.#turn = turn;
    this.#program = program;
  }

  /**
   * Takes up events that follow on those before. Stops at the first error: later events are not looked at. By index, because a
   * program can change how arrays are iterated.
   */
  async takeAll(events: readonly HistoryEvent[], isReplaying: boolean): Promise<void> {
    const turn = this.#turn;
    const before = turn.takenCount;
    turn.isReplaying = isReplaying;
    for (let at = 0; at < events.length; at += 1) {
      const running = this.#take(before + at + 1, events[at] as HistoryEvent);
      if (!running) continue;
      // Most events run no code. Not waiting for those keeps long replays fast.
      turn.waits += 1;
      await running;
    }
  }

  #take(eventNumber: number, event: HistoryEvent): Promise<void> | undefined {
    const turn = this.#turn;
    turn.eventNumber = eventNumber;
    if (eventNumber > turn.takenCount) turn.takenCount = eventNumber;
    turn.observer?.eventTaken(eventNumber, event, turn.isReplaying);
    if (turn.isSuspended && isConfirmation(event)) turn.note('suspended-while-asking');
    if (turn.isSuspended && isHeldBack(event, turn)) {
      this.#held.push([eventNumber, event]);
      turn.observer?.eventDone(eventNumber, 'buffered');
      return undefined;
    }
    return this.#process(event);
  }

  #process(event: HistoryEvent): Promise<void> | undefined {
    const turn = this.#turn;
    switch (event.type) {
      case 'OrchestratorStarted':
        turn.clock.moveTo(event.timestampMs);
        if (event.version) this.#takeVersion(event.version);
        this.#done('clock');
        return undefined;
      case 'ExecutionStarted':
        return this.#start(event);
      case 'TaskScheduled':
      case 'TimerCreated':
      case 'SubOrchestrationInstanceCreated':
        confirm(turn, event);
        return undefined;
      case 'EventSent':
        // dapr's executor knows no sendEvent and passes over the event.
        if (turn.dialect === 'durabletask') confirm(turn, event);
        else this.#done('ignored');
        return undefined;
      case 'TaskCompleted':
      case 'SubOrchestrationInstanceCompleted':
        return completeTask(turn, event);
      case 'TaskFailed':
      case 'SubOrchestrationInstanceFailed':
        return failTask(turn, event);
      case 'TimerFired':
        return fireTimer(turn, event);
      case 'EventRaised':
        return raiseEvent(turn, event);
      case 'ExecutionTerminated':
        this.#done('ended');
        turn.complete(event.input, 'TERMINATED', true);
        return undefined;
      case 'ExecutionSuspended':
        turn.isSuspended = true;
        this.#done('ignored');
        return undefined;
      case 'ExecutionResumed':
        return this.#resume();
      case 'OrchestratorCompleted':
      case 'ExecutionCompleted':
      case 'ExecutionRewound':
      case 'ExecutionStalled':
        this.#done('ignored');
        return undefined;
    }
  }

  #takeVersion({ patches, name }: TurnVersion): void {
    if (patches) this.#turn.patches.record(patches);
    if (name !== undefined) this.#turn.versionName = name;
  }

  #done(outcome: 'clock' | 'ended' | 'ignored' | 'started'): void {
    this.#turn.observer?.eventDone(this.#turn.eventNumber, outcome);
  }

  async #start(event: ExecutionStarted): Promise<void> {
    const turn = this.#turn;
    this.#done('started');
    const { workflow, version } = resolveWorkflow(this.#program, event.name, turn.versionName);
    if (version !== undefined) turn.versionName = version;
    if (event.executionId) turn.executionId = event.executionId;
    turn.version = event.version ?? '';
    turn.parent = event.parent;
    const input = isEmpty(event.input) ? undefined : parse(turn, event.input);
    const made: unknown = await workflow(turn.context as never, input as never);
    if (isAsyncGenerator(made)) await turn.start(made);
    else turn.complete(made, 'COMPLETED');
  }

  /**
   * Processes what was held back, in order. The list is exchanged first: the dapr executor goes on filling the list that
   * it walks when a second ExecutionSuspended was held back, and never returns. That is not copied.
   */
  #resume(): Promise<void> | undefined {
    this.#done('ignored');
    if (!this.#turn.isSuspended) return undefined;
    this.#turn.isSuspended = false;
    const held = this.#held;
    this.#held = [];
    if (neverReturns(held, this.#turn.dialect)) this.#turn.note('suspended-twice');
    return held.length > 0 ? this.#takeHeld(held) : undefined;
  }

  async #takeHeld(held: Held[]): Promise<void> {
    for (const [eventNumber, event] of held) await this.#take(eventNumber, event);
  }
}

/** What the dapr executor does with a second suspension that something follows (see `#resume`). */
function neverReturns(held: readonly Held[], dialect: Dialect): boolean {
  const second = held.findIndex(([, event]) => event.type === 'ExecutionSuspended');
  return dialect === 'dapr' && second >= 0 && second < held.length - 1;
}

function isAsyncGenerator(made: unknown): made is AsyncGenerator<unknown, unknown, unknown> {
  const like = made as { [Symbol.asyncIterator]?: unknown } | null | undefined;
  return typeof like?.[Symbol.asyncIterator] === 'function';
}

/**
 * Confirmations are never held back. In the real executors they are, so that work asked for in the batch of a suspension is
 * scheduled again at every wake-up (SEMANTICS section 10): that is not copied.
 */
function isHeldBack(event: HistoryEvent, turn: Orchestration): boolean {
  switch (event.type) {
    case 'ExecutionResumed':
    case 'ExecutionTerminated':
    case 'TaskScheduled':
    case 'TimerCreated':
    case 'SubOrchestrationInstanceCreated':
    case 'EventSent':
      return false;
    case 'ExecutionSuspended':
      // dapr holds a second suspension back and so suspends again after the resumption.
      return turn.dialect === 'dapr';
    case 'OrchestratorStarted':
    case 'OrchestratorCompleted':
    case 'ExecutionStarted':
    case 'ExecutionCompleted':
    case 'ExecutionRewound':
    case 'ExecutionStalled':
    case 'TaskCompleted':
    case 'TaskFailed':
    case 'SubOrchestrationInstanceCompleted':
    case 'SubOrchestrationInstanceFailed':
    case 'TimerFired':
    case 'EventRaised':
      return true;
  }
}
