import type { Beat, Read } from '../trace/beat.ts';
import { programOf, versionOfRun } from './code-version.ts';
import type { Spot } from './frame.ts';
import type { ProgramView } from './program-view.ts';
import type { Tried } from '../trace/tried.ts';
import { wakeUpName } from './read-draws.ts';
import { stepOfBeat, type PassAt, type RunState } from './run-state.ts';
import type { LineText } from './slice.ts';

/** Two passes over the same code: the one that wrote an event, and the one that asks for something else. */
export interface Compared {
  state: RunState;
  program: ProgramView;
  recorded: PassAt;
  now: PassAt;
  /** The beat of `now` up to which things have happened. */
  upTo: number;
  /** Sequence id of the request that does not fit, where it is one. */
  id?: number;
  /** The request fits but for what it was given. */
  isAboutInput?: boolean;
  /** This pass went further than the other one, as it should: that is no other way. */
  isFurther?: boolean;
  /** Index of the beat at which the difference shows, where it is no request. */
  at?: number;
  /** What came of running this pass again in other ways. */
  tried?: Tried;
}

/** One read that gave two passes different values. Indexes are those of the beats. */
export interface DifferentRead {
  before: Read;
  now: Read;
  beforeIndex: number;
  nowIndex: number;
}

export const lineIndexes = (beats: readonly Beat[]): number[] =>
  beats.flatMap((each, index) => (each.kind === 'line' ? [index] : []));

/** Reads that two passes have in common and that gave different values, in the order of the code. */
export function differingAt(before: readonly Beat[], now: readonly Beat[]): DifferentRead[] {
  const known = new Map<string, [Read, number]>();
  before.forEach((beat, index) => {
    if (beat.kind === 'read') known.set(`${beat.api} ${beat.occurrence}`, [beat, index]);
  });
  return now.flatMap((beat, nowIndex): DifferentRead[] => {
    if (beat.kind !== 'read') return [];
    const [was, beforeIndex] = known.get(`${beat.api} ${beat.occurrence}`) ?? [];
    if (!was || beforeIndex === undefined || was.value === beat.value) return [];
    return [{ before: was, now: beat, beforeIndex, nowIndex }];
  });
}

/** The text of the lines that a pass ran. */
export function textOfPass({ state, program }: Compared, { pass }: PassAt): LineText {
  const lines = programOf(program, versionOfRun(state, pass.process)).source.split('\n');
  return (line) => lines[line - 1] ?? '';
}

export const spotsOf = (
  { recorded, now }: Compared,
  then: number | undefined,
  here: number | undefined,
): Spot[] => [
  ...(then === undefined
    ? []
    : [{ step: stepOfBeat(recorded, then), beat: then, label: wakeUpName(recorded.pass) }]),
  ...(here === undefined
    ? []
    : [{ step: stepOfBeat(now, here), beat: here, label: 'this replay' }]),
];
