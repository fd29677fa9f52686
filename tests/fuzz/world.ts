import type { Action } from '../../src/engine/action.ts';
import type { Failure, HistoryEvent } from '../../src/engine/history.ts';
import type { Dialect } from '../../src/engine/turn.ts';

/** Numbers that decide what happens. When they run out, all is as simple as it can be. */
export class Draws {
  readonly #numbers: readonly number[];
  #at = 0;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }

  get isUsedUp(): boolean {
    return this.#at >= this.#numbers.length;
  }

  /** From 0 to one below; 0 is the plain choice. */
  next(below: number): number {
    return (this.#numbers[this.#at++] ?? 0) % below;
  }

  pick<T>(choices: readonly T[]): T {
    const choice = choices[this.next(choices.length)];
    if (choice === undefined && choices.length === 0) throw new Error('nothing to pick from');
    return choice as T;
  }
}

const RESULTS: readonly (string | undefined)[] = [
  '"done"',
  '1',
  undefined,
  'null',
  '0',
  'false',
  '""',
  '{"a":1}',
  '[1,[2]]',
  '',
  '"x"',
];
const FAILURES: readonly Failure[] = [
  { type: 'Error', message: 'boom' },
  { type: 'Error', message: 'bang', stack: 'Error: bang\n    at x' },
  { type: 'TypeError', message: 'bad type', inner: { type: 'Error', message: 'within' } },
  { type: '', message: '' },
  { type: 'Custom', message: 'never again', isNonRetriable: true },
  { type: 'Error', message: '' },
];
const EVENTS = ['news', 'NEWS', 'News', 'other', 'oTHER', ''];
const TIMES_MS = [0, 1000, 1, 999, 5000, 3_600_000];

interface Open {
  kind: 'activity' | 'timer' | 'child';
  id: number;
}

/** Everything outside the workflow: answers what was asked for, in some order, and does things of its own. */
export class World {
  readonly #draws: Draws;
  readonly #dialect: Dialect;
  readonly #isFailing: boolean;
  #open: Open[] = [];
  #answered: HistoryEvent[] = [];
  #isSuspended = false;
  nowMs = Date.UTC(2026, 0, 1);

  constructor(draws: Draws, dialect: Dialect, isFailing: boolean) {
    this.#draws = draws;
    this.#isFailing = isFailing;
    this.#dialect = dialect;
  }

  get isIdle(): boolean {
    return this.#draws.isUsedUp && this.#open.length === 0;
  }

  /** A new generation, or a new life. */
  reset(): void {
    this.#open = [];
    this.#isSuspended = false;
  }

  hear(actions: readonly Action[]): void {
    for (const action of actions) {
      if (action.type === 'ScheduleTask') this.#open.push({ kind: 'activity', id: action.id });
      if (action.type === 'CreateTimer') this.#open.push({ kind: 'timer', id: action.id });
      if (action.type === 'CreateSubOrchestration') {
        this.#open.push({ kind: 'child', id: action.id });
      }
    }
  }

  /** What the sidecar sends next. */
  batch(): HistoryEvent[] {
    this.nowMs += this.#draws.pick(TIMES_MS);
    const events: HistoryEvent[] = [];
    const many = this.#draws.next(5);
    for (let n = 0; n <= many - 2 || n === 0; n++) events.push(...this.#happening(n === 0));
    const clock: HistoryEvent = { type: 'OrchestratorStarted', ...this.#base() };
    return this.#draws.next(12) === 11 && events.length > 0 ? events : [clock, ...events];
  }

  #happening(isFirst: boolean): HistoryEvent[] {
    const kind = this.#draws.next(24);
    if (kind <= 12) return this.#answer();
    if (kind <= 16) return [this.#raise()];
    if (kind === 17) return this.#repeat();
    if (kind === 18) return [this.#unknown()];
    if (kind <= 20) return this.#suspendOrResume(isFirst);
    if (kind === 21) return this.#terminate();
    return [this.#noise()];
  }

  #base() {
    return { id: -1, timestampMs: this.nowMs };
  }

  #answer(): HistoryEvent[] {
    if (this.#open.length === 0) return [this.#raise()];
    const [open] = this.#open.splice(this.#draws.next(this.#open.length), 1);
    if (!open) return [];
    const event = this.#answerTo(open);
    this.#answered.push(event);
    return [event];
  }

  #answerTo({ kind, id }: Open): HistoryEvent {
    if (kind === 'timer') {
      return { type: 'TimerFired', ...this.#base(), timerId: id, fireAtMs: this.nowMs };
    }
    const answer = { ...this.#base(), taskScheduledId: id };
    if (this.#draws.next(4) >= (this.#isFailing ? 1 : 3)) {
      const failure = this.#draws.pick(FAILURES);
      return kind === 'activity'
        ? { type: 'TaskFailed', ...answer, failure }
        : { type: 'SubOrchestrationInstanceFailed', ...answer, failure };
    }
    const result = this.#result();
    const completed = result === undefined ? answer : { ...answer, result };
    return kind === 'activity'
      ? { type: 'TaskCompleted', ...completed }
      : { type: 'SubOrchestrationInstanceCompleted', ...completed };
  }

  #result(): string | undefined {
    return this.#draws.next(60) === 59 ? 'not JSON' : this.#draws.pick(RESULTS);
  }

  #raise(): HistoryEvent {
    const input = this.#result();
    return {
      type: 'EventRaised',
      ...this.#base(),
      name: this.#draws.pick(EVENTS),
      ...(input === undefined ? {} : { input }),
    };
  }

  /** The same answer once more, late. */
  #repeat(): HistoryEvent[] {
    return this.#answered.length > 0 ? [this.#draws.pick(this.#answered)] : [];
  }

  /** An answer to something that nobody asked for, or of another kind than what was asked for. */
  #unknown(): HistoryEvent {
    const kind = this.#draws.pick(['activity', 'timer', 'child'] as const);
    return this.#answerTo({ kind, id: this.#draws.pick([1, 2, 3, 4, 0, 99, -1]) });
  }

  /**
   * A suspension opens its batch, and dapr gets no second one: otherwise work is asked for behind a suspension, or the executor
   * never returns (tests/fuzz/differences.ts).
   */
  #suspendOrResume(isFirst: boolean): HistoryEvent[] {
    if (this.#isSuspended) {
      if (this.#dialect === 'durabletask' && this.#draws.next(4) === 3) {
        return [{ type: 'ExecutionSuspended', ...this.#base() }];
      }
      this.#isSuspended = false;
      return [{ type: 'ExecutionResumed', ...this.#base() }];
    }
    if (!isFirst) return [{ type: 'ExecutionResumed', ...this.#base() }];
    this.#isSuspended = true;
    return [{ type: 'ExecutionSuspended', ...this.#base() }];
  }

  #terminate(): HistoryEvent[] {
    if (this.#draws.next(3) !== 2) return [];
    const input = this.#draws.pick(RESULTS);
    return [
      {
        type: 'ExecutionTerminated',
        ...this.#base(),
        ...(input === undefined ? {} : { input }),
      },
    ];
  }

  /** Events that tell the code nothing, and a second start of the clock. */
  #noise(): HistoryEvent {
    const type = this.#draws.pick([
      'OrchestratorCompleted',
      'ExecutionRewound',
      'OrchestratorStarted',
      'ExecutionResumed',
    ] as const);
    if (type === 'ExecutionResumed') this.#isSuspended = false;
    return { type, ...this.#base() };
  }
}

/** What the sidecar writes down for an action. */
export function recorded(action: Action, timestampMs: number): HistoryEvent {
  const base = { id: action.id, timestampMs };
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
    case 'WorkflowVersionNotAvailable':
      throw new Error('nothing is recorded of a turn that is discarded');
    case 'RewindOrchestration':
      throw new Error('a rewind puts another history in place of this one');
  }
}
