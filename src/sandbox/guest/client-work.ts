import type {
  ClientAnswer,
  ClientDeed,
  ClientProgress,
  ClientRequest,
} from '../../sim/client-machine.ts';
import type { WorldResponse } from '../../trace/step.ts';
import { append, bare, sliced } from './builtins.ts';
import type { Host } from './host.ts';
import { MOST_REQUESTS, type Pass } from './pass.ts';
import { callerLine } from './stack-line.ts';

const LONGEST_LINE = 500;
const MOST_LINES = 2_000;

/** The program text as the client: from its top level to its end, with pauses in which the rest of the world goes on. */
export class ClientWork {
  readonly #pass: Pass;
  readonly #host: Host;
  #deeds: ClientDeed[] = [];
  readonly #open = bare<(answer: ClientAnswer) => void>();
  #openCount = 0;
  #askedCount = 0;
  #calledCount = 0;
  #lineCount = 0;

  constructor(pass: Pass, host: Host) {
    this.#pass = pass;
    this.#host = host;
    pass.print = (method, text) => this.#print(method, text);
  }

  #print(method: string, text: string): void {
    this.#lineCount += 1;
    if (this.#host.exitCode !== undefined || this.#lineCount > MOST_LINES) return;
    const shown = text.length > LONGEST_LINE ? `${sliced(text, 0, LONGEST_LINE - 1)}…` : text;
    append(this.#deeds, { kind: 'printed', text: shown, line: callerLine(method) });
  }

  /** `method` is what the program has called, to find its line. */
  ask(request: ClientRequest, method: string, settle: (answer: ClientAnswer) => void): void {
    if (this.#host.exitCode !== undefined) return;
    if (this.#openCount > MOST_REQUESTS) throw this.#pass.refuseRequest();
    this.#askedCount += 1;
    this.#openCount += 1;
    this.#open[this.#askedCount] = settle;
    const line = callerLine(method);
    append(this.#deeds, { kind: 'asked', id: this.#askedCount, line, request });
  }

  answer(id: number, answer: ClientAnswer, nowMs: number): void {
    this.#pass.moveClock(nowMs);
    const settle = this.#open[id];
    if (!settle) return;
    delete this.#open[id];
    this.#openCount -= 1;
    settle(answer);
  }

  respond(id: number, response: WorldResponse, nowMs: number): void {
    this.#pass.moveClock(nowMs);
    this.#pass.answer(id, response);
  }

  wake(nowMs: number): void {
    this.#pass.moveClock(nowMs);
  }

  /** `failure`: why the top level ended early, if it did. */
  collect(
    failure: string | undefined,
  ): Exclude<ClientProgress, { kind: 'broke' }> | { kind: 'more' } {
    const { exitCode } = this.#host;
    const pass = this.#pass;
    if (exitCode === undefined && failure === undefined && pass.fireDue()) return { kind: 'more' };
    pass.takeReads();
    for (let at = 0; at < pass.pending.length; at += 1) {
      const each = pass.pending[at];
      if (!each || each.id <= this.#calledCount) continue;
      this.#calledCount = each.id;
      append(this.#deeds, { kind: 'called', id: each.id, request: each.request });
    }
    const deeds = this.#deeds;
    this.#deeds = [];
    if (exitCode !== undefined) return { kind: 'ended', deeds, code: exitCode };
    if (failure !== undefined) return { kind: 'ended', deeds, failure };
    const wakeAtMs = pass.nextTimerMs;
    const isWaiting = this.#openCount > 0 || pass.pending.length > 0;
    if (!isWaiting && wakeAtMs === undefined) return { kind: 'ended', deeds };
    return { kind: 'waiting', deeds, ...(wakeAtMs !== undefined && { wakeAtMs }) };
  }
}
