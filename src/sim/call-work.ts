import type { Failure, HistoryEvent } from '../engine/history.ts';
import type { Place } from '../trace/place.ts';
import { moveClock } from './clock.ts';
import { taskKey, type Cluster, type PlainCall, type TaskJob } from './cluster.ts';
import { lose, record } from './inbox.ts';
import { isTerminal } from './instance.ts';
import type { CallProgress } from './machine.ts';
import type { AppProcess } from './app-process.ts';
import { crashApp } from './parties.ts';
import { emitPass } from './pass.ts';

export function runTask(cluster: Cluster, app: AppProcess, job: TaskJob): void {
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
  const { sidecarLife } = cluster;
  const process = app.number;
  const input = job.input === undefined ? {} : { input: job.input };
  cluster.emit({
    kind: 'task-sent',
    place,
    instance: job.instance,
    process,
    name: job.name,
    ...input,
  });
  if (!app.isAlive || !cluster.isSidecar(sidecarLife)) return;
  const identity = cluster.identity(app, 'task', job.instance, job.id, attempt);
  cluster.callCount += 1;
  const callId = cluster.callCount;
  const progress = app.machine.call(
    callId,
    job.name,
    job.input,
    identity,
    cluster.options.hasProbes(place),
  );
  const ended = runCall(cluster, app, callId, job.name, place, progress);
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
  const event = completion(cluster, job.id, outcome);
  if (!cluster.isSidecar(sidecarLife)) {
    // Nobody hears the answer; the activity's reminder fires again.
    if (app.isAlive) lose(cluster, job.instance, event, place, 'sidecar-down');
    return;
  }
  cluster.tasks.delete(taskKey(job));
  const target = cluster.instances.get(job.instance);
  if (!target || isTerminal(target.status)) return;
  const isStray = target.generation !== job.generation;
  if (isStray && cluster.options.rules !== 'in-memory') return;
  record(cluster, job.instance, event, { ...place, moment: 'recorded' }, isStray);
}

function completion(
  cluster: Cluster,
  taskScheduledId: number,
  { result, failure }: { result?: string; failure?: Failure },
): HistoryEvent {
  const base = { id: -1, timestampMs: cluster.nowMs, taskScheduledId };
  if (failure) return { ...base, type: 'TaskFailed', failure };
  return { ...base, type: 'TaskCompleted', ...(result !== undefined && { result }) };
}

/** Runs an activity to its end, request by request. Undefined when the app died on the way. */
function runCall(
  cluster: Cluster,
  app: AppProcess,
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
    if (
      !emitPass(
        cluster,
        app,
        end,
        name,
        progress,
        { oldCount: 0, newCount: 0, knownCount: 0 },
        isLast,
      )
    )
      return undefined;
    if (progress.kind === 'broke') crashApp(cluster, app, progress.breakdown);
    if (progress.kind !== 'requests') return app.isAlive ? progress : undefined;
    const request = progress.requests[0];
    if (!request) return undefined;
    effects += 1;
    cluster.durableEffects += 1;
    const answered = callWorld(cluster, app, callId, request, {
      ...place,
      moment: `effect${effects}`,
    });
    if (!answered) return undefined;
    progress = answered;
  }
}

/** One request to the world and its answer. Undefined when the app died after the effect. */
function callWorld(
  cluster: Cluster,
  app: AppProcess,
  callId: number,
  pending: Extract<CallProgress, { kind: 'requests' }>['requests'][number],
  place: Place,
): CallProgress | undefined {
  const { response, entry } = cluster.options.world.handle(pending.request);
  cluster.emit({
    kind: 'effect',
    place,
    instance: place.instance ?? '',
    process: app.number,
    task: place.number,
    request: pending.request,
    response,
    ...(entry && { entry }),
  });
  if (!app.isAlive) return undefined;
  return app.machine.answer(callId, pending.id, response, cluster.nowMs);
}

/** One stretch of plain code: up to its next request, and that request. */
export function runPlain(cluster: Cluster, app: AppProcess, call: PlainCall): void {
  const place: Place = { subject: 'call', number: 1, attempt: 1, moment: 'sent' };
  const process = app.number;
  if (!call.progress) {
    const input = call.input === undefined ? {} : { input: call.input };
    cluster.emit({ kind: 'call-started', place, process, name: call.name, ...input });
    if (!app.isAlive) return;
    const identity = cluster.identity(app, 'call', '', 1, 1);
    call.progress = app.machine.call(
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
  if (!emitPass(cluster, app, { ...place, moment: 'end' }, call.name, progress, counts, isLast))
    return;
  if (progress.kind === 'broke') {
    crashApp(cluster, app, progress.breakdown);
  } else if (progress.kind === 'requests') {
    const request = progress.requests[0];
    call.effects += 1;
    const moment = `effect${call.effects}`;
    if (request)
      call.progress =
        callWorld(cluster, app, PLAIN_CALL, request, { ...place, moment }) ?? progress;
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
