import type { Action } from './action.ts';
import { NonDeterminismError } from './errors.ts';
import type {
  EventSent,
  HistoryEvent,
  SubOrchestrationInstanceCreated,
  TaskScheduled,
  TimerCreated,
} from './history.ts';
import { type Ask, missingAction, otherKind, otherName, otherTarget } from './nondeterminism.ts';
import type { Orchestration } from './orchestration.ts';
import { MOST_QUIET_DIFFERENCES, quietDifference } from './quiet.ts';
import type { Divergence } from './turn.ts';

/** Events that say: this action was taken over, do not send it again. */
export type Confirmation =
  TaskScheduled | TimerCreated | SubOrchestrationInstanceCreated | EventSent;

export function isConfirmation(event: HistoryEvent): event is Confirmation {
  return Object.hasOwn(ACTION_OF, event.type);
}

/**
 * Takes the confirmed action out of the turn's output. This is the whole "already done, skip" mechanism, and the only
 * place where code and history are compared: kind and name (and target of a sent event), never inputs or due times.
 *
 * @throws NonDeterminismError when the code asked for something else under that id.
 */
export function confirm(turn: Orchestration, event: Confirmation): void {
  const action = turn.pendingActions.get(event.id);
  const divergence = isSameActivity(event, action) ? undefined : compare(turn, event, action);
  // A mismatched sendEvent stays in the output (0.4.0); every other action is gone before it is looked at.
  if (!divergence || event.type !== 'EventSent') turn.pendingActions.delete(event.id);
  if (!divergence) {
    noteQuietDifference(turn, event, action);
    turn.observer?.eventDone(turn.eventNumber, 'matched', event.id);
    return;
  }
  turn.divergence = divergence;
  turn.observer?.eventDone(turn.eventNumber, 'diverged', event.id);
  turn.observer?.diverged(divergence);
  throw new NonDeterminismError(divergence.message);
}

/** Nearly every confirmation: told apart from the others before anything is made for them. */
function isSameActivity(event: Confirmation, action: Action | undefined): boolean {
  return (
    event.type === 'TaskScheduled' && action?.type === 'ScheduleTask' && action.name === event.name
  );
}

function noteQuietDifference(turn: Orchestration, event: Confirmation, action?: Action): void {
  if (turn.quietDifferences.length >= MOST_QUIET_DIFFERENCES) return;
  const difference = quietDifference(event, action, turn.eventNumber);
  if (difference) turn.quietDifferences.push(difference);
}

function compare(
  turn: Orchestration,
  event: Confirmation,
  action: Action | undefined,
): Divergence | undefined {
  const recorded = recordedAsk(event);
  if (!action) return missingAction(turn.eventNumber, event.id, recorded);
  if (action.type !== ACTION_OF[event.type]) {
    return otherKind(turn.eventNumber, event.id, recorded, action, turn.dialect);
  }
  if ('name' in action && action.name !== recorded.name) {
    return otherName(turn.eventNumber, event.id, recorded, action, turn.dialect);
  }
  if (event.type === 'EventSent' && action.type === 'SendEvent') {
    const { instanceId } = event;
    if (instanceId === action.instanceId) return undefined;
    return otherTarget(turn.eventNumber, event.id, recorded, action, instanceId, action.instanceId);
  }
  return undefined;
}

const ACTION_OF: Record<Confirmation['type'], Action['type']> = {
  TaskScheduled: 'ScheduleTask',
  TimerCreated: 'CreateTimer',
  SubOrchestrationInstanceCreated: 'CreateSubOrchestration',
  EventSent: 'SendEvent',
};

function recordedAsk(event: Confirmation): Ask {
  switch (event.type) {
    case 'TaskScheduled':
      return { method: 'callActivity', name: event.name };
    case 'TimerCreated':
      return { method: 'createTimer' };
    case 'SubOrchestrationInstanceCreated':
      return { method: 'callSubOrchestrator', name: event.name };
    case 'EventSent':
      return { method: 'sendEvent', name: event.name };
  }
}
