import type { HistoryEvent } from '../engine/history.ts';
import type { Disagreement, RunFacts } from './run-facts.ts';
import { plain, plainPair, short } from './words.ts';

function answerText(event: HistoryEvent | undefined): string {
  if (event?.type === 'TaskCompleted') return plain(event.result);
  if (event?.type === 'TaskFailed') return `the failure “${short(event.failure.message)}”`;
  return 'nothing';
}

/** Two answers of one activity: what differs in them. */
export function answersText(
  now: HistoryEvent | undefined,
  without: HistoryEvent | undefined,
): string {
  if (now?.type !== 'TaskCompleted' || without?.type !== 'TaskCompleted')
    return `${answerText(now)} instead of ${answerText(without)}`;
  return plainPair(now.result, without.result).join(' instead of ');
}

/** The code, which was told the same, asked for something else. */
export function decisionText(
  instance: string,
  now: HistoryEvent | undefined,
  without: HistoryEvent | undefined,
): string {
  const [is, was] = wishes(now, without);
  return `On the same facts, ${instance} goes on differently: it ${is}, and ${was} without a crash.`;
}

/** What the code asked for on either side, after `it`. */
function wishes(
  now: HistoryEvent | undefined,
  without: HistoryEvent | undefined,
): [string, string] {
  const [given, before] = plainPair(valueOf(now), valueOf(without));
  return [wish(now, given), wish(without, before)];
}

function valueOf(event: HistoryEvent | undefined): string | undefined {
  if (event?.type === 'ExecutionCompleted') return event.result ?? event.failure?.message;
  return event && 'input' in event ? event.input : undefined;
}

function wish(event: HistoryEvent | undefined, value: string): string {
  switch (event?.type) {
    case 'TaskScheduled':
      return `calls ${event.name} with ${value}`;
    case 'TimerCreated':
      return 'sets a timer';
    case 'SubOrchestrationInstanceCreated':
      return `starts ${event.name} with ${value}`;
    case 'EventSent':
      return `sends ${event.name} to ${event.instanceId}`;
    case 'ExecutionCompleted':
      return `ends ${event.status} with ${value}`;
    case undefined:
      return 'asks for nothing';
    case 'OrchestratorStarted':
    case 'OrchestratorCompleted':
    case 'ExecutionStarted':
    case 'ExecutionTerminated':
    case 'ExecutionSuspended':
    case 'ExecutionResumed':
    case 'ExecutionRewound':
    case 'ExecutionStalled':
    case 'TaskCompleted':
    case 'TaskFailed':
    case 'SubOrchestrationInstanceCompleted':
    case 'SubOrchestrationInstanceFailed':
    case 'TimerFired':
    case 'EventRaised':
      return `meets ${event.type}`;
  }
}

export function disagreementText(each: Disagreement): string {
  switch (each.kind) {
    case 'loud': {
      const { eventNumber, recorded, asked } = each.divergence;
      const was = [recorded.method, recorded.name].filter(Boolean).join(' ');
      const is = asked ? [asked.method, asked.name].filter(Boolean).join(' ') : 'nothing';
      return `Code and history disagree at event ${eventNumber}: history says ${was}, the code asks for ${is}.`;
    }
    case 'quiet': {
      const { eventNumber, method, name, what, recorded, asked } = each.difference;
      const call = [method, name].filter(Boolean).join(' ');
      const [was, is] = plainPair(recorded, asked);
      if (what === 'input')
        return `At event ${eventNumber}, ${name ?? call} was asked for with ${was}, and now with ${is}. No engine notices.`;
      const part = what === 'due' ? 'the due time' : 'the id';
      return `At event ${eventNumber}, ${part} of ${call} was ${was}, and now it is ${is}. No engine notices.`;
    }
    case 'other-answer':
      return `Wake-up ${each.turn} was sent again, and asked for something else than the first time. That had been sent out already.`;
  }
}

export function waitText({ over }: RunFacts): string {
  switch (over) {
    case 'limit':
    case 'stopped':
      return 'It goes on for ever.';
    case 'app-down':
      return 'The app is down.';
    case 'sidecar-down':
    case 'both-down':
      return 'The engine is down.';
    case 'waiting':
    case 'finished':
    case undefined:
      return 'Nothing wakes it any more.';
  }
}
