import type {
  CallProgress,
  EndedTurn,
  Identity,
  Machine,
  OpenRequest,
  Probes,
  ProcessIdentity,
  StartOutcome,
  TurnOutcome,
} from '../sim/machine.ts';
import type { WorkItem } from '../engine/turn.ts';
import { wholeTurn } from '../sim/turn-code.ts';
import { World } from '../sim/world.ts';
import type { WorldRequest, WorldResponse } from '../trace/step.ts';
import { HistoryIds, isGrown, type Prefix } from './history-ids.ts';
import type { CallRecord, StatefulMachine, TurnRecord } from './machine-records.ts';

/** What a process has done up to here. Everything that it will do next is a function of this and of what it is asked. */
interface Moment {
  /** Does on the real machine what led here from `before`. */
  again: (machine: StatefulMachine) => void;
  before: Moment | undefined;
  outcome: unknown;
  /** The shared outside world after this. */
  state: string | undefined;
  next: Map<string, Moment>;
}

/** Answers that are kept; then all are forgotten, and the next run begins to collect anew. */
const MOST_MOMENTS = 40_000;

/**
 * A machine that does nothing twice. A process is a function: the same start and the same work items give the same answers. So
 * runs share what happened before their crash, and what happens after it where they meet again, and the simulation need not be
 * copied: its own part of a run is cheap. Where an answer is not known and the real process is not at that moment (a sidecar has
 * died and the app lives on), what the process did since its start is done again; nothing of it, where the program's code leaves
 * nothing behind.
 */
export class RememberedMachine implements Machine {
  readonly #real: StatefulMachine;
  readonly #histories: HistoryIds;
  readonly #isSharing: boolean;
  readonly #isStateless: boolean;
  #starts = new Map<string, Moment>();
  #count = 0;
  /** Where the simulated process is. */
  #now: Moment | undefined;
  /** Where it was when it had started. */
  #begun: Moment | undefined;
  /** The numbers by which the real machine knows open calls. */
  readonly #ids = new Map<number, number>();
  /** Where the real machine is. */
  #realNow: Moment | undefined;
  /** How often the real machine was asked, and how often it was not necessary. */
  asked = 0;
  spared = 0;
  /** Of this run, in order. */
  calls: CallRecord[] = [];
  turns: TurnRecord[] = [];
  /** Instances of this run whose history lost or changed an event between two turns. */
  rewritten = new Set<string>();
  #start: ProcessIdentity | undefined;
  readonly #ran = new WeakSet<CallRecord>();
  readonly #open = new Map<number, CallRecord>();
  readonly #sent = new Map<string, Prefix>();
  /** The turn that waits for the world. */
  #openTurn: { about: Omit<TurnRecord, 'after'>; requests: readonly OpenRequest[] } | undefined;
  /** What the world first answered to each request of a workflow's own code in this run. */
  #answers = new Map<string, WorldResponse>();

  constructor(real: StatefulMachine, histories = new HistoryIds(), isSharing = true) {
    this.#isSharing = isSharing;
    this.#isStateless = isSharing && real.isStateless === true;
    this.#real = real;
    this.#histories = histories;
  }

  /** JSON of the outside world that registered sources share, as it is now. */
  get state(): string | undefined {
    return this.#now?.state;
  }

  /** A new run begins. `state`: the outside world at its start. */
  begin(state?: string): void {
    this.calls = [];
    this.turns = [];
    this.rewritten = new Set();
    this.#sent.clear();
    this.#open.clear();
    this.#openTurn = undefined;
    this.#answers = new Map();
    if (this.#count > MOST_MOMENTS || !this.#isSharing) {
      this.#starts = new Map();
      this.#count = 0;
      this.#realNow = undefined;
    }
    this.#now =
      state === undefined
        ? undefined
        : { again: () => undefined, before: undefined, outcome: undefined, state, next: new Map() };
  }

  reset(identity: ProcessIdentity, newState?: string): StartOutcome {
    this.#start = identity;
    this.#ids.clear();
    const state = newState ?? this.#now?.state;
    const key = JSON.stringify([identity, state]);
    const known = this.#starts.get(key);
    if (known) {
      this.spared += 1;
      this.#now = this.#begun = known;
      return known.outcome as StartOutcome;
    }
    const again = (machine: StatefulMachine) => machine.reset(identity, state);
    const outcome = again(this.#real);
    const moment = this.#moment(again, undefined, outcome);
    this.#starts.set(key, moment);
    this.#now = this.#realNow = this.#begun = moment;
    return outcome;
  }

  turn(item: WorkItem, identity: Identity, probes: Probes): TurnOutcome {
    const { instanceId, oldEvents } = item;
    const history = this.#histories.of(oldEvents);
    const earlier = this.#sent.get(instanceId);
    if (earlier && !isGrown(earlier, history)) this.rewritten.add(instanceId);
    this.#sent.set(instanceId, history);
    const { number, attempt } = identity;
    const about = { instance: instanceId, number, attempt, before: this.state };
    return this.#noteTurn(about, this.#turn(item, identity, probes));
  }

  answerTurn(requestId: number, response: WorldResponse, nowMs: number): TurnOutcome {
    const open = this.#openTurn;
    const asked = open?.requests.find(({ id }) => id === requestId);
    const key = asked && JSON.stringify(asked.request);
    if (key !== undefined && !this.#answers.has(key)) this.#answers.set(key, response);
    const outcome = this.#answerTurn(requestId, response, nowMs);
    return open ? this.#noteTurn(open.about, outcome) : outcome;
  }

  /** A turn has come so far. */
  #noteTurn(about: Omit<TurnRecord, 'after'>, outcome: TurnOutcome): TurnOutcome {
    this.#openTurn =
      outcome.kind === 'requests' ? { about, requests: outcome.requests } : undefined;
    if (!this.#openTurn && this.state !== about.before)
      this.turns.push({ ...about, after: this.state });
    return outcome;
  }

  #answerTurn(requestId: number, response: WorldResponse, nowMs: number): TurnOutcome {
    const key = JSON.stringify(['turn', requestId, response, nowMs]);
    const outcome = this.#ask(key, (machine) => machine.answerTurn(requestId, response, nowMs));
    this.#forget(outcome.kind);
    return outcome;
  }

  #turn(item: WorkItem, identity: Identity, probes: Probes): TurnOutcome {
    const { oldEvents, ...rest } = item;
    const history = this.#histories.of(oldEvents);
    const key = JSON.stringify([history.id, rest, identity, probes]);
    // The history goes on growing in the store; what this turn was sent does not.
    const count = oldEvents.length;
    const outcome = this.#ask(
      key,
      (machine) =>
        machine.turn({ ...item, oldEvents: oldEvents.slice(0, count) }, identity, probes),
      // The first time it is the store's own list: by that the machine knows a workflow that it has kept.
      (machine) => machine.turn(item, identity, probes),
    );
    this.#forget(outcome.kind);
    return outcome;
  }

  call(
    callId: number,
    name: string,
    input: string | undefined,
    identity: Identity,
    probes: Probes,
  ): CallProgress {
    const before = this.state;
    const progress = this.#call(callId, name, input, identity, probes);
    const start = this.#start;
    if (!start) return progress;
    const about = { start, name, input, identity, progress, before, after: this.state };
    const record: CallRecord = { ...about, answers: [] };
    this.calls.push(record);
    this.#ran.add(record);
    this.#open.set(callId, record);
    return progress;
  }

  answer(callId: number, requestId: number, response: WorldResponse, nowMs: number): CallProgress {
    const progress = this.#answer(callId, requestId, response, nowMs);
    const record = this.#open.get(callId);
    record?.answers.push({ requestId, response, nowMs });
    if (record) Object.assign(record, { progress, after: this.state });
    return progress;
  }

  /**
   * The same call, with the same answers of the world, in a process that has done nothing else: what the call makes of its input
   * without anything that the app keeps in memory. Undefined when it asks the world for something else.
   */
  alone(
    record: CallRecord,
    state = record.before,
  ): Pick<CallRecord, 'progress' | 'after'> | undefined {
    const [now, start, begun] = [this.#now, this.#start, this.#begun];
    this.reset(record.start, state);
    let progress = this.#call(1, record.name, record.input, record.identity, false);
    for (const { requestId, response, nowMs } of record.answers) {
      if (progress.kind === 'requests' && progress.requests.some(({ id }) => id === requestId))
        progress = this.#answer(1, requestId, response, nowMs);
    }
    const after = this.state;
    [this.#now, this.#start, this.#begun] = [now, start, begun];
    return progress.kind === 'requests' ? undefined : { progress, after };
  }

  hasRun(record: CallRecord): boolean {
    return this.#ran.has(record);
  }

  /**
   * One turn in a process that has done nothing else, with every beat recorded. Its own requests get the answers that they first got
   * in this run, from which its history came; one that was never made there asks a world of its own.
   */
  turnAlone(start: ProcessIdentity, item: WorkItem, identity: Identity): EndedTurn {
    const [now, process, begun] = [this.#now, this.#start, this.#begun];
    this.reset(start, this.state);
    const world = new World([]);
    const respond = (request: WorldRequest): WorldResponse =>
      this.#answers.get(JSON.stringify(request)) ?? world.handle(request, identity.nowMs).response;
    const machine = {
      turn: (...given: Parameters<Machine['turn']>) => this.#turn(...given),
      answerTurn: (...given: Parameters<Machine['answerTurn']>) => this.#answerTurn(...given),
    };
    const outcome = wholeTurn(machine, [item, identity, true], respond);
    [this.#now, this.#start, this.#begun] = [now, process, begun];
    return outcome;
  }

  #call(
    callId: number,
    name: string,
    input: string | undefined,
    identity: Identity,
    probes: Probes,
  ): CallProgress {
    const own = this.#isStateless ? this.#ids.size + 1 : callId;
    this.#ids.set(callId, own);
    const key = JSON.stringify([own, name, input ?? null, identity, probes]);
    const progress = this.#ask(key, (machine) => machine.call(own, name, input, identity, probes));
    return this.#closing(callId, progress);
  }

  #answer(callId: number, requestId: number, response: WorldResponse, nowMs: number): CallProgress {
    const own = this.#ids.get(callId) ?? callId;
    const key = JSON.stringify([own, requestId, response, nowMs]);
    const progress = this.#ask(key, (machine) => machine.answer(own, requestId, response, nowMs));
    return this.#closing(callId, progress);
  }

  #closing(callId: number, progress: CallProgress): CallProgress {
    if (progress.kind !== 'requests') this.#ids.delete(callId);
    this.#forget(progress.kind);
    return progress;
  }

  /** A process whose code leaves nothing behind is, between two pieces of work, as it was when it had started. */
  #forget(ended: CallProgress['kind'] | TurnOutcome['kind']): void {
    if (!this.#isStateless || this.#ids.size > 0) return;
    if (ended === 'broke' || ended === 'requests') return;
    if (this.#realNow === this.#now) this.#realNow = this.#begun;
    this.#now = this.#begun;
  }

  #ask<Answer>(key: string, again: (machine: StatefulMachine) => Answer, first = again): Answer {
    const before = this.#now;
    if (!before) return first(this.#real);
    const known = before.next.get(key);
    if (known) {
      this.spared += 1;
      this.#now = known;
      return known.outcome as Answer;
    }
    if (this.#realNow !== before) this.#bringTo(before);
    const outcome = first(this.#real);
    const moment = this.#moment(again, before, outcome);
    before.next.set(key, moment);
    this.#now = this.#realNow = moment;
    return outcome;
  }

  #moment(again: Moment['again'], before: Moment | undefined, outcome: unknown): Moment {
    this.#count += 1;
    this.asked += 1;
    return { again, before, outcome, state: this.#real.state?.(), next: new Map() };
  }

  #bringTo(moment: Moment): void {
    const path: Moment[] = [];
    for (let each: Moment | undefined = moment; each; each = each.before) path.push(each);
    for (const each of path.reverse()) each.again(this.#real);
    this.asked += path.length;
    this.#realNow = moment;
  }
}
