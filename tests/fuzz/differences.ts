import type { HistoryEvent } from '../../src/engine/history.ts';
import type { Dialect } from '../../src/engine/turn.ts';

/** Where this engine differs on purpose, so that a comparison would say nothing (the conformance README's last paragraph). */
export interface NamedDifference {
  name: string;
  reason: string;
  isMet(dialect: Dialect, events: readonly HistoryEvent[]): boolean;
}

export const namedDifferences: readonly NamedDifference[] = [
  {
    name: 'work asked for behind a suspension',
    reason:
      'The real executors hold back the confirmation and ask for the work again at every wake-up, without end. Here confirmations are never held back.',
    isMet: (_dialect, events) => whileSuspended(events, isConfirmation),
  },
  {
    name: 'a second suspension in the dapr dialect',
    reason:
      'The executor fills the list of held-back events while it walks it, and never returns. Here the list is exchanged first.',
    isMet: (dialect, events) =>
      dialect === 'dapr' && whileSuspended(events, (event) => event.type === 'ExecutionSuspended'),
  },
];

function isConfirmation(event: HistoryEvent): boolean {
  switch (event.type) {
    case 'TaskScheduled':
    case 'TimerCreated':
    case 'SubOrchestrationInstanceCreated':
    case 'EventSent':
      return true;
    case 'OrchestratorStarted':
    case 'OrchestratorCompleted':
    case 'ExecutionStarted':
    case 'ExecutionCompleted':
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
      return false;
  }
}

function whileSuspended(
  events: readonly HistoryEvent[],
  isSought: (event: HistoryEvent) => boolean,
): boolean {
  let isSuspended = false;
  for (const event of events) {
    if (isSuspended && isSought(event)) return true;
    if (event.type === 'ExecutionSuspended') isSuspended = true;
    if (event.type === 'ExecutionResumed') isSuspended = false;
  }
  return false;
}
