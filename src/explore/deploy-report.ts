import type { Scenario } from '../sim/scenario.ts';
import type { Standing } from './deploy-points.ts';
import type { Place } from '../trace/place.ts';

/**
 * What becomes of an instance that stands here when version 2 arrives.
 *
 * - `safe`: version 2 reads the history as version 1 did, and comes to an end.
 * - `stops`: it fails, because code and history disagree or because version 2 can't do what version 1 asked for.
 * - `silently-different`: it reads the history in another way, and no engine notices.
 * - `hangs`: it waits for what never comes, here or with a real SDK.
 * - `stalled`: Dapr holds it back until another version comes.
 * - `unknown`: it can't be known from this run.
 */
export type DeployVerdict =
  'safe' | 'stops' | 'silently-different' | 'hangs' | 'stalled' | 'unknown';

/** Worst last. */
export const DEPLOY_VERDICTS: readonly DeployVerdict[] = [
  'safe',
  'unknown',
  'stalled',
  'silently-different',
  'hangs',
  'stops',
];

/** The first place at which version 2 and the history part. */
export interface Mismatch {
  /** One plain sentence. */
  text: string;
  /** Position of the event in the instance's history, from 1. Absent: after its end. */
  eventNumber?: number;
  recorded?: string;
  asked?: string;
}

/** One instance at one point. */
export interface DeployInstance {
  instance: string;
  /** Events that the store keeps of it. */
  kept: number;
  /** Types of the messages in its inbox, with the name or task they are about. */
  inbox: string[];
  verdict: DeployVerdict;
  mismatch?: Mismatch;
  /** Why it is `unknown` or `hangs`. */
  reason?: string;
}

/**
 * One state in which version 2 can find a run: what is kept and what waits in the inbox. Many moments can lie in one point: what
 * is only in the app's memory does not matter, for it is gone.
 */
export interface DeployPoint {
  /** From 1, in the order of the run. */
  number: number;
  at: Place;
  /** The place as text. */
  name: string;
  /** First and last step of the run of version 1 that it stands for (positions in `trace.steps`, from 0). */
  steps: [first: number, last: number];
  /** Of the main instance. */
  kept: number;
  inbox: string[];
  /** Where the main instance stands. */
  standing: Standing;
  verdict: DeployVerdict;
  instances: DeployInstance[];
  mismatch?: Mismatch;
  /** The message that wakes it for the first time with version 2: only then it shows. Absent: nothing wakes it in this run. */
  showsAt?: { message: string; place: string };
  reason?: string;
  /** The scenario of this very deployment, for a link. Absent for a `run` line. */
  scenario?: Scenario;
}

export interface DeploySummary {
  /** One sentence; a run that does not come to its end adds how far it was checked. */
  text: string;
  points: number;
  verdicts: Record<DeployVerdict, number>;
  /** The first point with the worst verdict. */
  worst?: DeployPoint;
  /** How far it was checked, in plain sentences (the end of `text`). Absent: to the end of the run. */
  upTo?: string;
}

export type DeployFinding =
  { kind: 'point'; point: DeployPoint } | { kind: 'summary'; summary: DeploySummary };
