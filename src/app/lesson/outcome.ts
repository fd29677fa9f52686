import type { Fact, Prediction, PredictionOption } from '../../samples/predictions/prediction.ts';
import { againFlags, stopsOf } from '../../trace/positions.ts';
import type { Trace } from '../../trace/trace.ts';
import type { CodeVerdict } from '../../trace/verdict.ts';
import { stepOfBeat, type RunState } from '../../view/run-state.ts';

/** A moment of a trace. */
export interface Spot {
  step: number;
  beat: number;
}

const isOf = (entry: { subject: string }, subject: string): boolean =>
  entry.subject === subject || entry.subject.startsWith(`${subject}:`);

const verdictOn = (state: RunState): CodeVerdict =>
  state.divergence ? 'stops' : state.silent ? 'silently-different' : 'safe';

function holds(fact: Fact, state: RunState): boolean {
  if ('status' in fact) return state.status === fact.status;
  if ('verdict' in fact) return verdictOn(state) === fact.verdict;
  return state.ledger.filter((entry) => isOf(entry, fact.subject)).length === fact.times;
}

/** Which answers this run, once it is whole, says are right. */
export const rightAnswers = ({ options }: Prediction, end: RunState): boolean[] =>
  options.map(({ outcome }) => outcome.every((fact) => holds(fact, end)));

/** The first moment of a pass behind `from` at which the code no longer reads what was known. */
function firstNew(trace: Trace, from: number): Spot | undefined {
  for (let index = from; index < trace.steps.length; index += 1) {
    const step = trace.steps[index];
    if (step?.kind !== 'pass' || step.pass.of !== 'turn') continue;
    const again = againFlags(step.pass);
    const beat = stopsOf(step.pass).find((each) => again[each] === false);
    if (beat !== undefined && again.some(Boolean)) return { step: index, beat };
  }
  return undefined;
}

/** The last time behind `from` that the world was asked for such a thing, whether or not it did it. */
function lastAsked(trace: Trace, from: number, subject: string): Spot | undefined {
  const effects = trace.steps.flatMap((step, index) =>
    step.kind === 'effect' ? [{ step, index }] : [],
  );
  const asked = effects.find(({ step }) => step.entry && isOf(step.entry, subject))?.step.request;
  const last = effects.findLast(
    ({ step, index }) =>
      index > from && step.request.url === asked?.url && step.request.body === asked.body,
  );
  return last && { step: last.index, beat: 0 };
}

function shownBy(fact: Fact, trace: Trace, from: number, end: RunState): Spot {
  const last = { step: trace.steps.length - 1, beat: 0 };
  if ('subject' in fact)
    return lastAsked(trace, from, fact.subject) ?? firstNew(trace, from) ?? last;
  const { divergence, silent } = end;
  // Playing rests where code and history disagree, and there everything has been seen.
  const pass = divergence?.pass;
  const beat = pass?.pass.beats?.findIndex(({ kind }) => kind === 'diverge') ?? -1;
  if (pass && beat >= 0) return { step: stepOfBeat(pass, beat), beat };
  // Of several silent differences the first one gives it away.
  if (silent && 'verdict' in fact)
    return { step: stepOfBeat(silent.finding.at, silent.finding.beat), beat: silent.finding.beat };
  return last;
}

/** Where the run has shown, behind step `from`, that this answer is right. */
export const shownAt = (
  { outcome }: PredictionOption,
  trace: Trace,
  from: number,
  end: RunState,
): Spot =>
  outcome
    .map((fact) => shownBy(fact, trace, from, end))
    .reduce((latest, each) => (isBefore(latest, each) ? each : latest), { step: 0, beat: 0 });

export const isBefore = (a: Spot, b: Spot): boolean =>
  a.step < b.step || (a.step === b.step && a.beat < b.beat);
