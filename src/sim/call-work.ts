import type { Failure, HistoryEvent } from '../engine/history.ts';
import type { Place } from '../trace/place.ts';
import { moveClock } from './clock.ts';
import type { Cluster, PlainCall, TaskJob } from './cluster.ts';
import { isTerminal } from './instance.ts';
import type { CallProgress } from './machine.ts';

export function runTask(cluster: Cluster, job: TaskJob): void {
  const key = `${job.instance}/${job.id}`;
  const attempt = (cluster.taskAttempts.get(key) ?? 0) + 1;
  cluster.taskAttempts.set(key, attempt);
  const place: Place = {
    instance: job.instance,
    subject: 'task',
    number: job.id,
    attempt,
    moment: 'sent',
  };
  const { process, sidecarLife } = cluster;
  const input = job.input === undefined ? {} : { input: job.input };
  cluster.emit({
    kind: 'task-sent',
    place,
    instance: job.instance,
    process,
    name: job.name,
    ...input,
  });
  if (!cluster.isAppAlive || cluster.sidecarLife !== sidecarLife) return;
  const identity = cluster.identity('task', job.instance, job.id, attempt);
  cluster.callCount += 1;
  const callId = cluster.callCount;
  const progress = cluster.options.machine.call(
    callId,
    job.name,
    job.input,
    identity,
    cluster.options.hasProbes(place),
  );
  const ended = runCall(cluster, callId, job.name, place, progress);
  if (!ended) return;
  if (cluster.options.doesWaitingTakeTime && 'sleptMs' in ended && ended.sleptMs)
    moveClock(cluster, cluster.nowMs + ended.sleptMs);
  const outcome = outcomeOf(ended);
  cluster.emit({
    kind: 'task-returned',
    place: { ...place, moment: 'returned' },
    instance: job.instance,
    process,
    ...outcome,
  });
  // The answer died with the sidecar: its reminder fires again.
  if (cluster.sidecarLife !== sidecarLife) return;
  cluster.tasks.shift();
  const target = cluster.instances.get(job.instance);
  if (!target || isTerminal(target.status)) return;
  const isStray = target.generation !== job.generation;
  if (isStray && cluster.options.rules !== 'in-memory') return;
  const base = { id: -1, timestampMs: cluster.nowMs, taskScheduledId: job.id };
  const event: HistoryEvent = outcome.failure
    ? { ...base, type: 'TaskFailed', failure: outcome.failure }
    : {
        ...base,
        type: 'TaskCompleted',
        ...(outcome.result !== undefined && { result: outcome.result }),
      };
  cluster.record(job.instance, event, { ...place, moment: 'recorded' }, isStray);
}

/** Runs an activity to its end, request by request. Undefined when the app died on the way. */
function runCall(
  cluster: Cluster,
  callId: number,
  name: string,
  place: Place,
  first: CallProgress,
): CallProgress | undefined {
  let progress = first;
  let effects = 0;
  for (;;) {
    const end: Place = { ...place, moment: 'end' };
    const isLast = progress.kind !== 'requests';
    if (!cluster.emitPass(end, name, progress, { oldCount: 0, newCount: 0, knownCount: 0 }, isLast))
      return undefined;
    if (progress.kind === 'broke') cluster.crash(progress.breakdown);
    if (progress.kind !== 'requests') return cluster.isAppAlive ? progress : undefined;
    const request = progress.requests[0];
    if (!request) return undefined;
    effects += 1;
    cluster.durableEffects += 1;
    const answered = callWorld(cluster, callId, request, { ...place, moment: `effect${effects}` });
    if (!answered) return undefined;
    progress = answered;
  }
}

/** One request to the world and its answer. Undefined when the app died after the effect. */
function callWorld(
  cluster: Cluster,
  callId: number,
  pending: Extract<CallProgress, { kind: 'requests' }>['requests'][number],
  place: Place,
): CallProgress | undefined {
  const { response, entry } = cluster.options.world.handle(pending.request);
  cluster.emit({
    kind: 'effect',
    place,
    instance: place.instance ?? '',
    process: cluster.process,
    task: place.number,
    request: pending.request,
    response,
    ...(entry && { entry }),
  });
  if (!cluster.isAppAlive) return undefined;
  return cluster.options.machine.answer(callId, pending.id, response, cluster.nowMs);
}

/** One stretch of plain code: up to its next request, and that request. */
export function runPlain(cluster: Cluster, call: PlainCall): void {
  const place: Place = { subject: 'call', number: 1, attempt: 1, moment: 'sent' };
  const { process } = cluster;
  if (!call.progress) {
    const input = call.input === undefined ? {} : { input: call.input };
    cluster.emit({ kind: 'call-started', place, process, name: call.name, ...input });
    if (!cluster.isAppAlive) return;
    const identity = cluster.identity('call', '', 1, 1);
    call.progress = cluster.options.machine.call(
      PLAIN_CALL,
      call.name,
      call.input,
      identity,
      cluster.options.hasProbes(place),
    );
  }
  const progress = call.progress;
  const isLast = progress.kind !== 'requests';
  const counts = { oldCount: 0, newCount: 0, knownCount: 0 };
  if (!cluster.emitPass({ ...place, moment: 'end' }, call.name, progress, counts, isLast)) return;
  if (progress.kind === 'broke') {
    cluster.crash(progress.breakdown);
  } else if (progress.kind === 'requests') {
    const request = progress.requests[0];
    call.effects += 1;
    const moment = `effect${call.effects}`;
    if (request)
      call.progress = callWorld(cluster, PLAIN_CALL, request, { ...place, moment }) ?? progress;
  } else {
    cluster.plain = undefined;
    cluster.emit({
      kind: 'call-returned',
      place: { ...place, moment: 'returned' },
      process,
      ...outcomeOf(progress),
    });
  }
}

/** The machine's call id of the one plain function; activities count up from 1. */
const PLAIN_CALL = 0;

function outcomeOf(progress: CallProgress): {
  result?: string;
  failure?: Failure;
} {
  if (progress.kind === 'failed') return { failure: progress.failure };
  if (progress.kind === 'returned' && progress.result !== undefined)
    return { result: progress.result };
  return {};
}
