import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Scenario } from '../sim/scenario.ts';
import type { ExploringHands, ExploringState, Explorings, Whole } from './explorings.ts';
import { codeOf } from './programs.ts';
import type { Visit } from './visit.ts';

const MISSING = 'The explorer could not be loaded. Look at the connection, and try again.';

/** Runs a scenario many times, and opens what was found. */
export class Exploring implements ExploringHands {
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
    const isOpen = part === undefined || this.store.getState().isOpen;
    const { scenario, trace, program } = run;
    const none = { standing: 'running', done: 0, total: 0, runs: [], points: [] } as const;
    this.store.setState({
      explorings: { kind, scenario, trace, program, ...none, ...(part && { part }) },
      // Somebody may have closed it while the part's own run was made.
      isOpen,
    });
    if (isOpen) this.visit.move({ type: 'PAUSE' });
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
