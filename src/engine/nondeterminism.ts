import type { Action } from './action.ts';
import type { Dialect, Divergence } from './turn.ts';

/** What the history confirms, or what the code asked for, under one sequence id. */
export interface Ask {
  method: string;
  name?: string;
}

const REASON =
  'This kind of mismatch can happen if an orchestration has non-deterministic logic or if the code was changed after an instance of this orchestration already started running.';
const MISMATCH =
  'Failed to restore orchestration state due to a history mismatch: A previous execution called';

/** The method names that the real engines put into their messages. */
export function askOf(action: Action): Ask {
  switch (action.type) {
    case 'ScheduleTask':
      return { method: 'callActivity', name: action.name };
    case 'CreateTimer':
      return { method: 'createTimer' };
    case 'CreateSubOrchestration':
      return { method: 'callSubOrchestrator', name: action.name };
    case 'SendEvent':
      return { method: 'sendEvent', name: action.name };
    case 'CompleteOrchestration':
      return { method: 'completeOrchestration' };
    case 'RewindOrchestration':
      return { method: 'rewindOrchestration' };
    case 'WorkflowVersionNotAvailable':
      return { method: 'workflowVersionNotAvailable' };
  }
}

/** durabletask writes "it's history", dapr corrected it. */
function rebuilding(dialect: Dialect): string {
  return `as part of rebuilding ${dialect === 'durabletask' ? "it's" : 'its'} history. ${REASON}`;
}

/** SEMANTICS 4.1, template 1: the history has a confirmation, the code asked for nothing under that id. */
export function missingAction(eventNumber: number, id: number, recorded: Ask): Divergence {
  const message = `A previous execution called ${recorded.method} with ID=${id} but the current execution doesn't have this action with this ID. This problem occurs when either the orchestration has non-deterministic logic or if the code was changed after an instance of this orchestration already started running`;
  return { eventNumber, id, check: 'missing-action', recorded, message };
}

/** Template 2, and template 4's first sentence for a recorded sendEvent. */
export function otherKind(
  eventNumber: number,
  id: number,
  recorded: Ask,
  action: Action,
  dialect: Dialect,
): Divergence {
  const asked = askOf(action);
  const message =
    recorded.method === 'sendEvent'
      ? `A previous execution called sendEvent with ID=${id}, but the current execution is instead trying to call a different method as part of rebuilding its history.`
      : `${MISMATCH} ${recorded.method} with ID=${id}, but the current execution is instead trying to call ${asked.method} ${rebuilding(dialect)}`;
  return { eventNumber, id, check: 'other-kind', recorded, asked, message };
}

/** Template 3. dapr swaps the two names when a child workflow was renamed; the text only, not the facts. */
export function otherName(
  eventNumber: number,
  id: number,
  recorded: Ask,
  action: Action,
  dialect: Dialect,
): Divergence {
  const asked = askOf(action);
  const isSwapped = dialect === 'dapr' && recorded.method === 'callSubOrchestrator';
  const [first, second] = isSwapped ? [asked.name, recorded.name] : [recorded.name, asked.name];
  const message = `${MISMATCH} ${recorded.method} with name='${first}' and sequence number ${id}, but the current execution is instead trying to call ${second} ${rebuilding(dialect)}`;
  return { eventNumber, id, check: 'other-name', recorded, asked, message };
}

/** Template 4, second sentence: the same event, sent to another instance. */
export function otherTarget(
  eventNumber: number,
  id: number,
  recorded: Ask,
  action: Action,
  recordedTarget: string,
  askedTarget: string,
): Divergence {
  const message = `${MISMATCH} sendEvent with target instance '${recordedTarget}' and sequence number ${id}, but the current execution is instead trying to target instance '${askedTarget}' as part of rebuilding its history.`;
  return { eventNumber, id, check: 'other-target', recorded, asked: askOf(action), message };
}
