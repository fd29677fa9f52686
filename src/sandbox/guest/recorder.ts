import type { HistoryEvent } from '../../engine/history.ts';
import type { PatchReason } from '../../engine/patches.ts';
import type { Divergence, EventOutcome, Hang, Observer } from '../../engine/turn.ts';
import type { LineWindow } from '../../sim/machine.ts';
import type { Probe } from '../../source/probes.ts';
import type { Beat, Read, StackFrame, Variable } from '../../trace/beat.ts';
import { append, bare, sliced } from './builtins.ts';
import { show } from './show.ts';
import { callerLine } from './stack-line.ts';

/** One call of a function of the program. */
interface Frame {
  fn: string;
  caller: Frame | undefined;
  variables: Variable[];
  /** Of the statement that it has begun last. */
  line: number;
}

/** What a beat is before the recorder has said where and when it happened. */
type Happening = Beat extends infer Each
  ? Each extends Beat
    ? Omit<Each, 'key' | 'line' | 'event' | 'isReplaying'>
    : never
  : never;

const MOST_BEATS = 20_000;
/** After so many statements the probes are switched off for the rest of the pass. */
const MOST_STEPS = 50_000;
const MOST_LINES = 8_000;
/** Values are taken for this many lines; a longer pass shows lines only. */
const MOST_CAPTURES = 2_000;
const MOST_FRAMES = 8;
const LONGEST_LOG = 500;

/** Writes down what one pass of the code does, as beats. Nothing that it does changes what the code does. */
export class Recorder implements Observer {
  /** The object that the program calls `ctx`; it is no variable of interest. */
  context: unknown = undefined;
  #probes: readonly Probe[];
  #beats: Beat[] = [];
  #last: Beat | undefined = undefined;
  #eventBeat: Extract<Beat, { kind: 'event' }> | undefined = undefined;
  #lastFrame: Frame | undefined = undefined;
  #frame: Frame | undefined = undefined;
  #line = 0;
  #event = 0;
  #isReplaying = false;
  #visits = bare<number>();
  #counts = bare<number>();
  /** How often each variable of the module was used. */
  #memory = bare<number>();
  #total = 0;
  #steps = 0;
  #lines = 0;
  #captures = 0;
  /** Statements of new work. */
  #newOnes = 0;
  #isShown = false;
  /** The program has variables of the module that need not be the same in another process. */
  #hasMemory = false;
  readonly #whenFull: () => void;
  readonly #window: LineWindow | undefined;

  /** `whenFull` is called when no more lines are wanted. Without a `window` the variables of the first lines are taken. */
  constructor(probes: readonly Probe[], whenFull: () => void, window?: LineWindow) {
    this.#probes = probes;
    this.#whenFull = whenFull;
    this.#window = window;
    for (let at = 0; at < probes.length; at += 1) if (probes[at]?.memory) this.#hasMemory = true;
  }

  get isFull(): boolean {
    return this.#steps >= MOST_STEPS || this.#lines >= MOST_LINES;
  }

  /** Everything since the last time; counting goes on. */
  take(): Beat[] {
    const beats = this.#beats;
    this.#beats = [];
    this.#last = undefined;
    return beats;
  }

  #push(key: string, line: number, happening: Happening): void {
    this.#total += 1;
    this.#last = undefined;
    if (this.#total > MOST_BEATS) return;
    const beat: Beat = {
      key,
      line,
      event: this.#event,
      isReplaying: this.#isReplaying,
      ...happening,
    };
    append(this.#beats, beat);
    this.#last = beat;
    if (beat.kind === 'event') this.#eventBeat = beat;
  }

  #next(letter: string): string {
    const count = (this.#counts[letter] ?? 0) + 1;
    this.#counts[letter] = count;
    return `${letter}${count}`;
  }

  enter(fn: string): Frame {
    const frame: Frame = { fn, caller: this.#frame, variables: [], line: 0 };
    this.#frame = frame;
    return frame;
  }

  leave(frame: Frame): void {
    this.#frame = frame.caller;
    // What happens next in a workflow happens where the call stands, not where the function has returned. In an activity others
    // may run meanwhile.
    const line = this.#event > 0 ? frame.caller?.line : undefined;
    if (line !== undefined && line > 0) this.#line = line;
  }

  /** A statement is about to run. True when its variables are wanted. */
  step(frame: Frame, line: number): boolean {
    this.#frame = frame;
    this.#line = line;
    frame.line = line;
    this.#steps += 1;
    if (this.isFull) this.#whenFull();
    const isSame =
      this.#last?.kind === 'line' && this.#last.line === line && this.#lastFrame === frame;
    if (!isSame) {
      this.#lines += 1;
      const visit = (this.#visits[line] ?? 0) + 1;
      this.#visits[line] = visit;
      this.#push(visit === 1 ? `l${line}` : `l${line}.${visit}`, line, { kind: 'line', visit });
      this.#lastFrame = frame;
    }
    this.#captures += 1;
    this.#isShown = this.#isWanted();
    if (!this.#isReplaying) this.#newOnes += 1;
    // What it held when its function was last looked at is not what it holds now.
    if (!this.#isShown) frame.variables = [];
    return this.#isShown || (this.#hasMemory && this.#captures <= MOST_CAPTURES);
  }

  /** Whether the variables of the line that was just begun are wanted. */
  #isWanted(): boolean {
    const window = this.#window;
    if (!window) return this.#captures <= MOST_CAPTURES;
    const line = this.#lines - 1;
    if (line >= window.from && line < window.to) return true;
    return !this.#isReplaying && this.#newOnes < MOST_CAPTURES;
  }

  capture(frame: Frame, probe: number, values: readonly unknown[]): void {
    const names = this.#probes[probe]?.names ?? [];
    if (this.#isShown) this.#showVariables(frame, names, values);
    // They are told of the same lines whatever the window is: each is a beat of its own.
    if (this.#captures > MOST_CAPTURES) return;
    const memory = this.#probes[probe]?.memory ?? [];
    for (let at = 0; at < memory.length; at += 1)
      this.#readMemory(memory[at] ?? '', values[names.length + at]);
  }

  #showVariables(frame: Frame, names: readonly string[], values: readonly unknown[]): void {
    const variables: Variable[] = [];
    for (let at = 0; at < names.length; at += 1) {
      const value = values[at];
      const name = names[at];
      const isHidden =
        typeof value === 'function' || (value !== undefined && value === this.context);
      if (name !== undefined && !isHidden) append(variables, { name, value: show(value) });
    }
    frame.variables = variables;
    if (this.#last?.kind === 'line') this.#last.stack = this.#stack();
  }

  /** What the statement is about to find in a variable of the module. The line stays the last thing that happened. */
  #readMemory(name: string, value: unknown): void {
    if (typeof value === 'function') return;
    const last = this.#last;
    const api = `module.${name}`;
    const occurrence = (this.#memory[name] ?? 0) + 1;
    this.#memory[name] = occurrence;
    this.#push(this.#next('r'), this.#line, { kind: 'read', api, occurrence, value: show(value) });
    this.#last = last;
  }

  #stack(): StackFrame[] {
    const inner: Frame[] = [];
    for (let at = this.#frame; at && inner.length < MOST_FRAMES; at = at.caller) append(inner, at);
    const stack: StackFrame[] = [];
    for (let at = inner.length - 1; at >= 0; at -= 1) {
      const frame = inner[at];
      if (!frame) continue;
      const { fn, variables, line } = frame;
      append(stack, at === 0 ? { fn, variables } : { fn, variables, line });
    }
    return stack;
  }

  yields(frame: Frame, line: number): void {
    this.#frame = frame;
    this.#line = line;
    frame.line = line;
  }

  #callerLine(callee: string): number {
    const line = callerLine(callee);
    if (line > 0) this.#line = line;
    return this.#line;
  }

  read(read: Read): void {
    const { api, occurrence, value } = read;
    this.#push(this.#next('r'), read.line || this.#line, { kind: 'read', api, occurrence, value });
  }

  log(method: string, text: string): void {
    const line = this.#callerLine(method);
    const shown = text.length > LONGEST_LOG ? `${sliced(text, 0, LONGEST_LOG - 1)}…` : text;
    this.#push(this.#next('p'), line, { kind: 'log', text: shown });
  }

  eventTaken(eventNumber: number, _event: HistoryEvent, isReplaying: boolean): void {
    this.#event = eventNumber;
    this.#isReplaying = isReplaying;
    this.#push(`e${eventNumber}`, this.#line, { kind: 'event', outcome: 'ignored' });
  }

  /** What came of the event stands in the beat of the moment it was taken up. */
  eventDone(eventNumber: number, outcome: EventOutcome, id?: number): void {
    const beat = this.#eventBeat;
    if (!beat || beat.event !== eventNumber) return;
    beat.outcome = outcome;
    if (id !== undefined) beat.id = id;
  }

  asked(
    id: number,
    method: string,
    name: string | undefined,
    input: string | undefined,
    dropped: string | undefined,
  ): void {
    const line = this.#callerLine(method);
    this.#push(`a${id}`, line, {
      kind: 'ask',
      id,
      method,
      ...(name !== undefined && { name }),
      ...(input !== undefined && { input }),
      ...(dropped !== undefined && { dropped }),
    });
  }

  listened(name: string): void {
    const line = this.#callerLine('waitForExternalEvent');
    this.#push(this.#next('w'), line, { kind: 'listen', name });
  }

  answered(eventNumbers: number[], value: unknown, isError: boolean): void {
    this.#push(this.#next('y'), this.#line, {
      kind: 'answer',
      events: eventNumbers,
      value: show(value),
      isError,
    });
  }

  patched(name: string, isPatched: boolean, reason: PatchReason): void {
    const line = this.#callerLine('isPatched');
    this.#push(this.#next('v'), line, { kind: 'patch', name, isPatched, reason });
  }

  blocked(hang: Hang | undefined): void {
    this.#push('wait', this.#line, { kind: 'wait', ...(hang && { hang }) });
  }

  diverged(divergence: Divergence): void {
    this.#push('d', this.#line, { kind: 'diverge', divergence });
  }

  finished(status: string, result: string | undefined): void {
    // An error after the end replaces the end.
    const key = this.#counts.end ? `end.${this.#counts.end + 1}` : 'end';
    this.#counts.end = (this.#counts.end ?? 0) + 1;
    this.#push(key, this.#line, {
      kind: 'finish',
      status,
      ...(result !== undefined && { result }),
    });
  }
}
