import type { DeployFinding } from '../explore/deploy-report.ts';
import type {
  ExploreBase,
  ExploredRun,
  ExploreFinding,
  ExploreOptions,
  Summary,
} from '../explore/report.ts';
import { summaryOf } from '../explore/summary.ts';
import type { Step } from '../trace/step.ts';
import type { Trace } from '../trace/trace.ts';
import type { Problem } from '../source/problem.ts';
import type { Engine } from './engine-client.ts';
import type { CompiledProgram, Found, Job } from './frame/protocol.ts';

/** What is looked at: a scenario, and the code that it runs. */
export type Explored = Omit<Job, 'id' | 'look'>;

interface Ending {
  onProblems(problems: Problem[]): void;
  /** Given up. `reason` is a sentence for the screen. */
  onBroken(reason: string): void;
}

/** What a crash everywhere tells the page. After `onSummary`, `onProblems` or `onBroken` nothing more is said. */
export interface CrashListener extends Ending {
  /** Once: the run without any added crash, and every place that is tried. */
  onBase(base: ExploreBase): void;
  /** Runs as they are judged, in whatever order; `number` is their place. `done` of at most `total` runs are judged by now. */
  onRuns(runs: ExploredRun[], done: number, total: number): void;
  onSummary(summary: Summary): void;
}

export interface DeployListener extends Ending {
  /** Points as they are judged, in order; the summary comes last. */
  onFound(found: DeployFinding[]): void;
}

export interface RunListener extends Ending {
  onRun(trace: Trace, program: CompiledProgram): void;
}

export interface Explorer {
  /** One run as it is, aside from the one on the screen. */
  runOnce(explored: Explored, listener: RunListener): () => void;
  /** Begins; the answer ends it at any time, and then nothing more is said. Begun again, what went on before ends. */
  crashEverywhere(explored: Explored, options: ExploreOptions, listener: CrashListener): () => void;
  checkDeployment(explored: Explored, listener: DeployListener): () => void;
}

/** Workers at most: each holds a virtual machine of its own, and the page wants a core for itself. */
const MOST_WORKERS = 4;

export const workersFor = (cores: number): number =>
  Math.max(1, Math.min(MOST_WORKERS, Math.floor(cores) - 1));

/** Explores in workers of its own, so that the run on the screen goes on. They are started when they are first needed. */
export const explorer = (makeEngine: () => Engine, cores: number): Explorer =>
  new Pool(makeEngine, workersFor(cores));

class Pool implements Explorer {
  private readonly engines: Engine[] = [];

  constructor(
    private readonly makeEngine: () => Engine,
    private readonly size: number,
  ) {}

  crashEverywhere(
    explored: Explored,
    options: ExploreOptions,
    listener: CrashListener,
  ): () => void {
    this.stop();
    const gathering = new Gathering(options, this.size, listener, () => this.stop());
    for (let worker = 0; worker < this.size; worker += 1) {
      const share = { worker, of: this.size };
      const job = {
        ...explored,
        look: { for: 'crashes' as const, options: { ...options, share } },
      };
      this.engine(worker).run(job, {
        ...silent,
        onFound: (found) => gathering.hear(worker, found),
        onLooked: () => gathering.end(worker),
        onStartedOver: () => gathering.forget(worker),
        onProblems: (problems) => gathering.fail(() => listener.onProblems(problems)),
        onBroken: (reason) => gathering.fail(() => listener.onBroken(reason)),
      });
    }
    return () => {
      gathering.fail(() => undefined);
    };
  }

  checkDeployment(explored: Explored, listener: DeployListener): () => void {
    this.stop();
    let isWanted = true;
    this.engine(0).run(
      { ...explored, look: { for: 'deployments' } },
      {
        ...silent,
        onFound: (found) => {
          if (isWanted) listener.onFound(found.filter(isOfDeployment));
        },
        onProblems: (problems) => listener.onProblems(problems),
        onBroken: (reason) => listener.onBroken(reason),
      },
    );
    return () => {
      if (isWanted) this.engine(0).stop();
      isWanted = false;
    };
  }

  runOnce(explored: Explored, listener: RunListener): () => void {
    this.stop();
    let isWanted = true;
    let compiled: CompiledProgram | undefined;
    let steps: Step[] = [];
    this.engine(0).run(explored, {
      ...silent,
      onCompiled: (program) => (compiled = program),
      onSteps: (more) => (steps = [...steps, ...more]),
      onDone: (rest) => {
        if (isWanted && compiled) listener.onRun({ ...rest, steps }, compiled);
        isWanted = false;
      },
      onStartedOver: () => (steps = []),
      onProblems: (problems) => listener.onProblems(problems),
      onBroken: (reason) => listener.onBroken(reason),
    });
    return () => {
      if (isWanted) this.engine(0).stop();
      isWanted = false;
    };
  }

  private engine(index: number): Engine {
    return (this.engines[index] ??= this.makeEngine());
  }

  private stop(): void {
    for (const engine of this.engines) engine.stop();
  }
}

/** Puts together what the workers find, each of them in its share of the runs. */
class Gathering {
  private readonly runs = new Map<number, ExploredRun[]>();
  private readonly ended = new Set<number>();
  private base: ExploreBase | undefined;
  private isOver = false;

  constructor(
    private readonly options: ExploreOptions,
    private readonly workers: number,
    private readonly listener: CrashListener,
    private readonly stopAll: () => void,
  ) {}

  hear(worker: number, found: readonly Found[]): void {
    if (this.isOver) return;
    const fresh: ExploredRun[] = [];
    for (const each of found.filter(isOfCrashes)) {
      if (each.kind === 'base') this.begin(each.base);
      if (each.kind === 'run') fresh.push(each.run);
    }
    if (fresh.length === 0) return;
    this.runs.set(worker, [...(this.runs.get(worker) ?? []), ...fresh]);
    const total = (this.base?.points.length ?? 0) + this.options.pairs;
    this.listener.onRuns(fresh, this.all().length, total);
  }

  end(worker: number): void {
    this.ended.add(worker);
    if (this.isOver || this.ended.size < this.workers || !this.base) return;
    this.isOver = true;
    this.listener.onSummary(summaryOf(this.base, this.all(), this.options));
  }

  /** A worker was lost, and its share begins anew. Runs told before are told again, the same. */
  forget(worker: number): void {
    this.runs.delete(worker);
  }

  fail(tell: () => void): void {
    if (this.isOver) return;
    this.isOver = true;
    this.stopAll();
    tell();
  }

  private begin(base: ExploreBase): void {
    if (this.base) return;
    this.base = base;
    this.listener.onBase(base);
  }

  private all(): ExploredRun[] {
    return [...this.runs.values()].flat();
  }
}

const isOfCrashes = (found: Found): found is ExploreFinding =>
  found.kind === 'base' ||
  found.kind === 'run' ||
  (found.kind === 'summary' && 'pairs' in found.summary);

const isOfDeployment = (found: Found): found is DeployFinding =>
  found.kind === 'point' || (found.kind === 'summary' && 'verdicts' in found.summary);

/** What a job that looks at many runs never says. */
const silent = {
  onCompiled: () => undefined,
  onSteps: () => undefined,
  onDone: () => undefined,
  onStartedOver: () => undefined,
};
