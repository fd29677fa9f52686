import type { Trace } from '../trace/trace.ts';
import type { Problem } from '../source/problem.ts';
import type { Step } from '../trace/step.ts';
import {
  isFromWorker,
  type CompiledProgram,
  type Found,
  type FromWorker,
  type Job,
  type ToWorker,
} from './frame/protocol.ts';

/** What the client needs of the sandboxed worker: a line to it that can be cut and laid again. */
export interface WorkerLine {
  post(message: ToWorker): void;
  /** One listener: what the worker says, and that it failed. */
  listen(onMessage: (data: unknown) => void, onFailure: (reason: string) => void): void;
  /**
   * Ends the worker, however busy it is, and starts a new one that is ready for a job. `canRead`: for texts that were not read
   * before; that takes longer to load.
   */
  respawn(canRead: boolean): Promise<void>;
}

export interface Alarm {
  /** Calls `ring` once, after `delayMs`; the answer takes it back. */
  set(ring: () => void, delayMs: number): () => void;
}

/** What became of a job, told as it goes. After `onDone`, `onProblems` or `onBroken` nothing more is said. */
export interface JobListener {
  onCompiled(program: CompiledProgram): void;
  /** `performedAt`: of a run, the acts that it has performed so far. */
  onSteps(steps: Step[], performedAt?: Trace['performedAt']): void;
  onDone(rest: Omit<Trace, 'steps'>): void;
  /** For a job that looks at many runs, in place of `onSteps` and `onDone`. */
  onFound?(found: Found[]): void;
  onLooked?(): void;
  onProblems(problems: Problem[]): void;
  /** The engine was lost and has been started again; the job starts over once. Steps so far do not count. */
  onStartedOver(): void;
  /** The job is not done after a second, and then again each few seconds: say that something is going on. */
  onStillGoing?(): void;
  /** Given up. `reason` is a sentence for the screen. */
  onBroken(reason: string): void;
}

export interface Engine {
  /** Drops the job before it, if that is still going on. */
  run(job: Omit<Job, 'id'>, listener: JobListener): void;
  /** Drops the job that is going on, if any: nothing more is said of it. */
  stop(): void;
  /** Has the run that is going on end where it is: it is done then, as far as it has come. */
  endHere(): void;
}

/** A worker that has said nothing for so long is taken for dead. A turn is bounded far below that. */
export const SILENCE_MS = 12_000;

/** Nobody waits longer than this without a word … */
export const FIRST_WORD_MS = 1000;
/** … and one goes by before the next comes. */
export const NEXT_WORD_MS = 4000;

const SILENT = 'The engine stopped answering and was ended.';

interface Current {
  job: Job;
  listener: JobListener;
  /** The job was begun again after the engine was lost. */
  isSecondTry: boolean;
  /** It was told to end where it is, perhaps before it had begun. */
  isEnding?: boolean;
}

/** Runs jobs in the worker, one at a time, and brings a dead worker back. It tries a job twice at most. */
export const engineClient = (line: WorkerLine, alarm: Alarm): Engine => new Client(line, alarm);

class Client implements Engine {
  private current: Current | undefined;
  private lastId = 0;
  private disarm: () => void = () => undefined;
  private disarmWord: () => void = () => undefined;
  /** Ends when the worker can take a job. Undefined: there is none, and the next job starts one. */
  private ready: Promise<void> | undefined;
  /** The worker can read texts. */
  private canRead = false;

  constructor(
    private readonly line: WorkerLine,
    private readonly alarm: Alarm,
  ) {
    line.listen(
      (data) => {
        if (isFromWorker(data)) this.hear(data);
      },
      (reason) => this.lose(reason),
    );
  }

  run(job: Omit<Job, 'id'>, listener: JobListener): void {
    this.lastId += 1;
    this.current = { job: { ...job, id: this.lastId }, listener, isSecondTry: false };
    void this.send(this.current);
  }

  stop(): void {
    if (!this.current) return;
    this.finish();
    this.line.post({ kind: 'stop' });
  }

  endHere(): void {
    if (!this.current) return;
    this.current.isEnding = true;
    this.line.post({ kind: 'end' });
  }

  private async send(mine: Current): Promise<void> {
    if (!mine.job.prepared && !this.canRead) {
      this.canRead = true;
      this.ready = undefined;
    }
    const ready = (this.ready ??= this.line.respawn(this.canRead));
    try {
      await ready;
    } catch (error) {
      if (this.ready === ready) {
        this.ready = undefined;
        // A sample needs no reader: it may run all the same.
        this.canRead = false;
      }
      if (this.current === mine) this.finish()?.onBroken(reasonOf(error));
      return;
    }
    if (this.current !== mine) return;
    this.watch();
    this.tellIn(FIRST_WORD_MS);
    this.line.post({ kind: 'run', job: mine.job });
    if (mine.isEnding) this.line.post({ kind: 'end' });
  }

  private tellIn(delayMs: number): void {
    this.disarmWord();
    this.disarmWord = this.alarm.set(() => {
      this.current?.listener.onStillGoing?.();
      this.tellIn(NEXT_WORD_MS);
    }, delayMs);
  }

  private watch(): void {
    this.disarm();
    this.disarm = this.alarm.set(() => this.lose(SILENT), SILENCE_MS);
  }

  private finish(): JobListener | undefined {
    this.disarm();
    this.disarmWord();
    const listener = this.current?.listener;
    this.current = undefined;
    return listener;
  }

  private lose(reason: string): void {
    this.disarm();
    this.disarmWord();
    const mine = this.current;
    this.ready = undefined;
    if (!mine) return;
    if (mine.isSecondTry) {
      this.finish()?.onBroken(`${reason} It was tried twice.`);
      return;
    }
    this.lastId += 1;
    mine.listener.onStartedOver();
    this.current = { ...mine, isSecondTry: true, job: { ...mine.job, id: this.lastId } };
    void this.send(this.current);
  }

  private hear(answer: FromWorker): void {
    const { current } = this;
    if (!current || answer.id !== current.job.id) return;
    this.watch();
    switch (answer.kind) {
      case 'compiled':
        current.listener.onCompiled(answer);
        break;
      case 'steps':
        current.listener.onSteps(JSON.parse(answer.steps) as Step[], answer.performedAt);
        break;
      case 'found':
        current.listener.onFound?.(answer.found);
        break;
      case 'looked':
        this.finish()?.onLooked?.();
        break;
      case 'done':
        this.finish()?.onDone(answer);
        break;
      case 'problems':
        this.finish()?.onProblems(answer.problems);
        break;
      case 'failed':
        this.finish()?.onBroken(answer.message);
        break;
    }
  }
}

const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : 'The engine did not start.';
