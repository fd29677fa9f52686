import type { Action } from '../engine/action.ts';
import type { Failure, HistoryEvent, TurnVersion } from '../engine/history.ts';
import type { Beat } from './beat.ts';
import { formatPlace } from './place-text.ts';
import type { ClientDid, Step, WaitingFor } from './step.ts';
import type { Trace } from './trace.ts';

/** A run as readable text, one line for each step and, indented, each beat: what golden files hold. */
export function traceText(trace: Trace): string {
  const lines: string[] = [];
  for (const step of trace.steps) {
    lines.push(`${formatPlace(step.place).padEnd(16)} ${stepText(step)}`);
    if (step.kind === 'pass') {
      for (const beat of (step.pass.beats ?? []).slice(step.pass.from ?? 0))
        lines.push(`    ${beat.key.padEnd(6)} ${beatText(beat)}`);
    }
  }
  for (const { index, reason } of trace.unused)
    lines.push(`unused intervention ${index}: ${reason}`);
  return `${lines.join('\n')}\n`;
}

/** One history event in short: `TaskScheduled#1 chargeCard {"id":"A-1042"}`. */
function eventText(event: HistoryEvent): string {
  const id = event.id >= 0 ? `#${event.id}` : '';
  return `${event.type}${id}${payloadText(event)}`;
}

function payloadText(event: HistoryEvent): string {
  switch (event.type) {
    case 'ExecutionStarted':
    case 'TaskScheduled':
    case 'EventRaised':
      return ` ${event.name}${optional(event.input)}`;
    case 'SubOrchestrationInstanceCreated':
    case 'EventSent':
      return ` ${event.name} to ${event.instanceId}${optional(event.input)}`;
    case 'TaskCompleted':
    case 'SubOrchestrationInstanceCompleted':
      return ` of ${event.taskScheduledId}${optional(event.result)}`;
    case 'TaskFailed':
    case 'SubOrchestrationInstanceFailed':
      return ` of ${event.taskScheduledId} ${failureText(event.failure)}`;
    case 'TimerCreated':
      return ` until ${event.fireAtMs}`;
    case 'TimerFired':
      return ` of ${event.timerId}`;
    case 'ExecutionCompleted':
      return ` ${event.status}${optional(event.result)}${event.failure ? ` ${failureText(event.failure)}` : ''}`;
    case 'ExecutionTerminated':
    case 'ExecutionSuspended':
    case 'ExecutionResumed':
    case 'ExecutionRewound':
      return optional(event.input);
    case 'ExecutionStalled':
      return ` ${event.reason}: ${event.description}`;
    case 'OrchestratorStarted':
      return versionText(event.version);
    case 'OrchestratorCompleted':
      return '';
  }
}

function versionText(version: TurnVersion | undefined): string {
  if (!version) return '';
  const name = version.name === undefined ? '' : ` as ${version.name}`;
  return `${name}${version.patches ? ` with patches [${version.patches.join(', ')}]` : ''}`;
}

const optional = (json: string | undefined): string => (json === undefined ? '' : ` ${json}`);

const failureText = (failure: Failure): string => `${failure.type}: ${failure.message}`;

function actionText(action: Action): string {
  switch (action.type) {
    case 'ScheduleTask':
      return `${action.type}#${action.id} ${action.name}`;
    case 'CreateTimer':
      return `${action.type}#${action.id} until ${action.fireAtMs}`;
    case 'CreateSubOrchestration':
    case 'SendEvent':
      return `${action.type}#${action.id} ${action.name} to ${action.instanceId}`;
    case 'CompleteOrchestration':
      return `${action.type}#${action.id} ${action.status}`;
    case 'RewindOrchestration':
      return `${action.type}#${action.id} to ${action.newHistory.length} events`;
    case 'WorkflowVersionNotAvailable':
      return `${action.type}#${action.id}`;
  }
}

function waitingText(waiting: readonly WaitingFor[]): string {
  if (waiting.length === 0) return 'nothing';
  return waiting
    .map((each) => {
      if (each.kind === 'client') return 'the client';
      return `${each.kind} ${each.kind === 'timer' ? each.id : each.name}`;
    })
    .join(', ');
}

function clientText(did: ClientDid): string {
  switch (did.what) {
    case 'started':
      return 'starts';
    case 'printed':
      return `prints ${did.text.replaceAll('\n', '\\n')}`;
    case 'waits':
      return `waits for ${did.instance} to be ${did.until}, at most ${did.timeoutMs} ms`;
    case 'got':
      return `hears ${heardText(did)}`;
    case 'called':
      return `${did.request.method} ${did.request.url}: ${did.response.status}`;
    case 'ended':
      return `ends${did.code === undefined ? '' : ` with ${did.code}`}${did.failure === undefined ? '' : `: ${did.failure}`}`;
  }
}

function heardText(did: Extract<ClientDid, { what: 'got' }>): string {
  if ('states' in did) return `of ${did.states} instances`;
  if ('purged' in did) return `that ${did.purged} were purged`;
  if ('refused' in did)
    return `no: ${did.refused}${did.instance === undefined ? '' : ` ${did.instance}`}`;
  const { instance, status, output, failure } = did;
  return `${instance} ${status ?? 'is not there'}${optional(output)}${failure ? ` ${failureText(failure)}` : ''}`;
}

function startText({
  registered,
  slot,
  code,
  variables,
  failure,
}: Extract<Step, { kind: 'app-started' }>): string {
  const beside = slot === 2 ? ' beside the first' : '';
  const version = code === undefined ? '' : ` with ${code}`;
  const env = variables === undefined ? '' : `, variables ${JSON.stringify(variables)}`;
  const has = registered
    ? `, has [${registered.workflows.join(', ')}] and [${registered.activities.join(', ')}]`
    : '';
  return `${beside}${version}${env}${has}${failure === undefined ? '' : `, and failed: ${failure}`}`;
}

/** What a step is, without its place. */
export function stepText(step: Step): string {
  switch (step.kind) {
    case 'scheduled':
      return `${step.parent === undefined ? 'client' : `sidecar, for ${step.parent}`}: start ${step.name} as ${step.instance}${optional(step.input)}`;
    case 'app-started':
      return `app ${step.process}: started${startText(step)}`;
    case 'app-crashed':
      return `app ${step.process}: crashed${step.breakdown ? ` (${step.breakdown.message})` : ''}`;
    case 'client':
      return `client${step.line > 0 ? `, line ${step.line}` : ''}: ${clientText(step.did)}`;
    case 'sidecar-crashed':
      return `sidecar ${step.life}: crashed`;
    case 'sidecar-started':
      return `sidecar ${step.life}: started`;
    case 'turn-sent':
      return `sidecar -> app ${step.process}: ${step.oldCount} old events, new: ${step.newEvents.map(eventText).join(', ')}`;
    case 'pass':
      return `app ${step.pass.process}: runs ${step.pass.name}, known ${step.pass.knownCount}${step.pass.isTorn ? ', torn' : ''}`;
    case 'turn-returned':
      return `app ${step.process} -> sidecar: ${step.actions.map(actionText).join(', ') || 'no actions'}${versionText(step.version)}${step.hang ? `, waits for ever (${step.hang.reason})` : ''}${step.oddities ? `, where a real one would not: ${step.oddities.join(', ')}` : ''}`;
    case 'dispatched':
      return `sidecar: sends out tasks [${step.tasks.join(', ')}] timers [${step.timers.join(', ')}]`;
    case 'turn-saved':
      return `sidecar -> store: ${step.status} + ${step.events.map(eventText).join(', ')}`;
    case 'stalled':
      return `sidecar: discards the turn and holds ${step.instance}${step.isAppended ? '' : ' as before'}: ${step.event.reason}: ${step.event.description}`;
    case 'event-refused':
      return `sidecar: refuses event ${step.name} for ${step.instance}, which is stalled`;
    case 'task-sent':
      return `sidecar -> app ${step.process}: run ${step.name}${optional(step.input)}`;
    case 'effect':
      return `${step.place.subject === 'turn' ? 'workflow in ' : ''}app ${step.process} -> ${step.request.method} ${step.request.url}: ${step.response.status}${step.entry ? `, ${step.entry.label} (${step.entry.subject})` : ', changes nothing'}`;
    case 'task-returned':
    case 'call-returned':
      return `app ${step.process}: returned${optional(step.result)}${step.failure ? ` ${failureText(step.failure)}` : ''}`;
    case 'recorded':
      return `sidecar -> inbox: ${eventText(step.event)}`;
    case 'task-slow':
      return `app ${step.process}: ${step.name} is slow, until ${step.untilMs}`;
    case 'lost':
      return `lost (${step.why}): ${eventText(step.event)}`;
    case 'dropped':
      return `sidecar: drops (${step.why}): ${eventText(step.event)}`;
    case 'save-refused':
      return `store: ${step.isTorn ? 'tears' : 'refuses'} the save of ${step.of === 'turn' ? 'the turn' : 'the inbox'}: ${step.events.map(eventText).join(', ')}`;
    case 'rewound':
      return `sidecar -> store: rewound to ${step.events.map(eventText).join(', ')}`;
    case 'call-started':
      return `app ${step.process}: calls ${step.name}${optional(step.input)}`;
    case 'clock-moved':
      return `clock: ${step.toMs - step.fromMs} ms later`;
    case 'idle':
      return `idle, waiting for ${waitingText(step.waitingFor)}`;
    case 'over':
      return `over: ${step.reason}, waiting for ${waitingText(step.waitingFor)}`;
  }
}

function beatText(beat: Beat): string {
  const flag = beat.isReplaying ? 'replay' : 'live  ';
  return `${flag} line ${beat.line}, event ${beat.event}: ${beatWords(beat)}`;
}

function beatWords(beat: Beat): string {
  switch (beat.kind) {
    case 'line':
      return 'runs';
    case 'event':
      return `event ${beat.outcome}${beat.id === undefined ? '' : ` task ${beat.id}`}`;
    case 'ask':
      return `asks ${beat.method} #${beat.id}${beat.name === undefined ? '' : ` ${beat.name}`}`;
    case 'listen':
      return `listens for ${beat.name}`;
    case 'answer':
      return `goes on with the answer of event ${beat.events.join(', ')}${beat.isError ? ' (error)' : ''}: ${beat.value}`;
    case 'wait':
      return beat.hang ? `waits for ever (${beat.hang.reason})` : 'waits';
    case 'patch':
      return `asks for patch ${beat.name}: ${beat.isPatched} (${beat.reason})`;
    case 'read':
      return `reads ${beat.api} = ${beat.value}`;
    case 'log':
      return `prints ${beat.text}`;
    case 'finish':
      return `ends ${beat.status}${optional(beat.result)}`;
    case 'diverge':
      return `disagrees with event ${beat.divergence.eventNumber}`;
  }
}
