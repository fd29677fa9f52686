import type { HistoryEvent } from '../engine/history.ts';
import type { Disagreement, RunFacts } from './run-facts.ts';
import { asSentence, OTHER_ID, plain, plainFailure, plainPair, short } from './words.ts';

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
  const [is, was] = plainPair(now.result, without.result);
  return is === OTHER_ID[0] ? is : `${is} instead of ${was}`;
}

/** The code, which was told the same, asked for something else. `name`: of the instance. */
export function decisionText(
  name: string,
  now: HistoryEvent | undefined,
  without: HistoryEvent | undefined,
): string {
  const [given, before] = plainPair(valueOf(now), valueOf(without));
  const [is, was] = [wish(now, given), wish(without, before)];
  const rest = given === OTHER_ID[0] ? 'than without a crash' : `and ${was} without a crash`;
  const said = given === OTHER_ID[0] ? `it ${is} ${rest}` : `it ${is}, ${rest}`;
  return asSentence(`On the same facts, ${name} goes on differently: ${said}`);
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
      if (event.status === 'COMPLETED')
        return event.result === undefined ? 'ends' : `ends with ${value}`;
      // The message of the engine is long, and the finding beside this one says it in words.
      if (event.failure?.type === 'NonDeterminismError') return 'stops';
      return event.failure ? `fails with ${plainFailure(value)}` : 'ends in another way';
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

/** What a call of the context asks for, in words: `chargeCard`, `a timer`. */
function askText(method: string, name: string | undefined): string {
  if (method === 'createTimer') return 'a timer';
  if (method === 'completeOrchestration' || method === 'completeWorkflow') return 'the end';
  return name ?? method;
}

export function disagreementText(each: Disagreement): string {
  switch (each.kind) {
    case 'loud': {
      const { eventNumber, recorded, asked } = each.divergence;
      const was = askText(recorded.method, recorded.name);
      const is = asked ? askText(asked.method, asked.name) : 'nothing';
      return `Code and history disagree at event ${eventNumber}: the history says ${was}, the code asks for ${is}.`;
    }
    case 'quiet': {
      const { eventNumber, method, name, what, recorded, asked } = each.difference;
      const call = askText(method, name);
      const [was, is] = plainPair(recorded, asked);
      if (what === 'input')
        return was === OTHER_ID[0]
          ? `At event ${eventNumber}, ${call} is asked for with another id in every replay. No engine notices.`
          : `At event ${eventNumber}, ${call} was asked for with ${was}, and now with ${is}. No engine notices.`;
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
