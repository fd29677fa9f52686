import { VERDICTS } from '../trace/verdict.ts';
import type { HistoryEvent } from '../engine/history.ts';
import type { Disagreement, RunFacts } from './run-facts.ts';
import { short } from './words.ts';

export function answerText(event: HistoryEvent | undefined): string {
  if (event?.type === 'TaskCompleted') return short(event.result);
  if (event?.type === 'TaskFailed') return `the failure “${short(event.failure.message)}”`;
  return 'nothing';
}

/** What the code asked for, after `it`. */
export function wish(event: HistoryEvent | undefined): string {
  switch (event?.type) {
    case 'TaskScheduled':
      return `calls ${event.name} with ${short(event.input)}`;
    case 'TimerCreated':
      return 'sets a timer';
    case 'SubOrchestrationInstanceCreated':
      return `starts ${event.name} with ${short(event.input)}`;
    case 'EventSent':
      return `sends ${event.name} to ${event.instanceId}`;
    case 'ExecutionCompleted':
      return `ends ${event.status} with ${short(event.result ?? event.failure?.message)}`;
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
      const part = what === 'input' ? 'the input' : what === 'due' ? 'the due time' : 'the id';
      return `${VERDICTS['silently-different'].word} at event ${eventNumber}: ${part} of ${call} was ${short(recorded)}, and now it is ${short(asked)}. No engine notices.`;
    }
    case 'other-answer':
      return `Wake-up ${each.turn} was sent again and asked for something else: first ${short(each.before)}, then ${short(each.after)}.`;
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
