import type { Versions } from '../../sandbox/machines.ts';
import type { Machines } from '../../sim/machine.ts';
import { DEFAULT_OPTIONS, simulate, type SimulateOptions } from '../../sim/simulate.ts';
import { compile, type Compiled } from '../../source/compile.ts';
import type { Scenario } from '../../sim/scenario.ts';
import type { Problem } from '../../source/problem.ts';
import type { Step } from '../../trace/step.ts';
import { deployCheck } from '../../explore/deploy-check.ts';
import { explore } from '../../explore/explore.ts';
import { ScenarioSubject } from '../../explore/scenario-subject.ts';
import type { Found, FromWorker, Job } from './protocol.ts';

/** Makes the machines for a compiled program. */
export type LoadMachines = (
  versions: Versions,
  options: Pick<Scenario, 'dialect' | 'facade'>,
) => Promise<Machines>;

interface Loaded {
  key: string;
  compiled: Compiled;
  next?: Compiled;
  machines: Machines;
}

const inVersion2 = (problem: Problem): Problem => ({
  ...problem,
  message: `In version 2: ${problem.message}`,
});

/** Steps are sent in portions of about this size. */
const PORTION = 200;
/** Findings are sent in portions of this size: a few milliseconds of work each. */
const RUNS_OF_PORTION = 10;

/**
 * Runs jobs one after the other. `send` hears every answer; `pause` is called between portions, so that the worker can
 * hear of a newer job: it resolves to true when this one is not wanted any more.
 */
export class JobRunner {
  private loaded: Loaded | undefined;

  constructor(
    private readonly load: LoadMachines,
    private readonly send: (answer: FromWorker) => void,
    private readonly pause: () => Promise<boolean>,
    private readonly options: SimulateOptions = DEFAULT_OPTIONS,
  ) {}

  async run(job: Job): Promise<void> {
    try {
      const loaded = await this.loadFor(job);
      if (!loaded) return;
      if (job.look) await this.lookAt(job, job.look, loaded.machines);
      else if (job.only !== undefined) await this.onePass(job, job.only, loaded.machines);
      else await this.simulate(job, loaded.machines);
    } catch (error) {
      // A machine that broke in an unknown way is not used again.
      this.loaded = undefined;
      const message = error instanceof Error ? error.message : String(error);
      this.send({ kind: 'failed', id: job.id, message });
    }
  }

  private async loadFor(job: Job): Promise<Loaded | undefined> {
    const { dialect, facade } = job.scenario;
    const key = JSON.stringify([dialect, facade, job.source, job.next]);
    if (this.loaded?.key !== key) {
      this.loaded = undefined;
      const compiled = compile(job.source);
      const next = job.next === undefined ? undefined : compile(job.next);
      if (!compiled.ok || next?.ok === false) {
        const inFirst = compiled.ok ? [] : compiled.errors;
        const inNext = next?.ok === false ? next.errors.map(inVersion2) : [];
        this.send({ kind: 'problems', id: job.id, problems: [...inFirst, ...inNext] });
        return undefined;
      }
      const versions = { v1: compiled, ...(next && { v2: next }) };
      const machines = await this.load(versions, { dialect, facade });
      this.loaded = { key, compiled, ...(next && { next }), machines };
    }
    const { compiled, next } = this.loaded;
    this.send({
      kind: 'compiled',
      id: job.id,
      functions: compiled.functions,
      ...(next && { nextFunctions: next.functions }),
    });
    return this.loaded;
  }

  private async lookAt(
    { id, entry, scenario }: Job,
    look: NonNullable<Job['look']>,
    machines: Machines,
  ): Promise<void> {
    const subject = new ScenarioSubject(machines, entry, scenario);
    const findings = look.for === 'crashes' ? explore(subject, look.options) : deployCheck(subject);
    let portion: Found[] = [];
    for (const found of findings) {
      portion.push(found);
      if (portion.length < RUNS_OF_PORTION) continue;
      this.send({ kind: 'found', id, found: portion });
      portion = [];
      if (await this.pause()) return;
    }
    this.send({ kind: 'found', id, found: portion });
    this.send({ kind: 'looked', id });
  }

  private async simulate(job: Job, machines: Machines): Promise<void> {
    const { watched } = job;
    const options = { ...this.options, ...(watched && { watched }) };
    const run = simulate(machines, job.entry, job.scenario, options);
    let portion: Step[] = [];
    const flush = () => {
      if (portion.length > 0) this.send({ kind: 'steps', id: job.id, steps: portion });
      portion = [];
    };
    for (;;) {
      const { done, value } = run.next();
      if (done) {
        flush();
        const { steps: _sent, ...rest } = value;
        this.send({ kind: 'done', id: job.id, ...rest });
        return;
      }
      portion.push(...value);
      if (portion.length < PORTION) continue;
      flush();
      if (await this.pause()) return;
    }
  }

  /** The same run again, without probes but for one pass (and the first one), as far as that step. */
  private async onePass(job: Job, index: number, machines: Machines): Promise<void> {
    const { watched } = job;
    const options = { ...this.options, maxBeats: 1, ...(watched && { watched }) };
    const run = simulate(machines, job.entry, job.scenario, options);
    const steps: Step[] = [];
    for (let paused = 0; steps.length <= index;) {
      const { done, value } = run.next();
      if (done) break;
      steps.push(...value);
      if (steps.length - paused < PORTION) continue;
      paused = steps.length;
      if (await this.pause()) return;
    }
    const found = steps[index];
    if (found) this.send({ kind: 'steps', id: job.id, steps: [found] });
    this.send({ kind: 'done', id: job.id, unused: [], performedAt: [] });
  }
}
