import type { Action } from './action.ts';
import type {
  EventSent,
  SubOrchestrationInstanceCreated,
  TaskScheduled,
  TimerCreated,
} from './history.ts';

/**
 * What a replay asked for in another way than the history says, where no real engine looks (SEMANTICS section 4.4). The turn
 * goes on as if nothing were.
 */
export interface QuietDifference {
  /** Position of the recorded event in the history, from 1. */
  eventNumber: number;
  /** Sequence id of the recorded action. */
  id: number;
  method: string;
  name?: string;
  /** `instance`: the id of a child workflow. `due`: when a timer fires, in milliseconds. */
  what: 'input' | 'due' | 'instance';
  recorded?: string;
  asked?: string;
}

/** Later ones follow from the first ones. */
export const MOST_QUIET_DIFFERENCES = 8;

/**
 * What a real engine does not compare when it confirms an action (SEMANTICS section 4.4): inputs, due times, the id of a child.
 * The kind and the name are the same already. Nothing depends on the answer but what people are told.
 */
export function quietDifference(
  event: TaskScheduled | TimerCreated | SubOrchestrationInstanceCreated | EventSent,
  action: Action | undefined,
  eventNumber: number,
): QuietDifference | undefined {
  // Nearly every one: nothing is made for it.
  if (event.type === 'TaskScheduled' && action?.type === 'ScheduleTask') {
    if (event.input === action.input) return undefined;
  }
  const at = { eventNumber, id: event.id };
  switch (event.type) {
    case 'TaskScheduled':
      if (action?.type !== 'ScheduleTask' || event.input === action.input) return undefined;
      return { ...at, method: 'callActivity', name: event.name, ...inputs(event, action) };
    case 'EventSent':
      if (action?.type !== 'SendEvent' || event.input === action.input) return undefined;
      return { ...at, method: 'sendEvent', name: event.name, ...inputs(event, action) };
    case 'TimerCreated': {
      if (action?.type !== 'CreateTimer' || event.fireAtMs === action.fireAtMs) return undefined;
      const due = { recorded: `${event.fireAtMs}`, asked: `${action.fireAtMs}` };
      return { ...at, method: 'createTimer', what: 'due', ...due };
    }
    case 'SubOrchestrationInstanceCreated': {
      if (action?.type !== 'CreateSubOrchestration') return undefined;
      const child = { ...at, method: 'callSubOrchestrator', name: event.name };
      if (event.input !== action.input) return { ...child, ...inputs(event, action) };
      if (event.instanceId === action.instanceId) return undefined;
      const ids = { recorded: event.instanceId, asked: action.instanceId };
      return { ...child, what: 'instance', ...ids };
    }
  }
}

function inputs(
  event: { input?: string },
  action: { input?: string },
): Pick<QuietDifference, 'what' | 'recorded' | 'asked'> {
  return {
    what: 'input',
    ...(event.input !== undefined && { recorded: event.input }),
    ...(action.input !== undefined && { asked: action.input }),
  };
}
