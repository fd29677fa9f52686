import { withoutMain, type Place } from '../trace/place.ts';
import { formatPlace } from '../trace/place-text.ts';
import type { Step } from '../trace/step.ts';
import type { AddedCrash, CrashPoint, Victim } from './report.ts';

/** Steps that follow each other and at which the same victim's death leads to the same run. */
interface Group {
  key: string;
  at: Place;
  first: number;
  last: number;
  moments: number;
}

export interface PlacesWanted {
  main: string;
  victims: readonly Victim[];
  /** Steps before this one are left out: the second crash of a pair comes after the first. */
  from?: number;
  /** Activities change something in the course of their code and not only by requests (a `run` line). */
  hasSilentEffects?: boolean;
  /** How many moments there are in each step; absent: one. */
  momentsIn?: readonly number[];
}

/**
 * Every place of a run at which somebody can be killed, in the order of the run. Places at which the same death leads to the same
 * run are one:
 *
 * - app, turn: all of it until the answer has left the app (nothing was saved, so the turn is sent again in full), but what lies
 *   between two requests of the workflow's own code for itself; and all of it from then on (the sidecar saves it without the app);
 * - app, activity: what lies between two effects; and everything after its answer has left the app;
 * - sidecar: a message that it was sending never arrives; an answer on its way to it is lost, wherever the app's code was; then
 *   each of its own writes for itself.
 */
export function crashPointsIn(steps: readonly Step[], wanted: PlacesWanted): CrashPoint[] {
  const { main, victims, from = 0 } = wanted;
  const kept = keptAt(steps, main);
  const found = victims.flatMap((victim, rank) =>
    groupsOf(steps, victim, wanted)
      .filter(({ first }) => first >= from)
      .map((group) => ({ victim, rank, ...group })),
  );
  found.sort((a, b) => a.first - b.first || a.last - b.last || a.rank - b.rank);
  return found.map(({ victim, at, first, last, moments }, index) => ({
    number: index + 1,
    victim,
    at: withoutMain(at, main),
    name: formatPlace(withoutMain(at, main)),
    steps: [first, last],
    moments,
    kept: kept[last] ?? 0,
  }));
}

function groupsOf(steps: readonly Step[], victim: Victim, wanted: PlacesWanted): Group[] {
  const groups: Group[] = [];
  let isAppAlive = false;
  let isSidecarAlive = true;
  let effects = 0;
  steps.forEach((step, index) => {
    if (step.kind === 'app-started') isAppAlive = step.failure === undefined;
    if (step.kind === 'app-crashed') isAppAlive = false;
    if (step.kind === 'task-sent' || step.kind === 'call-started' || step.kind === 'turn-sent')
      effects = 0;
    if (step.kind === 'effect') effects += 1;
    if (step.kind === 'sidecar-started') isSidecarAlive = true;
    if (step.kind === 'sidecar-crashed') isSidecarAlive = false;
    if (!isAppAlive || !isSidecarAlive) return;
    const key = keyOf(step, victim, effects, wanted.hasSilentEffects === true);
    if (key === undefined) return;
    const moments = wanted.momentsIn?.[index] ?? 1;
    const last = groups.at(-1);
    if (last?.key !== key || last.last !== index - 1) {
      groups.push({ key, at: step.place, first: index, last: index, moments });
      return;
    }
    last.last = index;
    last.moments += moments;
    // A stretch of code that goes on has no name of its own without its lines.
    if (step.kind !== 'pass' || step.pass.isLast) last.at = step.place;
  });
  return groups;
}

/** Undefined: nobody can be killed there, or it would mean nothing. */
function keyOf(
  step: Step,
  victim: Victim,
  effects: number,
  hasSilentEffects: boolean,
): string | undefined {
  const { subject, number, attempt, instance, moment } = step.place;
  const of = `${instance ?? ''} ${subject} ${number}.${attempt}`;
  switch (subject) {
    case 'turn':
      return `${of} ${turnPart(moment, victim, effects)}`;
    case 'task':
      return `${of} ${taskPart(moment, victim, effects, hasSilentEffects)}`;
    case 'call':
      if (victim === 'sidecar') return undefined;
      return `${of} ${taskPart(moment, victim, effects, hasSilentEffects)}`;
    case 'process':
    case 'sidecar':
    case 'client':
    case 'event':
    case 'timer':
    case 'clock':
    case 'idle':
      return victim === 'app' ? `${of} ${moment}` : undefined;
    case 'run':
      return undefined;
  }
}

function turnPart(moment: string, victim: Victim, effects: number): string {
  const unsaved = `unsaved, ${effects} effects`;
  const isInCode = moment === 'end' || moment.startsWith('effect');
  switch (victim) {
    case 'app':
      return moment === 'sent' || isInCode ? unsaved : 'answered';
    case 'sidecar':
      return isInCode || moment === 'returned' ? 'ran' : moment;
    case 'both':
      return moment === 'dispatched' || moment === 'saved' ? moment : unsaved;
  }
}

function taskPart(
  moment: string,
  victim: Victim,
  effects: number,
  hasSilentEffects: boolean,
): string {
  const hasAnswered = moment === 'returned' || moment === 'recorded';
  const stretch =
    hasSilentEffects && effects === 0 && moment !== 'sent' ? 'ran' : `${effects} effects`;
  switch (victim) {
    case 'app':
      return hasAnswered ? 'answered' : stretch;
    case 'sidecar':
      return moment === 'sent' || moment === 'recorded' ? moment : 'ran';
    case 'both':
      return moment === 'recorded' ? moment : stretch;
  }
}

export const isSameCrash = (a: AddedCrash, b: AddedCrash): boolean =>
  a.victim === b.victim && formatPlace(a.at) === formatPlace(b.at);

/** How many events the store keeps of an instance after each step. */
function keptAt(steps: readonly Step[], id: string): number[] {
  let kept = 0;
  return steps.map((step) => {
    if (step.kind === 'turn-saved' && step.instance === id)
      kept = step.status === 'CONTINUED_AS_NEW' ? 0 : kept + step.events.length;
    return kept;
  });
}
