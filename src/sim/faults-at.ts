import type { Cursor, Trace } from '../trace/trace.ts';
import {
  crashAt,
  failAt,
  loseAt,
  refuseAt,
  repeatAt,
  skipAt,
  slowAt,
  tearAt,
  type Act,
} from './fork.ts';
import { targetsOf, type Thing } from './pointed.ts';
import type { ActivityRun, Target, WakeUpRun } from './targets.ts';
import type { Party, Scenario } from './scenario.ts';

/** What can be made to fail at a thing. The three windows of an activity come first: they are what teaches most. */
export type FaultId =
  | 'before-effect'
  | 'after-effect'
  | 'after-record'
  | 'engine-after-effect'
  | 'engine-after-record'
  | 'fail-once'
  | 'fail-always'
  | 'slow'
  | 'lose'
  | 'repeat'
  | 'refuse-answer'
  | 'skip-timer'
  | 'app-while-waiting'
  | 'engine-while-waiting'
  | 'app-after-timer'
  | 'app-after-message'
  | 'engine-after-message'
  | 'app-before-code'
  | 'app-before-save'
  | 'app-after-save'
  | 'engine-before-save'
  | 'engine-after-save'
  | 'refuse-save'
  | 'tear-save'
  | 'app-here'
  | 'engine-here'
  | 'both-here';

export interface Fault {
  id: FaultId;
  /** The scenario with it, or why it is impossible. */
  made: Act;
}

/** What can fail at one thing, and all the ways in which it can. */
export interface FaultGroup {
  target: Target;
  faults: Fault[];
}

type Edit = (scenario: Scenario, trace: Trace, cursor: Cursor) => Act;
/** The step at which it is done, and what is said when this run never came there. */
type Draft = readonly [id: FaultId, at: number | Cursor | undefined, edit: Edit, missing: string];

const crash =
  (target: Party): Edit =>
  (scenario, trace, cursor) =>
    crashAt(scenario, trace, cursor, target);

const HOUR_MS = 60 * 60 * 1000;

const NOT_SENT = 'It is not sent to the app in this run.';
const NOT_SO_FAR = 'It does not come that far in this run.';
const NOT_KEPT = 'Its answer is not recorded in this run.';

function activityDrafts(run: ActivityRun | undefined): Draft[] {
  const { sent, effect, end, returned, recorded } = run ?? {};
  const missing = run ? NOT_SO_FAR : NOT_SENT;
  const answered = run ? NOT_KEPT : NOT_SENT;
  return [
    ['before-effect', sent, crash('app'), missing],
    ['after-effect', effect ?? end, crash('app'), missing],
    ['after-record', recorded, crash('app'), answered],
    ['engine-after-effect', effect ?? returned, crash('sidecar'), missing],
    ['engine-after-record', recorded, crash('sidecar'), answered],
    ['fail-once', sent, (...at) => failAt(...at, 1), missing],
    ['fail-always', sent, (...at) => failAt(...at, 'always'), missing],
    ['slow', sent, (...at) => slowAt(...at, HOUR_MS), missing],
    ['lose', returned, loseAt, missing],
    ['repeat', returned, repeatAt, missing],
    // A save that nobody asks for can't be refused.
    ['refuse-answer', recorded === undefined ? undefined : returned, refuseAt, answered],
  ];
}

function timerDrafts({ idle, recorded }: Extract<Target, { is: 'timer' }>): Draft[] {
  const never = 'Nothing waits for this timer alone in this run.';
  return [
    ['skip-timer', idle, (...at) => skipAt(...at), never],
    ['app-while-waiting', idle, crash('app'), never],
    ['engine-while-waiting', idle, crash('sidecar'), never],
    ['app-after-timer', recorded, crash('app'), 'This timer does not fire in this run.'],
  ];
}

function messageDrafts({ recorded }: Extract<Target, { is: 'message' }>): Draft[] {
  const never = 'It does not arrive in this run.';
  return [
    ['lose', recorded, loseAt, never],
    ['repeat', recorded, repeatAt, never],
    ['app-after-message', recorded, crash('app'), never],
    ['engine-after-message', recorded, crash('sidecar'), never],
  ];
}

function wakeUpDrafts({ sent, end, returned, dispatched, saved }: WakeUpRun): Draft[] {
  const ready = dispatched ?? returned;
  return [
    ['app-before-code', sent, crash('app'), NOT_SO_FAR],
    ['app-before-save', end, crash('app'), NOT_SO_FAR],
    ['app-after-save', saved, crash('app'), NOT_SO_FAR],
    ['engine-before-save', ready, crash('sidecar'), NOT_SO_FAR],
    ['engine-after-save', saved, crash('sidecar'), NOT_SO_FAR],
    ['refuse-save', ready, refuseAt, NOT_SO_FAR],
    ['tear-save', ready, tearAt, NOT_SO_FAR],
  ];
}

function momentDrafts({ step, beat }: Extract<Target, { is: 'moment' }>): Draft[] {
  const at = { step, beat, fraction: 0 };
  return [
    ['app-here', at, crash('app'), NOT_SO_FAR],
    ['engine-here', at, crash('sidecar'), NOT_SO_FAR],
    ['both-here', at, crash('both'), NOT_SO_FAR],
  ];
}

function draftsOf(target: Target): Draft[] {
  switch (target.is) {
    case 'activity':
      return activityDrafts(target.run);
    case 'timer':
      return timerDrafts(target);
    case 'message':
      return messageDrafts(target);
    case 'wake-up':
      return wakeUpDrafts(target.run);
    case 'moment':
      return momentDrafts(target);
  }
}

/** A pass without beats is at its end; so is the cursor that stands on its last beat. */
function cursorAt(trace: Trace, at: number | Cursor): Cursor {
  if (typeof at !== 'number') return at;
  const step = trace.steps[at];
  const beats = step?.kind === 'pass' ? (step.pass.beats?.length ?? 0) : 0;
  return { step: at, beat: Math.max(0, beats - 1), fraction: 0 };
}

/** Everything that can be made to fail at a thing, possible or not: choosing one forks the run where it happens. */
export function faultsAt(scenario: Scenario, trace: Trace, thing: Thing): FaultGroup[] {
  return targetsOf(trace, thing).map((target) => ({
    target,
    faults: draftsOf(target).map(([id, at, edit, missing]) => ({
      id,
      made:
        at === undefined
          ? { ok: false, reason: missing }
          : edit(scenario, trace, cursorAt(trace, at)),
    })),
  }));
}
