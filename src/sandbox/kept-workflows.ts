import type { HistoryEvent } from '../engine/history.ts';
import type { WorkItem } from '../engine/turn.ts';
import { noCost, type Cost } from './budget.ts';
import type { Kept } from './guest/messages.ts';

/** A workflow that waits in the guest's memory, and the history that it has seen. */
interface Standing {
  history: readonly HistoryEvent[];
  /** How many events had been committed before its last turn, and the last of those. */
  oldCount: number;
  lastOld: HistoryEvent | undefined;
  newEvents: readonly HistoryEvent[];
  kept: Kept;
  /** Counted from where the workflow began: a replay would spend it all in one turn. */
  cost: Cost;
}

/** How a turn is run. */
export interface Plan {
  life: 'once' | 'begin' | 'continue';
  /** How many of the old events the workflow has seen. */
  seen: number;
  /** What the workflow that is continued has cost so far. */
  spent: Cost;
  /** Instances whose workflows the guest may throw away. */
  forget: string[];
}

/**
 * Promise jobs of the engine itself, in this QuickJS: to start the workflow, for each turn, for each event that lets the workflow go on, and for each
 * step of its generator. One more, and the program has a promise of its own on the way, which goes another distance in a replay.
 */
const JOBS_OF_START = 2;
const JOBS_OF_TURN = 3;
const JOBS_OF_WAIT = 1;
const JOBS_OF_STEP = 2;

/** Workflows that one process keeps at most. */
const MOST_KEPT = 64;

/**
 * Knows which workflows a living process keeps between turns. One is continued only where nothing can tell that from a replay of
 * every turn: the program keeps no state outside of its functions (`isAllowed`), the workflow has read nothing, has not asked
 * whether it replays, has started no promise of its own, and the history is the one that it has seen.
 */
export class KeptWorkflows {
  readonly #isAllowed: boolean;
  /** In the order of their last turns. */
  readonly #standing = new Map<string, Standing>();
  /** Instances whose workflow is in the guest's memory for nothing. */
  readonly #stale = new Set<string>();

  constructor(isAllowed: boolean) {
    this.#isAllowed = isAllowed;
  }

  /** The process is gone, and all that it kept. */
  clear(): void {
    this.#standing.clear();
    this.#stale.clear();
  }

  get isEmpty(): boolean {
    return this.#standing.size === 0 && this.#stale.size === 0;
  }

  /** Everything will be replayed from nothing again. */
  dropAll(): void {
    for (const id of this.#standing.keys()) this.#stale.add(id);
    this.#standing.clear();
  }

  /** Whatever is kept of this instance takes part in this turn or is thrown away by it. `isWatched`: probes are on. */
  plan({ instanceId, oldEvents }: WorkItem, isWatched: boolean): Plan {
    const standing = this.#standing.get(instanceId);
    this.#standing.delete(instanceId);
    this.#stale.delete(instanceId);
    const forget = [...this.#stale];
    this.#stale.clear();
    if (standing && !isWatched && hasSeen(standing, oldEvents)) {
      const seen = standing.oldCount + standing.newEvents.length;
      return { life: 'continue', seen, spent: standing.cost, forget };
    }
    const life = this.#isAllowed && !isWatched ? 'begin' : 'once';
    return { life, seen: 0, spent: noCost(), forget };
  }

  /** The guest has kept a workflow after its turn. `cost`: of all its turns. `reads`: how much the last one read. */
  note(item: WorkItem, kept: Kept, cost: Cost, reads: number): void {
    const { instanceId, oldEvents, newEvents } = item;
    if (reads > 0 || cost.jobs !== ownJobs(kept)) {
      this.#stale.add(instanceId);
      return;
    }
    const oldCount = oldEvents.length;
    const lastOld = oldEvents[oldCount - 1];
    this.#standing.set(instanceId, {
      history: oldEvents,
      oldCount,
      lastOld,
      newEvents,
      kept,
      cost,
    });
    const [oldest] = this.#standing.keys();
    if (this.#standing.size <= MOST_KEPT || oldest === undefined) return;
    this.#standing.delete(oldest);
    this.#stale.add(oldest);
  }
}

function ownJobs({ turns, waits, steps }: Kept): number {
  return JOBS_OF_START + turns * JOBS_OF_TURN + waits * JOBS_OF_WAIT + steps * JOBS_OF_STEP;
}

/** The history has only grown, by the events of the last turn first. */
function hasSeen(standing: Standing, oldEvents: readonly HistoryEvent[]): boolean {
  const { history, oldCount, lastOld, newEvents } = standing;
  if (oldEvents !== history || oldEvents.length < oldCount + newEvents.length) return false;
  if (oldEvents[oldCount - 1] !== lastOld) return false;
  return newEvents.every((event, index) => oldEvents[oldCount + index] === event);
}
