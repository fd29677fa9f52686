import { DaprInnerContext, DurableTaskContext, WorkflowContext } from './contexts.ts';
import { OrchestrationStateError } from './errors.ts';
import { EventLoop } from './event-loop.ts';
import { failureOf } from './failure.ts';
import type { HistoryEvent } from './history.ts';
import { VersionNotAvailableError } from './named-versions.ts';
import { Orchestration } from './orchestration.ts';
import type { OrchestratorRegistry } from './program.ts';
import { isRewind, rewindTurn } from './rewind.ts';
import type { Observer, TurnResult, WorkItem } from './turn.ts';

/** What the real executors say of a work item that wakes nobody. */
export const NO_NEW_EVENTS = 'The new history event list must have at least one event in it';

/** A work item without its events. */
type Instance = Omit<WorkItem, 'oldEvents' | 'newEvents'>;

/**
 * A workflow in the middle of its life: its generator, what it waits for, what it asked for. It begins with a replay. While
 * its process lives it can be continued with what has happened since, which gives what another replay would give unless the
 * workflow can tell the two apart. `canGoOn` is what the engine knows of that; whether the program reads chance or keeps state
 * outside of the workflow, the caller has to know.
 */
export class LiveOrchestration {
  readonly #item: Instance;
  readonly #turn: Orchestration;
  readonly #loop: EventLoop;
  #turns = 0;

  constructor(item: Instance, program: OrchestratorRegistry, observer?: Observer) {
    this.#item = item;
    this.#turn = new Orchestration(item, observer);
    this.#turn.context = contextFor(item, this.#turn);
    this.#loop = new EventLoop(this.#turn, program);
  }

  /** The workflow waits for something durable, and has asked for nothing that only a replay can answer. */
  get canGoOn(): boolean {
    const { isWaiting, wasReplayAsked, versionName } = this.#turn;
    return isWaiting && !wasReplayAsked && versionName === undefined;
  }

  /** How many turns it has had since it began. */
  get turns(): number {
    return this.#turns;
  }

  /** How often the generator was let go on so far. */
  get steps(): number {
    return this.#turn.steps;
  }

  /** How often the engine waited for the generator so far: once for each event that let it go on. */
  get waits(): number {
    return this.#turn.waits;
  }

  /**
   * A turn. First what is in the history: all of it to begin with, later only the confirmations of what the last turn asked
   * for, which are in the history exactly as the turn gave them. Then what is new.
   *
   * @throws OrchestrationStateError when nothing is new.
   */
  async turn(
    oldEvents: readonly HistoryEvent[],
    newEvents: readonly HistoryEvent[],
  ): Promise<TurnResult> {
    const turn = this.#turn;
    if (newEvents.length === 0) throw new OrchestrationStateError(NO_NEW_EVENTS, turn.dialect);
    this.#turns += 1;
    turn.totalCount += oldEvents.length + newEvents.length;
    try {
      const item = { ...this.#item, oldEvents, newEvents };
      // Of an instance that has ended, so nothing of it is kept.
      if (this.#turns === 1 && isRewind(item)) return rewindTurn(item);
      try {
        await this.#loop.takeAll(oldEvents, true);
        await this.#loop.takeAll(newEvents, false);
      } catch (thrown) {
        if (thrown instanceof VersionNotAvailableError) turn.lacksVersion();
        else turn.fail(thrown);
      }
      if (turn.isWaiting) turn.observer?.blocked(turn.hang());
      return turn.result();
    } catch (thrown) {
      // The executor itself broke (dapr: `throw null`; a next input that is no JSON): the workers then answer this.
      return brokenTurn(thrown, turn);
    }
  }
}

function brokenTurn(thrown: unknown, turn: Orchestration): TurnResult {
  turn.observer?.finished('FAILED', undefined);
  const failure = failureOf(thrown, turn.dialect);
  return { actions: [{ type: 'CompleteOrchestration', id: -1, status: 'FAILED', failure }] };
}

function contextFor(item: Instance, turn: Orchestration): unknown {
  if (item.facade === 'dapr') return new WorkflowContext(turn);
  return item.dialect === 'dapr' ? new DaprInnerContext(turn) : new DurableTaskContext(turn);
}
