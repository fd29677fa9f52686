import type { Action } from '../engine/action.ts';
import type { Place } from '../trace/place.ts';
import { placeOf } from '../trace/positions.ts';
import type { Read } from '../trace/beat.ts';
import type { Trace } from '../trace/trace.ts';
import type { CodeVerdict } from '../trace/verdict.ts';
import { frameAt } from '../view/frame-at.ts';
import type { CauseLink } from '../view/frame.ts';
import { apiText, listing, memoryName } from '../view/short-text.ts';
import type { ProgramView } from '../view/program-view.ts';
import { stateAfter } from '../view/state-after.ts';
import { timelineOf } from '../player/positions.ts';

/** Where a run first parts from its history, and why. */
export interface Told {
  verdict: Exclude<CodeVerdict, 'safe'>;
  at: { step: number; beat: number };
  place: Place;
  why: CauseLink[];
}

/** Undefined: code and history agree in the whole run. */
export function toldBy(trace: Trace, program: ProgramView): Told | undefined {
  const found = partingIn(trace, program);
  const step = found && trace.steps[found.at.step];
  if (!found || !step) return undefined;
  const frame = frameAt(trace, { ...found.at, fraction: 0 }, program);
  const why = (frame.disagreement ?? frame.silent)?.why ?? [];
  return { ...found, place: placeOf(step, found.at.beat), why };
}

function partingIn(trace: Trace, program: ProgramView): Pick<Told, 'verdict' | 'at'> | undefined {
  const stop = timelineOf(trace).stops.find(({ kind }) => kind === 'diverge');
  if (stop) return { verdict: 'stops', at: { step: stop.step, beat: stop.beat } };
  const silent = stateAfter(trace, trace.steps.length, program.focus).silent?.finding;
  if (!silent) return undefined;
  return { verdict: 'silently-different', at: { step: silent.at.step, beat: silent.beat } };
}

/** Lines whose values the difference rests on: those that are known to be the cause, else all that the chain names. */
export function causeLines({ why }: Told): number[] {
  const known = why.filter(({ isCause }) => isCause);
  return (known.length > 0 ? known : why).flatMap(({ line }) => line ?? []);
}

/** What the line does on which the difference rests: `Line 35 reads the clock.` Undefined: no single line is known to be it. */
export function causeText(told: Told, { steps }: Trace): string | undefined {
  const lines = told.why.flatMap(({ isCause, line }) => (isCause ? (line ?? []) : []));
  const [line] = lines;
  const step = steps[told.at.step];
  if (line === undefined || new Set(lines).size > 1 || step?.kind !== 'pass') return undefined;
  const read = step.pass.reads.find((each) => each.line === line);
  return read && `Line ${line} ${readingText(read.api)}.`;
}

/**
 * Where no replay parts from its history, but the run with a crash from the one without it, on the same facts: the lines that read
 * something else in the first wake-up that asked for something else. Undefined: there are none, or too many.
 */
export function otherReadsText(base: Trace, run: Trace): string | undefined {
  const [without, now] = [lastAnswers(base), lastAnswers(run)];
  const parting = [...now].find(([turn, { actions }]) => {
    const before = without.get(turn);
    return before !== undefined && before.actions !== actions;
  });
  if (!parting) return undefined;
  const before = new Map(
    without.get(parting[0])?.reads.map((each) => [`${each.api} ${each.occurrence}`, each.value]),
  );
  const others = parting[1].reads.filter(({ api, occurrence, value }) => {
    const was = before.get(`${api} ${occurrence}`);
    return was !== undefined && was !== value;
  });
  const lines = new Map(others.map((each) => [each.line, each]));
  const [only] = lines.values();
  if (lines.size === 1) return only && `Line ${only.line} ${readingText(only.api)}.`;
  if (lines.size === 0 || lines.size > MOST_LINES) return undefined;
  return `Lines ${listing([...lines.keys()].map(String))} read something else in every run.`;
}

const MOST_LINES = 3;

/** What each wake-up of the first instance asked for and read, when it was last sent. */
function lastAnswers({ steps }: Trace): Map<number, { actions: string; reads: readonly Read[] }> {
  const answers = new Map<number, { actions: string; reads: readonly Read[] }>();
  let reads: readonly Read[] = [];
  const first = steps.find((step) => step.kind === 'scheduled');
  for (const step of steps) {
    if (step.kind === 'pass' && step.pass.of === 'turn') reads = step.pass.reads;
    if (step.kind !== 'turn-returned' || step.instance !== first?.instance) continue;
    answers.set(step.place.number, { actions: actionsText(step.actions), reads });
  }
  return answers;
}

/** Times and execution ids are other ones in every run. */
const actionsText = (actions: readonly Action[]): string =>
  JSON.stringify(actions, (key, value: unknown) =>
    key === 'executionId' || key === 'stack' || key === 'timestampMs' ? undefined : value,
  );

function readingText(api: string): string {
  if (/Date|performance/.test(api)) return 'reads the clock';
  if (api === 'Math.random') return 'draws a random number';
  if (/uuid|random/i.test(api)) return 'makes a new id';
  if (/process\.env|environment/.test(api)) return 'reads the environment';
  if (api.startsWith('fetch')) return 'asks a service itself';
  const kept = memoryName(api);
  return kept === undefined
    ? `reads ${apiText(api)}`
    : `uses ${kept}, which the app keeps in memory`;
}
