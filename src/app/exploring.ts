import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DeployPoint, DeploySummary } from '../explore/deploy-report.ts';
import { VICTIMS, type ExploreBase, type ExploredRun, type Summary } from '../explore/report.ts';
import type { Problem } from '../source/problem.ts';
import type { Intervention, Scenario } from '../sim/scenario.ts';
import type { Trace } from '../trace/trace.ts';
import type { ProgramView } from '../view/program-view.ts';
import type { Instead } from './explored-instead.ts';
import type { Explored } from './explorer.ts';
import { codeOf } from './programs.ts';
import type { Visit } from './visit.ts';

/** What was found by many runs of one scenario. Kept until other runs are made, so that a person can come back to it. */
export interface Explorings {
  kind: 'crashes' | 'deployment';
  /** The scenario that was run again and again, and its own run. */
  scenario: Scenario;
  trace: Trace;
  program: ProgramView;
  standing: 'running' | 'done' | 'stopped' | 'failed';
  done: number;
  total: number;
  base?: ExploreBase;
  runs: readonly ExploredRun[];
  summary?: Summary;
  points: readonly DeployPoint[];
  deploySummary?: DeploySummary;
  /** Why it failed. */
  reason?: string;
  /** Set when this program can not be looked at as it is: what can be, if anything. */
  unfit?: { instead: Instead | undefined };
}

export interface ExploringState {
  explorings: Explorings | undefined;
  /** It is on the screen, in place of the run. */
  isOpen: boolean;
}

/** A scenario and the whole of its run. */
type Whole = Pick<Explorings, 'scenario' | 'trace' | 'program'>;

/** Loaded when a program needs it: few do. */
const loadInstead = () => import('./explored-instead.ts');

/** Pairs are drawn from thousands: so many are tried after all single crashes. */
const PAIRS = 100;

/** Runs a scenario many times, and opens what was found. */
export class Exploring {
  readonly store: StoreApi<ExploringState> = createStore<ExploringState>(() => ({
    explorings: undefined,
    isOpen: false,
  }));
  private end: () => void = () => undefined;

  constructor(private readonly visit: Visit) {}

  private get now(): Explorings | undefined {
    return this.store.getState().explorings;
  }

  /** Shows what was found; begins where nothing was found for this very scenario. */
  show(kind: Explorings['kind']): void {
    const found = this.now;
    if (found?.kind === kind && isOf(found, this.visit.state.scenario))
      this.store.setState({ isOpen: true });
    else this.begin(kind, this.whole());
  }

  close(): void {
    this.store.setState({ isOpen: false });
  }

  stop(): void {
    this.end();
    if (this.now?.standing === 'running') this.change({ standing: 'stopped' });
  }

  again(): void {
    if (this.now) this.begin(this.now.kind, this.now);
  }

  /** Opens one workflow of a program that starts its workflows itself, and looks at that one. */
  beginInstead(): void {
    const found = this.now;
    const scenario = found?.unfit?.instead?.scenario;
    if (!found || !scenario) return;
    this.close();
    this.visit.act(scenario, { to: 'start', next: 'pause' }, { isFirstMinute: false });
    void loadInstead().then(({ onceWhole }) =>
      onceWhole(this.visit, scenario, (shown) => this.begin(found.kind, shown)),
    );
  }

  /** Opens the run behind a place of the picture, at the crash or the deploy. */
  open(number: number): void {
    const found = this.now;
    if (found?.kind === 'deployment')
      this.openRun(found.points.find((each) => each.number === number)?.scenario);
    else this.openRun(singleRun(found?.runs ?? [], number)?.scenario);
  }

  openWorstPair(): void {
    this.openRun(worstPair(this.now?.runs ?? [])?.scenario);
  }

  private begin(kind: Explorings['kind'], run: Whole | undefined): void {
    const code = run && codeOf(run.scenario);
    if (!code) return;
    this.end();
    const { scenario, trace, program } = run;
    const none = { standing: 'running', done: 0, total: 0, runs: [], points: [] } as const;
    this.store.setState({
      explorings: { kind, scenario, trace, program, ...none },
      isOpen: true,
    });
    this.visit.move({ type: 'PAUSE' });
    const explored = { ...code, scenario };
    this.end = kind === 'crashes' ? this.crash(explored) : this.deploy(explored);
  }

  private crash(explored: Explored): () => void {
    const options = { victims: VICTIMS, pairs: PAIRS, seed: explored.scenario.seed };
    return this.visit.around.explorer.crashEverywhere(explored, options, {
      onBase: (base) => this.change({ base, total: base.points.length }),
      onRuns: (runs, done, total) =>
        this.change({ runs: [...(this.now?.runs ?? []), ...runs], done, total }),
      onSummary: (summary) => this.change({ summary, standing: 'done' }),
      ...this.endings(),
    });
  }

  private deploy(explored: Explored): () => void {
    return this.visit.around.explorer.checkDeployment(explored, {
      onFound: (found) => {
        for (const each of found) {
          if (each.kind === 'point') {
            const points = [...(this.now?.points ?? []), each.point];
            this.change({ points, done: points.length });
          } else this.change({ deploySummary: each.summary, standing: 'done' });
        }
      },
      ...this.endings(),
    });
  }

  private endings() {
    const fail = (reason: string) => this.change({ standing: 'failed', reason });
    return {
      onProblems: ([first]: readonly Problem[]) => {
        if (first?.is === 'starts-itself') void this.offerInstead(first.message);
        else fail(`This program can’t run here. ${first?.message ?? ''}`);
      },
      onBroken: fail,
    };
  }

  private async offerInstead(reason: string): Promise<void> {
    const { insteadOf } = await loadInstead();
    const found = this.now;
    if (found?.standing !== 'running') return;
    const instead = insteadOf(found.scenario, found.trace, this.visit.state.focus);
    this.change({ standing: 'failed', reason, unfit: { instead } });
  }

  private change(part: Partial<Explorings>): void {
    const explorings = this.now;
    if (explorings) this.store.setState({ explorings: { ...explorings, ...part } });
  }

  /** The run on the screen. Only what runs there is run again: a stranger's code waits for leave. */
  private whole(): Whole | undefined {
    const { shown, standing } = this.visit.around.run.getState();
    const isReady = standing.kind === 'ready' && shown?.isComplete === true;
    if (isReady && shown.scenario === this.visit.state.scenario) return shown;
    this.visit.toast('This run is not complete yet. Try again in a moment.');
    return undefined;
  }

  private openRun(scenario: Scenario | undefined): void {
    const from = this.now;
    if (!scenario || !from) return;
    this.close();
    const intervention = firstNew(from.scenario.interventions, scenario.interventions);
    this.visit.act(scenario, { to: { intervention }, next: 'pause' }, { isFirstMinute: false });
  }
}

/** Back and Forward read a scenario anew: the same one is another object then. */
export const isOf = (found: Explorings, scenario: Scenario): boolean =>
  found.scenario === scenario || JSON.stringify(found.scenario) === JSON.stringify(scenario);

/** The run with one crash, at the place of this number. */
export const singleRun = (runs: readonly ExploredRun[], number: number): ExploredRun | undefined =>
  runs.find(({ crashes }) => crashes.length === 1 && crashes[0]?.number === number);

export const worstPair = (runs: readonly ExploredRun[]): ExploredRun | undefined =>
  runs.find(({ crashes, verdict }) => crashes.length > 1 && verdict.severity === 'broken');

/** Where two lists of acts part: the act that was added. */
function firstNew(before: readonly Intervention[], after: readonly Intervention[]): number {
  const at = after.findIndex(
    (each, index) => JSON.stringify(each) !== JSON.stringify(before[index]),
  );
  return Math.max(0, at);
}
