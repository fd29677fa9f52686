import type { Identity, ProcessIdentity } from '../../sim/machine.ts';
import type { WorldRequest, WorldResponse } from '../../trace/step.ts';
import type { Read } from '../../trace/beat.ts';
import { append, bare, builtins, indexIn, sliced } from './builtins.ts';
import { drawsFor, type Draw } from './chance.ts';
import type { Recorder } from './recorder.ts';
import { LONGEST_TEXT } from './show.ts';
import { callerLine } from './stack-line.ts';

/** A request to the world that has no answer yet. */
export interface PendingRequest {
  id: number;
  request: WorldRequest;
  answer(response: WorldResponse): void;
}

interface Timer {
  id: number;
  dueMs: number;
  repeatMs: number | undefined;
  run: () => unknown;
}

/** Requests that one pass may make. */
export const MOST_REQUESTS = 1_000;
/** QuickJS asks after about 10,000 steps whether it should stop (budget.ts). */
const STEPS_OF_REFUSAL = 20_000;
const MOST_READS = 5_000;
const MOST_TIMERS_FIRED = 10_000;

/** One run of the program's code for one reason: a turn, an activity, a plain function, or the top level of the module. */
export class Pass {
  /** Requests in the order in which they were made. */
  readonly pending: PendingRequest[] = [];
  readonly recorder: Recorder | undefined;
  /** Hears what is printed, when somebody besides the recorder wants to know. */
  print: ((method: string, text: string) => void) | undefined = undefined;
  readonly #key: string;
  #nowMs: number;
  readonly #startMs: number;
  #reads: Read[] = [];
  readonly #occurrences = bare<number>();
  /** What reads give in the place of their own values, by api and occurrence (`Machine.whatIf`). */
  readonly #given = bare<string>();
  readonly #streams = bare<Draw>();
  #readCount = 0;
  #timers: Timer[] = [];
  #timerCount = 0;
  #firedCount = 0;
  #sleptMs = 0;
  #requestCount = 0;
  #refusedCount = 0;
  #tooManyRequests: Error | undefined = undefined;
  /** What the world answers is a read, too: a workflow will ask it again. An activity's answers go with the activity. */
  readonly #isOfTurn: boolean;

  constructor(key: string, nowMs: number, recorder: Recorder | undefined, isOfTurn = false) {
    this.#key = key;
    this.#isOfTurn = isOfTurn;
    this.#nowMs = nowMs;
    this.#startMs = nowMs;
    this.recorder = recorder;
  }

  static of(identity: Identity, recorder: Recorder | undefined): Pass {
    const { seed, process, instance, of, number, attempt, nowMs } = identity;
    const key = `${seed}|${process}|${instance}|${of} ${number}.${attempt}`;
    return new Pass(key, nowMs, recorder, of === 'turn');
  }

  static ofModule({ seed, process, nowMs }: ProcessIdentity): Pass {
    return new Pass(`${seed}|${process}|module`, nowMs, undefined);
  }

  /** Numbers for one kind of chance; kinds do not disturb each other. */
  draws(kind: string): Draw {
    let draw = this.#streams[kind];
    if (!draw) this.#streams[kind] = draw = drawsFor(`${this.#key}|${kind}`);
    return draw;
  }

  /** The clock goes on a little with every look at it, so that two looks differ as they do in reality. */
  tickMs(): number {
    this.#nowMs += 1 + (this.draws('clock')() % 40);
    return this.#nowMs;
  }

  /** Milliseconds since this pass began. */
  get elapsedMs(): number {
    return this.#nowMs - this.#startMs;
  }

  /** Milliseconds that this pass has waited for its own timers. */
  get sleptMs(): number {
    return this.#sleptMs;
  }

  moveClock(nowMs: number): void {
    if (nowMs > this.#nowMs) this.#nowMs = nowMs;
  }

  give(reads: readonly Read[]): void {
    for (let at = 0; at < reads.length; at += 1) {
      const read = reads[at];
      if (read) this.#given[`${read.api} ${read.occurrence}`] = read.value;
    }
  }

  /** The text of the value that the next read of this kind has to give. Its own value is drawn all the same: the later ones stay. */
  given(api: string): string | undefined {
    return this.#given[`${api} ${(this.#occurrences[api] ?? 0) + 1}`];
  }

  /** The same for a value that JSON can tell; `own` where none is given. */
  givenOr<T>(api: string, own: T): T {
    const text = this.given(api);
    if (text === undefined) return own;
    return (text === 'undefined' ? undefined : builtins.parse(text)) as T;
  }

  /** Notes that the program looked at something that may differ in another pass. */
  read(api: string, value: string): void {
    this.#note(api, value, undefined);
  }

  /** Answers the line; 0: unknown, or there are too many reads. */
  #note(api: string, value: string, knownLine: number | undefined): number {
    const occurrence = (this.#occurrences[api] ?? 0) + 1;
    this.#occurrences[api] = occurrence;
    this.#readCount += 1;
    if (this.#readCount > MOST_READS) return 0;
    const line = knownLine ?? callerLine(calleeIn(api));
    const read: Read = { api, line, occurrence, value: inShort(value) };
    append(this.#reads, read);
    this.recorder?.read(read);
    return line;
  }

  takeReads(): Read[] {
    const reads = this.#reads;
    this.#reads = [];
    return reads;
  }

  /**
   * The error for one request too many. Made once: one for each request of an endless loop would take longer than the loop. Whoever
   * goes on all the same uses up the steps that are left, and is stopped in a moment instead of after seconds.
   */
  refuseRequest(): Error {
    this.#refusedCount += 1;
    if (this.#refusedCount > MOST_REQUESTS) for (let n = 0; n < STEPS_OF_REFUSAL; n += 1);
    return (this.#tooManyRequests ??= new builtins.Error('Too many requests.'));
  }

  /** The program has sent a request, whatever became of it. */
  get hasRequests(): boolean {
    return this.#requestCount > 0;
  }

  get hasTooManyRequests(): boolean {
    return this.#requestCount > MOST_REQUESTS;
  }

  /** The program sends a request. What comes back to a workflow is noted as a read of its own, named after the request. */
  addRequest(request: WorldRequest, answer: (response: WorldResponse) => void): void {
    const what = `${request.method} ${request.url}`;
    const line = this.#note('fetch', what, undefined);
    this.#requestCount += 1;
    if (this.hasTooManyRequests) return;
    const heard = (response: WorldResponse): void => {
      if (this.#isOfTurn)
        this.#note(inShort(`fetch ${what}`), `${response.status} ${response.body}`, line);
      answer(response);
    };
    append(this.pending, { id: this.#requestCount, request, answer: heard });
  }

  /** False when there is no such request. */
  answer(id: number, response: WorldResponse): boolean {
    for (let at = 0; at < this.pending.length; at += 1) {
      const each = this.pending[at];
      if (each?.id !== id) continue;
      for (let next = at + 1; next < this.pending.length; next += 1) {
        const moved = this.pending[next];
        if (moved) this.pending[next - 1] = moved;
      }
      this.pending.length -= 1;
      each.answer(response);
      return true;
    }
    return false;
  }

  addTimer(run: () => unknown, delayMs: number, isRepeated: boolean): number {
    const ms = delayMs > 0 ? delayMs : 1;
    this.#timerCount += 1;
    append(this.#timers, {
      id: this.#timerCount,
      dueMs: this.#nowMs + ms,
      repeatMs: isRepeated ? ms : undefined,
      run,
    });
    return this.#timerCount;
  }

  /** The program has set a timer of its own, whatever became of it. */
  get hasTimers(): boolean {
    return this.#timerCount > 0;
  }

  dropTimer(id: unknown): void {
    const kept: Timer[] = [];
    for (let at = 0; at < this.#timers.length; at += 1) {
      const timer = this.#timers[at];
      if (timer && timer.id !== id) append(kept, timer);
    }
    this.#timers = kept;
  }

  /** When the next timer is due; timers that only repeat keep no program alive here. */
  get nextTimerMs(): number | undefined {
    let next: number | undefined;
    for (let at = 0; at < this.#timers.length; at += 1) {
      const timer = this.#timers[at];
      if (timer?.repeatMs === undefined && timer && (next === undefined || timer.dueMs < next))
        next = timer.dueMs;
    }
    return next;
  }

  /** Runs one timer whose time has come. */
  fireDue(): boolean {
    for (let at = 0; at < this.#timers.length; at += 1) {
      const timer = this.#timers[at];
      if (timer && timer.dueMs <= this.#nowMs) return this.fireTimer();
    }
    return false;
  }

  /** Runs the timer that is due first. False when there is none. Time does not pass otherwise: nobody has to wait. */
  fireTimer(): boolean {
    let first: Timer | undefined;
    for (let at = 0; at < this.#timers.length; at += 1) {
      const timer = this.#timers[at];
      if (timer && (!first || timer.dueMs < first.dueMs)) first = timer;
    }
    this.#firedCount += 1;
    if (!first || this.#firedCount > MOST_TIMERS_FIRED) return false;
    if (first.dueMs > this.#nowMs) this.#sleptMs += first.dueMs - this.#nowMs;
    this.moveClock(first.dueMs);
    if (first.repeatMs === undefined) this.dropTimer(first.id);
    else first.dueMs += first.repeatMs;
    first.run();
    return true;
  }
}

const inShort = (text: string): string =>
  text.length > LONGEST_TEXT ? `${sliced(text, 0, LONGEST_TEXT - 1)}…` : text;

/** `Math.random` calls `random`, `new Date()` calls `Date`; a look at `process.env` or `process.pid` calls nothing. */
function calleeIn(api: string): string | undefined {
  if (indexIn(api, 'process.env') >= 0 || api === 'process.pid') return undefined;
  if (indexIn(api, 'Date()') >= 0) return 'Date';
  const dot = indexIn(api, '.');
  return dot < 0 ? api : sliced(api, dot + 1);
}

let current: Pass = new Pass('before any process', 0, undefined);

/** The pass whose code runs just now. */
export function currentPass(): Pass {
  return current;
}

export function enterPass(pass: Pass): void {
  current = pass;
}
