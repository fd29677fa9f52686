import type { Ending, EndFact } from '../trace/ending.ts';
import type { Trace } from '../trace/trace.ts';
import { digestOf } from './pass-digest.ts';
import type { RunState } from './run-state.ts';
import { timesText } from './times-text.ts';

interface End {
  state: RunState;
  trace: Trace;
}

/** Of these last sentences of a sample, the first of which all is so at this end. Undefined: none. Loaded with the first sample that has some. */
export function endingOf(endings: readonly Ending[], end: End): string | undefined {
  const ending = endings.find(({ when }) => when.every((fact) => isSo(fact, end)));
  return ending?.text
    .replace('{printed}', () => timesText(printsIn(end.state)))
    .replace('{read}', () => answersText(answersRead(end)));
}

function isSo(fact: EndFact, { state, trace }: End): boolean {
  if ('subject' in fact)
    return state.ledger.filter(({ subject }) => isOf(subject, fact.subject)).length === fact.times;
  if ('event' in fact) return areCrashes(fact, trace);
  if ('returns' in fact) return resultOf(state).includes(fact.returns);
  if ('crashed' in fact) return state.run > 1;
  return state.versionTwoRuns.length > 0;
}

const isOf = (subject: string, start: string): boolean =>
  subject === start || subject.startsWith(`${start}:`);

function areCrashes(fact: Extract<EndFact, { event: string }>, { steps }: Trace): boolean {
  const kept = steps.findIndex(
    (step) =>
      step.kind === 'recorded' &&
      step.event.type === 'EventRaised' &&
      step.event.name === fact.event,
  );
  const crashes = steps.flatMap((step, index) => (step.kind === 'app-crashed' ? [index] : []));
  const isIn = (at: number) => (fact.crashes === 'before' ? at < kept : at > kept);
  return kept >= 0 && crashes.length > 0 && crashes.every(isIn);
}

function resultOf({ kept }: RunState): string {
  const end = kept.at(-1)?.event;
  return (end?.type === 'ExecutionCompleted' && end.result) || '';
}

const printsIn = ({ passes }: RunState): number =>
  passes.reduce((sum, { pass }) => sum + digestOf(pass).logs.length, 0);

/** How many answers the first wake-up after the last crash took from the history. */
function answersRead({ trace: { steps }, state: { passes } }: End): number {
  const crash = steps.findLastIndex(({ kind }) => kind === 'app-crashed');
  const first = passes.find(({ step }) => step > crash);
  if (!first) return 0;
  const { beats, again } = digestOf(first.pass);
  return beats.filter(({ kind }, index) => kind === 'answer' && again[index]).length;
}

const answersText = (count: number): string =>
  count === 0 ? 'nothing' : count === 1 ? '1 answer' : `${count} answers`;
