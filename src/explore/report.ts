import type { Place } from '../trace/place.ts';
import type { Step } from '../trace/step.ts';
import type { Scenario } from '../sim/scenario.ts';

/** Who is killed. `both`: the sidecar and the app at once. */
export type Victim = 'app' | 'sidecar' | 'both';

export const VICTIMS: readonly Victim[] = ['app', 'sidecar', 'both'];

export interface ExploreOptions {
  victims: readonly Victim[];
  /** Pairs of crashes that are run at most, after all single crashes. */
  pairs: number;
  /** Which pairs are drawn. */
  seed: number;
  /** The share of the work that is done here: of `of` workers this is number `worker`, from 0. */
  share?: { worker: number; of: number };
}

/** A crash that the explorer adds to a run. Everything that died is started again at once. */
export interface AddedCrash {
  victim: Victim;
  at: Place;
}

/**
 * One place at which a party is killed. It stands for all moments at which the same crash leads to the same run: the lines of a
 * turn that is not saved, the lines of an activity between two effects.
 */
export interface CrashPoint extends AddedCrash {
  /** From 1, in the order of the run; the same place for several victims has several numbers. */
  number: number;
  /** The place as text, for example `k3:effect1`. */
  name: string;
  /** First and last step of the crash-free run that it stands for (positions in `trace.steps`, from 0). */
  steps: [first: number, last: number];
  /** How many moments of the crash-free run (steps, and the lines and other beats inside of them) it stands for. */
  moments: number;
  /** Events that the store keeps of the main instance at this moment. */
  kept: number;
}

export type Invariant =
  'same-result' | 'effects-once' | 'no-divergence' | 'reaches-the-end' | 'history-grows';

export const INVARIANTS: readonly Invariant[] = [
  'same-result',
  'effects-once',
  'no-divergence',
  'reaches-the-end',
  'history-grows',
];

/** What exactly is wrong, the worst first: in this order it is said and drawn. */
const WRONGS = [
  'stops',
  'silently-different',
  'no-end',
  'twice',
  'lost',
  'other-result',
  'rewritten',
] as const;
export type Wrong = (typeof WRONGS)[number];

/** The worst has the least. */
export const rankOf = (wrong: Wrong): number => WRONGS.indexOf(wrong);

/** The worst kind first; each kind in the order of the run. */
export const worstFirst = (findings: readonly Finding[]): Finding[] =>
  WRONGS.flatMap((wrong) => findings.filter((each) => each.wrong === wrong));

/** One invariant that does not hold in a run. */
export interface Finding {
  invariant: Invariant;
  wrong: Wrong;
  /** One plain sentence. */
  text: string;
  /** The instance that it is about, where it is about one. */
  instance?: string;
  /** Where in the run it shows, as text of a place. */
  place?: string;
  /** `twice`, `lost`: the effect in the words of the ledger (`Card charged`), or the activity's name. */
  effect?: string;
  /** `twice`, `lost`: how often it happened, and how often it happens without the crash. */
  times?: number;
  usually?: number;
}

/** Something to know that breaks no invariant. */
export interface Remark {
  /** `other-chance`: an activity ran once, but in another app process or attempt than without the crash, and drew something else. */
  about: 'answers-differ' | 'other-chance' | 'other-order' | 'later';
  text: string;
}

/** An activity whose code began more than once for one request. */
export interface RanAgain {
  instance: string;
  task: number;
  name: string;
  runs: number;
}

/**
 * In what way the main instance ends otherwise than without the crash. `ends`: without it, it waits. `never`: it is not even
 * started. `failure`: both fail, with other messages.
 */
export type EndKind = 'fails' | 'completes' | 'result' | 'failure' | 'ends' | 'never' | 'other';

export interface OtherEnd {
  kind: EndKind;
  /** The program is not to blame: what came to the workflow from outside of its code was other. */
  because?: 'answer' | 'order' | 'time';
  /** One plain sentence. */
  text: string;
}

/**
 * How a cell is drawn: never by its colour alone. `solid`: as without a crash. `loop`: an activity ran again, without harm.
 * `wave`: see the remarks. `double`: an effect came twice. `gap`: an effect is missing. `fork`: another result. `rhombus`: code
 * and history disagree. `rhombus-open`: the same, unnoticed. `hollow`: it does not come to its end. `torn`: history lost
 * something. `question`: it can't be known.
 */
export type Shape =
  | 'solid'
  | 'loop'
  | 'wave'
  | 'double'
  | 'gap'
  | 'fork'
  | 'rhombus'
  | 'rhombus-open'
  | 'hollow'
  | 'torn'
  | 'question';

export type Severity = 'holds' | 'remark' | 'broken' | 'unknown';

/** How one run was judged. */
export interface Verdict {
  severity: Severity;
  shape: Shape;
  findings: Finding[];
  remarks: Remark[];
  ranAgain: RanAgain[];
  /** `unknown`: why. */
  reason?: string;
  /** Of the main instance at the end of the run. */
  status: string;
  /** JSON text. */
  output?: string;
  /** Its message, where it failed. */
  failure?: string;
  /** It ends otherwise than without the crash, whoever is to blame. Absent: alike, or it does not end, or nobody knows. */
  otherEnd?: OtherEnd;
}

/** One run with one crash, or with two. */
export interface ExploredRun {
  /** From 1, in the order of the exploration: single crashes by their place, then pairs as they were drawn. */
  number: number;
  crashes: CrashPoint[];
  verdict: Verdict;
  /** The scenario of this very run, for a link. Absent for a `run` line, which takes `faults`. */
  scenario?: Scenario;
}

/** The run without any added crash, and what will be done. */
export interface ExploreBase {
  /** The workflow, or what runs instead. */
  name: string;
  /** How it ended. Of a `run` line, only that it still waits. */
  over?: Extract<Step, { kind: 'over' }>['reason'];
  /** It was ended from outside. */
  failure?: string;
  /** What is wrong with it already. */
  verdict: Verdict;
  /** The line at which it fails, where that is known. */
  line?: number;
  points: CrashPoint[];
  /** How many places the run has, where only some of them are tried, spread evenly. */
  of?: number;
}

/** What an exploration tells, in this order: the base, each run as it is judged, the summary. */
export type ExploreFinding =
  | { kind: 'base'; base: ExploreBase }
  | { kind: 'run'; run: ExploredRun }
  | { kind: 'summary'; summary: Summary };

/** All that was found. */
export interface Summary {
  /** One sentence. */
  text: string;
  /** Places at which something was killed, and the moments that they stand for. */
  points: number;
  moments: number;
  /** Pairs of crashes that were run, of how many that there are at most, and the seed that they were drawn with. */
  pairs: { run: number; budget: number; seed: number };
  /** How many of all runs broke each invariant. */
  broken: Record<Invariant, number>;
  runs: { holds: number; remark: number; broken: number; unknown: number };
  /** The fewest crashes, then the earliest. */
  smallest?: ExploredRun;
  /** What is wrong already without any added crash. */
  base: Verdict;
}
