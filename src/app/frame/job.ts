import type { LoadedProgram, Versions } from '../../sandbox/machines.ts';
import type { Machines } from '../../sim/machine.ts';
import { possibleEffects } from '../../sim/possible-effects.ts';
import { noting, NotRecalled, recalling, type Notes } from '../../sim/recall.ts';
import { DEFAULT_OPTIONS, simulate, type Entry, type SimulateOptions } from '../../sim/simulate.ts';
import type { Compiled } from '../../source/compile.ts';
import type { Prepared } from '../../source/prepare.ts';
import { NO_WORKFLOW } from '../../source/problem.ts';
import type { Scenario } from '../../sim/scenario.ts';
import type { Problem } from '../../source/problem.ts';
import type { Step } from '../../trace/step.ts';
import type { Trace } from '../../trace/trace.ts';
import { STARTS_ITSELF, type Found, type FromWorker, type Job } from './protocol.ts';

/** Makes the machines for a compiled program. */
export type LoadMachines = (
  versions: Versions,
  options: Pick<Scenario, 'dialect' | 'facade'>,
) => Promise<LoadedProgram>;

/** What a runner is given: each of these may be large, and not every worker has them all. */
export interface Tools {
  load: LoadMachines;
  read: (source: string) => Prepared;
  /** Many runs of one program. Absent: this worker does single runs only. */
  look?: (look: Look, program: LoadedProgram, entry: Entry, scenario: Scenario) => Iterable<Found>;
}

export type Look = NonNullable<Job['look']>;

interface Loaded {
  key: string;
  compiled: Compiled;
  next?: Compiled;
  /** What the program itself says that it starts. */
  ownEntry?: string;
  program: LoadedProgram;
}

const inVersion2 = (problem: Problem): Problem => ({
  ...problem,
  message: `In version 2: ${problem.message}`,
});

/** Steps are sent in portions of about this size … */
const PORTION = 200;
/** … or of so long, where they take their time. */
const PORTION_MS = 500;
/** Nobody who wants something else waits much longer than this, or than a pass. */
const PAUSE_MS = 50;
/** Findings are sent in portions of this size: a few milliseconds of work each. */
const RUNS_OF_PORTION = 10;

/** What is wanted of the job that runs: that it goes on, that it is done as far as it has come, or nothing any more. */
export type Wanted = 'on' | 'end' | 'drop';

/**
 * Runs jobs one after the other. `send` hears every answer; `pause` is called again and again, so that the worker can hear of a
 * newer job.
 */
export class JobRunner {
  private loaded: Loaded | undefined;
  /** Of the last run that came to its end. */
  private noted: { key: string; notes: Notes } | undefined;

  constructor(
    private readonly tools: Tools,
    private readonly send: (answer: FromWorker) => void,
    private readonly pause: () => Promise<Wanted>,
    private readonly options: SimulateOptions = DEFAULT_OPTIONS,
  ) {}

  async run(job: Job): Promise<void> {
    try {
      const loaded = await this.loadFor(job);
      if (!loaded) return;
      if (job.look) await this.lookAt(job, job.look, loaded);
      else if (job.only !== undefined) await this.onePass(job, job.only, loaded);
      else await this.simulate(job, loaded);
    } catch (error) {
      // A machine that broke in an unknown way is not used again.
      this.loaded = undefined;
      this.noted = undefined;
      const message = error instanceof Error ? error.message : String(error);
      this.send({ kind: 'failed', id: job.id, message });
    }
  }

  private async loadFor(job: Job): Promise<Loaded | undefined> {
    const { dialect, facade } = job.scenario;
    const key = JSON.stringify([dialect, facade, job.source, job.next]);
    if (this.loaded?.key !== key) {
      this.loaded = undefined;
      const { compiled, entry } = job.prepared?.v1 ?? this.tools.read(job.source);
      const next =
        job.next === undefined
          ? undefined
          : (job.prepared?.v2 ?? this.tools.read(job.next)).compiled;
      if (!compiled.ok || next?.ok === false) {
        const inFirst = compiled.ok ? [] : compiled.errors;
        const inNext = next?.ok === false ? next.errors.map(inVersion2) : [];
        this.send({ kind: 'problems', id: job.id, problems: [...inFirst, ...inNext] });
        return undefined;
      }
      const versions = { v1: compiled, ...(next && { v2: next }) };
      const program = await this.tools.load(versions, { dialect, facade });
      const ownEntry = entry === undefined ? {} : { ownEntry: entry };
      this.loaded = { key, compiled, ...(next && { next }), ...ownEntry, program };
    }
    return this.begin(job, this.loaded) ? this.loaded : undefined;
  }

  /** Tells of the program; false when there is nothing in it to start. */
  private begin(job: Job, loaded: Loaded): boolean {
    const { compiled, next, program } = loaded;
    const { workflow, plain } = entryIn(loaded, job);
    if (workflow === undefined && plain === undefined && !program.client) {
      const problems = [{ line: 1, column: 1, message: NO_WORKFLOW }];
      this.send({ kind: 'problems', id: job.id, problems });
      return false;
    }
    const functionsOf = (of: Compiled) => of.host?.functions ?? of.functions;
    const { remarks } = compiled;
    this.send({
      kind: 'compiled',
      id: job.id,
      functions: functionsOf(compiled),
      ...(compiled.loose && { loose: compiled.loose }),
      remarks,
      effects: possibleEffects([job.source, job.next ?? '']),
      ...(next && { nextFunctions: functionsOf(next) }),
      ...(next?.loose && { nextLoose: next.loose }),
      ...(workflow !== undefined && { workflow }),
    });
    return true;
  }

  private async lookAt(job: Job, look: Look, loaded: Loaded): Promise<void> {
    const { id, scenario } = job;
    const { program } = loaded;
    const entry = entryIn(loaded, job);
    if (program.client && entry.workflow === undefined) {
      this.send({
        kind: 'problems',
        id,
        problems: [{ line: 1, column: 1, message: STARTS_ITSELF, is: 'starts-itself' }],
      });
      return;
    }
    if (!this.tools.look) throw new Error('This worker does single runs only.');
    const findings = this.tools.look(look, program, entry, scenario);
    let portion: Found[] = [];
    for (const found of findings) {
      portion.push(found);
      if (portion.length < RUNS_OF_PORTION) continue;
      this.send({ kind: 'found', id, found: portion });
      portion = [];
      if ((await this.pause()) === 'drop') return;
    }
    this.send({ kind: 'found', id, found: portion });
    this.send({ kind: 'looked', id });
  }

  /** The run of a job, which differs in what is recorded. */
  private begun(
    job: Job,
    loaded: Loaded,
    options: Partial<SimulateOptions>,
    machines: Machines = loaded.program.machines,
  ) {
    const { watched, window } = job;
    const { program } = loaded;
    const entry = entryIn(loaded, job);
    const client = entry.workflow === undefined ? program.client : undefined;
    return simulate(machines, entry, job.scenario, {
      ...this.options,
      ...options,
      ...(watched && { watched }),
      ...(window && { window }),
      ...(client && { client }),
    });
  }

  private async simulate(job: Job, loaded: Loaded): Promise<void> {
    const { machines, notes } = noting(loaded.program.machines);
    let performedAt: Readonly<Trace['performedAt']> = [];
    const onActs = (list: typeof performedAt) => void (performedAt = list);
    const run = this.begun(job, loaded, { onActs }, machines);
    let portion: Step[] = [];
    let sentMs = performance.now();
    let pausedMs = sentMs;
    let wanted: Wanted = 'on';
    const flush = () => {
      if (portion.length > 0) this.sendSteps(job, portion, [...performedAt]);
      portion = [];
      sentMs = performance.now();
    };
    for (;;) {
      const { done, value } = run.next(wanted === 'end' ? 'stop' : undefined);
      if (done) {
        flush();
        this.noted = { key: keyOf(job, loaded), notes };
        const { steps: _sent, ...rest } = value;
        this.send({ kind: 'done', id: job.id, ...rest });
        return;
      }
      portion.push(...value);
      const nowMs = performance.now();
      const isFull = portion.length >= PORTION || nowMs - sentMs >= PORTION_MS;
      if (isFull) flush();
      else if (nowMs - pausedMs < PAUSE_MS) continue;
      wanted = await this.pause();
      pausedMs = performance.now();
      if (wanted === 'drop') return;
    }
  }

  private sendSteps({ id }: Job, steps: readonly Step[], performedAt?: Trace['performedAt']): void {
    const acts = performedAt && { performedAt };
    this.send({ kind: 'steps', id, steps: JSON.stringify(steps), ...acts });
  }

  /** The same run again, without probes but for one pass (and the first one), as far as that step. */
  private async onePass(job: Job, index: number, loaded: Loaded): Promise<void> {
    const { machines } = loaded.program;
    const isNoted = this.noted?.key === keyOf(job, loaded);
    const recalled = isNoted && this.noted ? recalling(machines, this.noted.notes) : undefined;
    let found: { step: Step | undefined } | undefined;
    try {
      found = await this.stepOf(job, index, loaded, recalled ?? machines);
    } catch (error) {
      if (!(error instanceof NotRecalled)) throw error;
      found = await this.stepOf(job, index, loaded, machines);
    }
    if (!found) return;
    if (found.step) this.sendSteps(job, [found.step]);
    this.send({ kind: 'done', id: job.id, unused: [], performedAt: [] });
  }

  /** Undefined: it is not wanted any more. */
  private async stepOf(job: Job, index: number, loaded: Loaded, machines: Machines) {
    const run = this.begun(job, loaded, { maxBeats: 1 }, machines);
    const steps: Step[] = [];
    for (let paused = 0; steps.length <= index;) {
      const { done, value } = run.next();
      if (done) break;
      steps.push(...value);
      if (steps.length - paused < PORTION) continue;
      paused = steps.length;
      if ((await this.pause()) === 'drop') return undefined;
    }
    return { step: steps[index] };
  }
}

/** The same key, the same run. */
const keyOf = ({ scenario, entry }: Job, { key }: Loaded): string =>
  JSON.stringify([key, scenario, entry]);

/** What the run starts: what the scenario names, else what the program itself tells. */
function entryIn({ ownEntry }: Loaded, { entry }: Job): Entry {
  const workflow = entry.workflow ?? ownEntry;
  return { ...entry, ...(workflow !== undefined && { workflow }) };
}
