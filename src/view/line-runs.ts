import type { Pass } from '../trace/step.ts';
import { helperAt, isInside } from './called-functions.ts';
import type { LineRuns } from './frame.ts';
import type { ProgramView } from './program-view.ts';
import type { PassAt } from './run-state.ts';

/** A pass runs one version of the code, so its program is known with it. */
const counted = new WeakMap<Pass, ReadonlyMap<number, number>>();

/** The function in which a line stands: the workflow, one that it calls, or for a line in none of them the line itself. */
function ownersIn(program: ProgramView): (line: number) => string {
  const known = new Map<number, string>();
  const ownerOf = (line: number): string => {
    if (program.workflow && isInside(program.workflow, line)) return WORKFLOW;
    return `${helperAt(program, line)?.line ?? line}`;
  };
  return (line) => {
    const owner = known.get(line) ?? ownerOf(line);
    known.set(line, owner);
    return owner;
  };
}

const WORKFLOW = 'workflow';

/**
 * Each statement of a line is a beat of its own where something else has happened since the one before it: in
 * `if (isBig(x)) yield ...` the lines of `isBig`. To come back from there is not to run the line again. A function that is called
 * again begins at its first line, so a later line that follows itself is the same one; the workflow's is called once. An answer
 * has let time pass: after it the line counts anew, as a loop of one line does.
 */
function count(pass: Pass, upTo: number, program: ProgramView, into: Map<number, number>): void {
  const ownerOf = ownersIn(program);
  const first = new Map<string, number>();
  const last = new Map<string, number>();
  pass.beats?.forEach(({ kind, line }, index) => {
    if (index > upTo) return;
    if (kind === 'answer') last.clear();
    if (kind !== 'line') return;
    const owner = ownerOf(line);
    if (!first.has(owner)) first.set(owner, line);
    const isCalledAgain = owner !== WORKFLOW && first.get(owner) === line;
    if (last.get(owner) !== line || isCalledAgain) into.set(line, (into.get(line) ?? 0) + 1);
    last.set(owner, line);
  });
}

/** How often each line ran in a whole pass. A pass never changes, so it is counted once. */
function linesOf(pass: Pass, program: ProgramView): ReadonlyMap<number, number> {
  const known = counted.get(pass);
  if (known) return known;
  const made = new Map<number, number>();
  count(pass, Infinity, program, made);
  counted.set(pass, made);
  return made;
}

/**
 * How often each line has run in this app run, as far as a beat of its last pass. Where an earlier wake-up of a long run has no
 * beats yet, only this wake-up is counted: a count with holes would be a wrong one.
 */
export function lineRuns(
  passes: readonly PassAt[],
  at: PassAt,
  upTo: number,
  program: ProgramView,
): LineRuns {
  const lines = new Map<number, number>();
  count(at.pass, upTo, program, lines);
  const earlier = passes.filter(
    (each) => each.pass.process === at.pass.process && each.step < at.step,
  );
  if (earlier.some((each) => !each.pass.beats)) return { within: 'wake-up', lines };
  for (const each of earlier)
    for (const [line, times] of linesOf(each.pass, program))
      lines.set(line, (lines.get(line) ?? 0) + times);
  return { within: 'app run', lines };
}
