import type { Action } from '../engine/action.ts';
import type { HistoryEvent, TurnVersion } from '../engine/history.ts';
import { shortPayload, shortTime, shorten } from './short-text.ts';

/** Finds the name of the activity or child workflow behind a sequence id. */
export type NameOf = (task: number) => string;

/** The names behind the sequence ids of a history. */
export function namesIn(events: Iterable<HistoryEvent>): Map<number, string> {
  const names = new Map<number, string>();
  for (const event of events) {
    if (event.type === 'TaskScheduled' || event.type === 'SubOrchestrationInstanceCreated')
      names.set(event.id, event.name);
  }
  return names;
}

/** The sequence id that an event speaks of: its own for requests, its request's for answers. */
export function taskOf(event: HistoryEvent): number | undefined {
  switch (event.type) {
    case 'TaskScheduled':
    case 'SubOrchestrationInstanceCreated':
    case 'TimerCreated':
    case 'EventSent':
      return event.id;
    case 'TaskCompleted':
    case 'TaskFailed':
    case 'SubOrchestrationInstanceCompleted':
    case 'SubOrchestrationInstanceFailed':
      return event.taskScheduledId;
    case 'TimerFired':
      return event.timerId;
    case 'OrchestratorStarted':
    case 'OrchestratorCompleted':
    case 'ExecutionStarted':
    case 'ExecutionCompleted':
    case 'ExecutionTerminated':
    case 'ExecutionSuspended':
    case 'ExecutionResumed':
    case 'ExecutionRewound':
    case 'ExecutionStalled':
    case 'EventRaised':
      return undefined;
  }
}

/** True for an event that answers the request with this sequence id. */
export function isAnswerTo(event: HistoryEvent, task: number): boolean {
  return taskOf(event) === task && !isRequest(event);
}

export function isRequest(event: HistoryEvent): boolean {
  return (
    event.type === 'TaskScheduled' ||
    event.type === 'SubOrchestrationInstanceCreated' ||
    event.type === 'TimerCreated' ||
    event.type === 'EventSent'
  );
}

/** The name that a request was made under. Timers have none. */
export const nameOfRequest = (event: HistoryEvent): string | undefined =>
  isRequest(event) && 'name' in event ? event.name : undefined;

/** An event in plain words: `chargeCard answered`. */
export function eventTitle(event: HistoryEvent, nameOf: NameOf): string {
  switch (event.type) {
    case 'OrchestratorStarted':
      return 'Wake-up';
    case 'OrchestratorCompleted':
      return 'Wake-up over';
    case 'ExecutionStarted':
      return `${event.name} started`;
    case 'ExecutionCompleted':
      return event.status === 'TERMINATED'
        ? 'Ended'
        : event.status === 'COMPLETED'
          ? 'Finished'
          : 'Failed';
    case 'ExecutionTerminated':
      return 'Ended from outside';
    case 'ExecutionSuspended':
      return 'Paused from outside';
    case 'ExecutionResumed':
      return 'Resumed from outside';
    case 'ExecutionRewound':
      return 'Rewound from outside';
    case 'ExecutionStalled':
      return 'Stalled';
    case 'TaskScheduled':
    case 'SubOrchestrationInstanceCreated':
      return `${event.name} asked for`;
    case 'TaskCompleted':
    case 'SubOrchestrationInstanceCompleted':
      return `${nameOf(event.taskScheduledId)} answered`;
    case 'TaskFailed':
    case 'SubOrchestrationInstanceFailed':
      return `${nameOf(event.taskScheduledId)} failed`;
    case 'TimerCreated':
      return 'Timer set';
    case 'TimerFired':
      return 'Timer fired';
    case 'EventSent':
      return `${event.name} sent`;
    case 'EventRaised':
      return `${event.name} arrived`;
  }
}

/** The payload of an event in short. */
export function eventDetail(event: HistoryEvent): string {
  switch (event.type) {
    case 'OrchestratorStarted':
      return versionDetail(event.version);
    case 'OrchestratorCompleted':
      return '';
    case 'ExecutionStalled':
      return shorten(event.description);
    case 'ExecutionStarted':
    case 'ExecutionTerminated':
    case 'ExecutionSuspended':
    case 'ExecutionResumed':
    case 'ExecutionRewound':
    case 'EventRaised':
      return shortPayload(event.input);
    case 'ExecutionCompleted':
      return event.failure ? shorten(event.failure.message) : shortPayload(event.result);
    case 'TaskScheduled':
    case 'SubOrchestrationInstanceCreated':
      return `task ID ${event.id}`;
    case 'TaskCompleted':
    case 'SubOrchestrationInstanceCompleted':
      return shortPayload(event.result);
    case 'TaskFailed':
    case 'SubOrchestrationInstanceFailed':
      return shorten(event.failure.message);
    case 'TimerCreated':
      return `in ${shortTime(event.fireAtMs - event.timestampMs)}`;
    case 'TimerFired':
      return `task ID ${event.timerId}`;
    case 'EventSent':
      return `to ${event.instanceId}`;
  }
}

/** What a wake-up ran under: `version v1, patch mail-first`. */
function versionDetail(version: TurnVersion | undefined): string {
  const patches = version?.patches ?? [];
  const name = version?.name === undefined ? [] : [`version ${version.name}`];
  const patched =
    patches.length === 0
      ? []
      : [`${patches.length === 1 ? 'patch' : 'patches'} ${patches.join(', ')}`];
  return [...name, ...patched].join(', ');
}

/** The payload of an answer, in short; empty for events that carry none. */
export function answerDetail(event: HistoryEvent | undefined, most?: number): string {
  if (event?.type === 'EventRaised') return shortPayload(event.input, most);
  const isAnswer =
    event?.type === 'TaskCompleted' || event?.type === 'SubOrchestrationInstanceCompleted';
  return isAnswer ? shortPayload(event.result, most) : '';
}

/** The name of an event's column in the staircase: `chargeCard?`, `answer`. */
export function columnLabel(event: HistoryEvent): string {
  switch (event.type) {
    case 'OrchestratorStarted':
    case 'OrchestratorCompleted':
      return '';
    case 'ExecutionStarted':
      return 'started';
    case 'ExecutionCompleted':
      return event.status === 'TERMINATED'
        ? 'end'
        : event.status === 'COMPLETED'
          ? 'done'
          : 'failed';
    case 'ExecutionTerminated':
      return 'ended';
    case 'ExecutionSuspended':
      return 'paused';
    case 'ExecutionResumed':
      return 'resumed';
    case 'ExecutionRewound':
      return 'rewound';
    case 'ExecutionStalled':
      return 'stalled';
    case 'TaskScheduled':
    case 'SubOrchestrationInstanceCreated':
      return `${event.name}?`;
    case 'TaskCompleted':
    case 'SubOrchestrationInstanceCompleted':
      return 'answer';
    case 'TaskFailed':
    case 'SubOrchestrationInstanceFailed':
      return 'failed';
    case 'TimerCreated':
      return 'timer?';
    case 'TimerFired':
      return 'timer';
    case 'EventSent':
      return `${event.name} sent`;
    case 'EventRaised':
      return event.name;
  }
}

/** What a call of the context asks for, in words: `chargeCard`, `a timer`. */
export function askText(method: string, name: string | undefined): string {
  if (method === 'createTimer') return 'a timer';
  if (method === 'completeOrchestration' || method === 'completeWorkflow') return 'the end';
  return name ?? method;
}

/** One action in words, as something asked for. Undefined for the end of the workflow. */
export function actionText(action: Action): string | undefined {
  switch (action.type) {
    case 'ScheduleTask':
    case 'CreateSubOrchestration':
      return action.name;
    case 'CreateTimer':
      return 'a timer';
    case 'SendEvent':
      return `sending ${action.name}`;
    case 'CompleteOrchestration':
    case 'RewindOrchestration':
    case 'WorkflowVersionNotAvailable':
      return undefined;
  }
}
