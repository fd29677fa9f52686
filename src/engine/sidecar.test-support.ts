import type { Action } from './action.ts';
import { execute } from './execute.ts';
import type { HistoryEvent } from './history.ts';
import type { OrchestratorFunction } from './program.ts';
import type { Dialect, Facade, Observer, TurnResult } from './turn.ts';

/** What a test wants to be different from a plain durabletask workflow. */
export interface Setting {
  dialect?: Dialect;
  facade?: Facade;
  input?: string;
  version?: string;
  executionId?: string;
  observer?: Observer;
}

export const START_MS = Date.UTC(2026, 0, 1);

/** An event of a wake-up without the parts that every test would write the same. */
export const completed = (taskScheduledId: number, result?: unknown): HistoryEvent => ({
  type: 'TaskCompleted',
  id: -1,
  timestampMs: START_MS,
  taskScheduledId,
  ...(result === undefined ? {} : { result: JSON.stringify(result) }),
});

export const failed = (taskScheduledId: number, message: string, type = 'Error'): HistoryEvent => ({
  type: 'TaskFailed',
  id: -1,
  timestampMs: START_MS,
  taskScheduledId,
  failure: { type, message },
});

export const fired = (timerId: number): HistoryEvent => ({
  type: 'TimerFired',
  id: -1,
  timestampMs: START_MS,
  timerId,
  fireAtMs: START_MS,
});

export const raised = (name: string, data?: unknown): HistoryEvent => ({
  type: 'EventRaised',
  id: -1,
  timestampMs: START_MS,
  name,
  ...(data === undefined ? {} : { input: JSON.stringify(data) }),
});

export const plain = (
  type: 'ExecutionSuspended' | 'ExecutionResumed' | 'ExecutionTerminated',
): HistoryEvent => ({ type, id: -1, timestampMs: START_MS });

/** One workflow with a history that grows as a Dapr sidecar's does (SEMANTICS section 1). */
export class SmallSidecar {
  readonly history: HistoryEvent[] = [];
  readonly #setting: Setting;
  #workflow: OrchestratorFunction;
  nowMs = START_MS;

  constructor(workflow: OrchestratorFunction, setting: Setting = {}) {
    this.#workflow = workflow;
    this.#setting = setting;
  }

  deploy(workflow: OrchestratorFunction): void {
    this.#workflow = workflow;
  }

  start(): Promise<TurnResult> {
    const { input, version, executionId } = this.#setting;
    return this.wake({
      type: 'ExecutionStarted',
      id: -1,
      timestampMs: this.nowMs,
      name: 'Workflow',
      instanceId: 'wf-1',
      executionId,
      version,
      input,
    });
  }

  /** One turn, with its result saved. */
  async wake(...events: HistoryEvent[]): Promise<TurnResult> {
    const newEvents = [this.#started(), ...events];
    const result = await this.turn(newEvents);
    this.history.push(...newEvents, ...result.actions.map((action) => this.#recorded(action)));
    return result;
  }

  /** The same turn again, with nothing saved. */
  replay(): Promise<TurnResult> {
    return this.turn([this.#started()]);
  }

  turn(newEvents: HistoryEvent[], observer = this.#setting.observer): Promise<TurnResult> {
    const { dialect = 'durabletask', facade = 'durabletask' } = this.#setting;
    const program = new Map([['Workflow', this.#workflow]]);
    const oldEvents = [...this.history];
    return execute(
      { dialect, facade, instanceId: 'wf-1', oldEvents, newEvents },
      program,
      observer,
    );
  }

  #started(): HistoryEvent {
    return { type: 'OrchestratorStarted', id: -1, timestampMs: this.nowMs };
  }

  #recorded(action: Action): HistoryEvent {
    const base = { id: action.id, timestampMs: this.nowMs };
    switch (action.type) {
      case 'ScheduleTask':
        return { ...base, type: 'TaskScheduled', name: action.name, input: action.input };
      case 'CreateTimer':
        return { ...base, type: 'TimerCreated', fireAtMs: action.fireAtMs };
      case 'CreateSubOrchestration': {
        const { name, instanceId, input } = action;
        return { ...base, type: 'SubOrchestrationInstanceCreated', name, instanceId, input };
      }
      case 'SendEvent': {
        const { name, instanceId, input } = action;
        return { ...base, type: 'EventSent', name, instanceId, input };
      }
      case 'CompleteOrchestration': {
        const { status, result, failure } = action;
        return { ...base, type: 'ExecutionCompleted', status, result, failure };
      }
      case 'RewindOrchestration':
        throw new Error('nothing is rewound here');
      case 'WorkflowVersionNotAvailable':
        throw new Error('Nothing records that a version is missing: the turn is discarded.');
    }
  }
}
