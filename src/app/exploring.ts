import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DeployPoint, DeploySummary } from '../explore/deploy-report.ts';
import type { ExploreBase, ExploredRun, Summary } from '../explore/report.ts';
import type { Scenario } from '../sim/scenario.ts';
import type { Trace } from '../trace/trace.ts';
import type { ProgramView } from '../view/program-view.ts';
import type { Instead } from './explored-instead.ts';
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
  /** What was looked at is one workflow of a program that starts its workflows itself; `of`: that program, which is on the screen. */
  part?: { of: Scenario; instead: Instead };
}

export interface ExploringState {
  explorings: Explorings | undefined;
  /** It is on the screen, in place of the run. */
  isOpen: boolean;
}

/** A scenario and the whole of its run. */
export type Whole = Pick<Explorings, 'scenario' | 'trace' | 'program'>;

const MISSING = 'The explorer could not be loaded. Look at the connection, and try again.';

/** Runs a scenario many times, and opens what was found. */
export class Exploring {
  readonly store: StoreApi<ExploringState> = createStore<ExploringState>(() => ({
    explorings: undefined,
    isOpen: false,
  }));
  /** Ends what goes on. */
  end: () => void = () => undefined;

  constructor(
    readonly visit: Visit,
    readonly closeEditor: () => void,
  ) {}

  get now(): Explorings | undefined {
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

  begin(kind: Explorings['kind'], run: Whole | undefined, part?: Explorings['part']): void {
    const code = run && codeOf(run.scenario);
    if (!code) return;
    this.end();
    const { scenario, trace, program } = run;
    const none = { standing: 'running', done: 0, total: 0, runs: [], points: [] } as const;
    this.store.setState({
      explorings: { kind, scenario, trace, program, ...none, ...(part && { part }) },
      isOpen: true,
    });
    this.visit.move({ type: 'PAUSE' });
    let isEnded = false;
    this.end = () => (isEnded = true);
    Promise.all([this.visit.around.bringExplorer(), import('./exploring-work.ts')]).then(
      ([explorer, { lookAtAll }]) => {
        if (!isEnded) this.end = lookAtAll(this, explorer, { ...code, scenario });
      },
      () => {
        if (!isEnded) this.change({ standing: 'failed', reason: MISSING });
      },
    );
  }

  change(part: Partial<Explorings>): void {
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
}

/** Back and Forward read a scenario anew: the same one is another object then. */
export const isOf = (found: Explorings, scenario: Scenario): boolean =>
  isSame(found.part?.of ?? found.scenario, scenario);

const isSame = (one: Scenario, other: Scenario): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other);
