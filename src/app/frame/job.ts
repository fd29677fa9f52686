import type { Machine } from '../../sim/machine.ts';
import { simulate } from '../../sim/simulate.ts';
import { compile, type Compiled } from '../../source/compile.ts';
import type { Scenario } from '../../sim/scenario.ts';
import type { Step } from '../../trace/step.ts';
import type { FromWorker, Job } from './protocol.ts';

/** Makes the machine for a compiled program. */
export type LoadMachine = (
  compiled: Compiled,
  options: Pick<Scenario, 'dialect' | 'facade'>,
) => Promise<Machine>;

interface Loaded {
  key: string;
  compiled: Compiled;
  machine: Machine;
}

/** Steps are sent in portions of about this size. */
const PORTION = 200;

/**
 * Runs jobs one after the other. `send` hears every answer; `pause` is called between portions, so that the worker can
 * hear of a newer job: it resolves to true when this one is not wanted any more.
 */
export class JobRunner {
  private loaded: Loaded | undefined;

  constructor(
    private readonly load: LoadMachine,
    private readonly send: (answer: FromWorker) => void,
    private readonly pause: () => Promise<boolean>,
  ) {}

  async run(job: Job): Promise<void> {
    try {
      const loaded = await this.loadFor(job);
      if (loaded) await this.simulate(job, loaded.machine);
    } catch (error) {
      // A machine that broke in an unknown way is not used again.
      this.loaded = undefined;
      const message = error instanceof Error ? error.message : String(error);
      this.send({ kind: 'failed', id: job.id, message });
    }
  }

  private async loadFor(job: Job): Promise<Loaded | undefined> {
    const { dialect, facade } = job.scenario;
    const key = JSON.stringify([dialect, facade, job.source]);
    if (this.loaded?.key !== key) {
      this.loaded = undefined;
      const compiled = compile(job.source);
      if (!compiled.ok) {
        this.send({ kind: 'problems', id: job.id, problems: compiled.errors });
        return undefined;
      }
      this.loaded = { key, compiled, machine: await this.load(compiled, { dialect, facade }) };
    }
    this.send({ kind: 'compiled', id: job.id, functions: this.loaded.compiled.functions });
    return this.loaded;
  }

  private async simulate(job: Job, machine: Machine): Promise<void> {
    const run = simulate(machine, job.entry, job.scenario);
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
}
