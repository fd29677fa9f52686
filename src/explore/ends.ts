import type { Status } from '../engine/history.ts';
import { isTerminal } from '../sim/instance.ts';
import { executionNames, textOf, type Departure } from './departure.ts';
import type { EndKind, OtherEnd } from './report.ts';
import { nameIn } from './instance-name.ts';
import type { RunFacts } from './run-facts.ts';
import { OTHER_ID, plain, plainFailure, plainPair, withStop } from './words.ts';

/** How what a run is about came to its end, if it did. */
interface End {
  isOver: boolean;
  status: Status;
  /** JSON text. */
  result?: string;
  failure?: string;
}

/** Undefined: it was never started. */
export function endOf({ instances, plain: answer }: RunFacts, main: string): End | undefined {
  const instance = instances.get(main);
  if (!instance)
    return (
      answer && {
        isOver: true,
        status: answer.failure ? 'FAILED' : 'COMPLETED',
        ...(answer.result !== undefined && { result: answer.result }),
        ...(answer.failure && { failure: answer.failure.message }),
      }
    );
  const { status } = instance;
  const last = instance.log.at(-1);
  const end = last?.type === 'ExecutionCompleted' ? last : undefined;
  return {
    isOver: isTerminal(status),
    status,
    ...(end?.result !== undefined && { result: end.result }),
    ...(end?.failure && { failure: end.failure.message }),
  };
}

/**
 * How the run with a crash ends otherwise than the one without it, whoever is to blame. Undefined: they end alike, or the run with
 * the crash does not end or is stopped, which is a finding of its own. `departures`: those that no finding blames on the program.
 */
export function otherEndOf(
  base: RunFacts,
  run: RunFacts,
  main: string,
  departures: readonly Departure[],
): OtherEnd | undefined {
  const [was, now] = [endOf(base, main), endOf(run, main)];
  if (was && !now && base.instances.has(main))
    return { kind: 'never', text: `${nameIn(base, main)} is never started.` };
  if (!was || !now?.isOver) return undefined;
  if (was.isOver && keyOf(was) === keyOf(now)) return undefined;
  const kind = kindOf(was, now);
  const because = departures.find(({ instance }) => instance === main)?.kind;
  const isOutside = because === 'answer' || because === 'order' || because === 'time';
  return {
    kind,
    ...(isOutside && { because }),
    text: withStop(`${nameIn(run, main)} ${endText(kind, was, now)}`),
  };
}

/** Execution ids are given out anew, so they are told by their place in the text. */
const keyOf = ({ status, result, failure }: End): string =>
  executionNames()(textOf([status, result, failure]));

function kindOf(was: End, now: End): EndKind {
  if (!was.isOver) return 'ends';
  if (was.status === now.status) return now.status === 'FAILED' ? 'failure' : 'result';
  if (now.status === 'FAILED') return 'fails';
  return now.status === 'COMPLETED' && was.status === 'FAILED' ? 'completes' : 'other';
}

function endText(kind: EndKind, was: End, now: End): string {
  if (kind !== 'result') {
    const before = was.isOver ? `it ${oneEnd(was)}` : 'it waits';
    return `${oneEnd(now)}. Without a crash ${before}`;
  }
  const [is, before] = plainPair(now.result, was.result);
  if (is === OTHER_ID[0]) return `ends with ${is}`;
  return is === before ? 'ends with another result' : `ends with ${is} instead of ${before}`;
}

function oneEnd({ status, result, failure }: End): string {
  switch (status) {
    case 'COMPLETED':
      return result === undefined ? 'completes' : `completes with ${plain(result)}`;
    case 'FAILED':
      return `fails: ${plainFailure(failure ?? 'no reason is given')}`;
    case 'TERMINATED':
    case 'CANCELED':
      return 'is ended from outside';
    case 'PENDING':
    case 'RUNNING':
    case 'SUSPENDED':
    case 'CONTINUED_AS_NEW':
    case 'STALLED':
      return 'goes on';
  }
}
