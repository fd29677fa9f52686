import type { Failure, HistoryEvent, Status } from '../engine/history.ts';
import type { QuietDifference } from '../engine/quiet.ts';
import type { Divergence } from '../engine/turn.ts';
import type { Action } from '../engine/action.ts';
import type { Place } from '../trace/place.ts';
import type { LedgerEntry, Step } from '../trace/step.ts';

/** What an activity, or plain code, answered. Neither: nothing. */
export interface Answer {
  result?: string;
  failure?: Failure;
}

/** One delivery of an activity: the app was asked to run it. */
export interface Attempt {
  number: number;
  process: number;
  /** Its code began to run. */
  hasRun: boolean;
  effects: LedgerEntry[];
  /** Absent: it died before it could answer. */
  answer?: Answer;
}

/** One request for an activity, by the generation and sequence id that asked for it. */
export interface TaskFacts {
  instance: string;
  generation: number;
  id: number;
  name: string;
  input: string | undefined;
  attempts: Attempt[];
}

export interface InstanceFacts {
  id: string;
  name: string;
  status: Status;
  customStatus: string | undefined;
  /** Every event that was ever saved, oldest first, over all generations. */
  log: HistoryEvent[];
  /** How many of them belong to the present generation. */
  kept: number;
  generation: number;
  /** Failures were taken out of its history. */
  isRewound: boolean;
}

/** A replay that the engine ended, or one that asked for something else without the engine noticing. */
export type Disagreement = { instance: string; place: Place } & (
  | { kind: 'loud'; divergence: Divergence }
  | { kind: 'quiet'; difference: QuietDifference }
  /** A turn that was sent again asked for something else than what had been sent out the first time. */
  | { kind: 'other-answer'; turn: number; before: string; after: string }
);

/** A wake-up did something to the world without an activity. */
export interface OwnEffect {
  instance: string;
  generation: number;
  turn: number;
  attempt: number;
  entry: LedgerEntry;
}

/** What happened in one run, without how it came about. */
export interface RunFacts {
  instances: Map<string, InstanceFacts>;
  /** By `instance/generation/id`. */
  tasks: Map<string, TaskFacts>;
  ledger: LedgerEntry[];
  /** What the code of workflows did to the world by itself. */
  ownEffects: OwnEffect[];
  disagreements: Disagreement[];
  /** What plain code returned. Undefined: it has not ended, or there is none. */
  plain: Answer | undefined;
  /** Absent: the run is no trace with an end of its own (a `run` line). */
  over: Extract<Step, { kind: 'over' }>['reason'] | undefined;
  /** How the code itself brought the app down. */
  breakdowns: string[];
}

export const keyOf = (task: Pick<TaskFacts, 'instance' | 'generation' | 'id'>): string =>
  `${task.instance}/${task.generation}/${task.id}`;

/** A turn's answer, to compare its attempts. */
interface TurnAnswer {
  /** How many messages the turn was sent, and when. */
  newEvents: string;
  text: string;
}

/** Gathers the facts of a run, step by step. */
export class FactFinder {
  readonly facts: RunFacts = {
    instances: new Map(),
    tasks: new Map(),
    ledger: [],
    ownEffects: [],
    disagreements: [],
    plain: undefined,
    over: undefined,
    breakdowns: [],
  };
  #task: { facts: TaskFacts; attempt: Attempt } | undefined;
  readonly #newEvents = new Map<string, string>();
  /** The last answer of a turn of each instance. */
  readonly #answered = new Map<string, { key: string; answer: TurnAnswer }>();
  /** For each turn, the answers whose work was sent out: what was not sent out leaves no trace. */
  readonly #sentOut = new Map<string, TurnAnswer[]>();
  /** Activities that the present generation of each instance has asked for. */
  readonly #asked = new Map<string, Set<number>>();

  see(step: Step): void {
    switch (step.kind) {
      case 'scheduled':
        this.#instance(step.instance, step.name);
        return;
      case 'app-started':
        if (step.failure !== undefined) this.facts.breakdowns.push(step.failure);
        return;
      case 'app-crashed':
        if (step.breakdown) this.facts.breakdowns.push(step.breakdown.message);
        this.#task = undefined;
        return;
      case 'turn-sent':
        this.#newEvents.set(step.instance, `${step.newEvents.length} at ${step.atMs}`);
        return;
      case 'turn-returned':
        return this.#noteAnswer(step);
      case 'turn-saved':
        return this.#save(step);
      case 'task-sent':
        this.#beginTask(step);
        return;
      case 'pass':
        if (step.pass.of === 'turn') this.#instance(step.pass.instance, step.pass.name);
        if (step.pass.of === 'task' && this.#task) this.#task.attempt.hasRun = true;
        return;
      case 'effect':
        if (!step.entry) return;
        this.facts.ledger.push(step.entry);
        if (step.place.subject === 'task') this.#task?.attempt.effects.push(step.entry);
        if (step.place.subject === 'turn') this.#noteOwn(step.instance, step.place, step.entry);
        return;
      case 'task-returned':
        if (this.#task) this.#task.attempt.answer = answerOf(step);
        this.#task = undefined;
        return;
      case 'call-returned':
        this.facts.plain = answerOf(step);
        return;
      case 'over':
        this.facts.over = step.reason;
        return;
      case 'dispatched': {
        const answered = this.#answered.get(step.instance);
        if (answered)
          this.#sentOut.set(answered.key, [
            ...(this.#sentOut.get(answered.key) ?? []),
            answered.answer,
          ]);
        const asked = this.#asked.get(step.instance) ?? new Set();
        for (const task of step.tasks) asked.add(task);
        this.#asked.set(step.instance, asked);
        return;
      }
      case 'stalled': {
        const instance = this.#instance(step.instance, '');
        instance.status = 'STALLED';
        if (!step.isAppended) return;
        instance.log.push(step.event);
        instance.kept += 1;
        return;
      }
      case 'rewound':
        this.#rewind(step);
        return;
      case 'recorded':
      case 'client':
      case 'event-refused':
      case 'sidecar-crashed':
      case 'sidecar-started':
      case 'task-slow':
      case 'lost':
      case 'dropped':
      case 'save-refused':
      case 'call-started':
      case 'clock-moved':
      case 'idle':
        return;
    }
  }

  #instance(id: string, name: string): InstanceFacts {
    const known = this.facts.instances.get(id);
    if (known) {
      if (known.name === '') known.name = name;
      return known;
    }
    const fresh: InstanceFacts = {
      id,
      name,
      status: 'PENDING',
      customStatus: undefined,
      log: [],
      kept: 0,
      generation: 0,
      isRewound: false,
    };
    this.facts.instances.set(id, fresh);
    return fresh;
  }

  #noteAnswer(step: Extract<Step, { kind: 'turn-returned' }>): void {
    const { instance, place } = step;
    const { disagreements } = this.facts;
    if (step.divergence)
      disagreements.push({ instance, place, kind: 'loud', divergence: step.divergence });
    for (const difference of step.quietDifferences ?? [])
      disagreements.push({ instance, place, kind: 'quiet', difference });
    const key = `${instance}/${place.number}`;
    const answer: TurnAnswer = {
      newEvents: this.#newEvents.get(instance) ?? '',
      text: turnText(step.actions, step.customStatus),
    };
    this.#answered.set(instance, { key, answer });
    // A turn that got one more message may well answer more.
    const same = this.#sentOut.get(key)?.find((each) => each.newEvents === answer.newEvents);
    if (same && same.text !== answer.text)
      disagreements.push({
        instance,
        place,
        kind: 'other-answer',
        turn: place.number,
        before: same.text,
        after: answer.text,
      });
  }

  #save(step: Extract<Step, { kind: 'turn-saved' }>): void {
    const instance = this.#instance(step.instance, '');
    instance.log.push(...step.events);
    instance.kept += step.events.length;
    instance.customStatus = step.customStatus;
    instance.status = step.status;
    if (step.status === 'CONTINUED_AS_NEW') {
      instance.generation += 1;
      instance.kept = 0;
      this.#asked.delete(step.instance);
    }
  }

  #noteOwn(instance: string, { number: turn, attempt }: Place, entry: LedgerEntry): void {
    const generation = this.facts.instances.get(instance)?.generation ?? 0;
    this.facts.ownEffects.push({ instance, generation, turn, attempt, entry });
  }

  #rewind(step: Extract<Step, { kind: 'rewound' }>): void {
    const instance = this.#instance(step.instance, '');
    instance.isRewound = true;
    instance.status = 'RUNNING';
    instance.kept = step.events.length;
  }

  #beginTask(step: Extract<Step, { kind: 'task-sent' }>): void {
    const { instance, place, name, input, process } = step;
    const generation = this.#generationOf(instance, place.number);
    const key = keyOf({ instance, generation, id: place.number });
    let facts = this.facts.tasks.get(key);
    if (!facts) {
      facts = { instance, generation, id: place.number, name, input, attempts: [] };
      this.facts.tasks.set(key, facts);
    }
    const attempt: Attempt = { number: place.attempt, process, hasRun: false, effects: [] };
    facts.attempts.push(attempt);
    this.#task = { facts, attempt };
  }

  /** A late activity of the generation before continue-as-new runs after the history has begun anew. */
  #generationOf(id: string, task: number): number {
    const generation = this.facts.instances.get(id)?.generation ?? 0;
    return this.#asked.get(id)?.has(task) || generation === 0 ? generation : generation - 1;
  }
}

const answerOf = ({ result, failure }: Answer): Answer => ({
  ...(result !== undefined && { result }),
  ...(failure && { failure }),
});

/** Execution ids are given out anew for each attempt, and stacks tell of lines, not of outcomes. */
function turnText(actions: readonly Action[], customStatus: string | undefined): string {
  return JSON.stringify([actions, customStatus ?? null], (key, value: unknown) =>
    key === 'executionId' || key === 'stack' || key === 'timestampMs' ? undefined : value,
  );
}
