import type { StoreApi } from 'zustand/vanilla';
import type { DeployPoint, DeploySummary } from '../explore/deploy-report.ts';
import type { ExploreBase, ExploredRun, Summary } from '../explore/report.ts';
import type { Scenario } from '../sim/scenario.ts';
import type { Trace } from '../trace/trace.ts';
import type { ProgramView } from '../view/program-view.ts';
import type { Instead } from './explored-instead.ts';
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
  /** What the difference rests on in the first run that differs, as a sentence. It comes after the summary. */
  cause?: string;
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
  /** Number of the place whose run was opened last: there the list is gone on with. */
  opened?: number | undefined;
}

/** A scenario and the whole of its run. */
export type Whole = Pick<Explorings, 'scenario' | 'trace' | 'program'>;

/** What the explorer's own screen, which is loaded late, asks of what is there from the start (exploring.ts). */
export interface ExploringHands {
  readonly store: StoreApi<ExploringState>;
  readonly visit: Visit;
  readonly now: Explorings | undefined;
  /** Ends what goes on. */
  end: () => void;
  begin(kind: Explorings['kind'], run: Whole | undefined, part?: Explorings['part']): void;
  change(part: Partial<Explorings>): void;
  stop(): void;
  close(): void;
  closeEditor(): void;
}
