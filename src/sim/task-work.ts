import type { HistoryEvent } from '../engine/history.ts';
import type { Place } from '../trace/place.ts';
import type { AppProcess } from './app-process.ts';
import { callWorld, outcomeOf } from './call-work.ts';
import { moveClock } from './clock.ts';
import {
  taskKey,
  type Cluster,
  type RunningTask,
  type SlowTask,
  type TaskJob,
  type TaskOutcome,
} from './cluster.ts';
import { drop, lose, record } from './inbox.ts';
import { isTerminal } from './instance.ts';
import type { CallProgress } from './machine.ts';
import { crashApp } from './parties.ts';
import { emitPass } from './pass.ts';

/** The sidecar lets the app run an activity. */
export function runTask(cluster: Cluster, app: AppProcess, job: TaskJob): void {
  const attempt = cluster.countAttempt(job.instance, String(job.id));
  const { sidecarLife } = cluster;
  const run: RunningTask = { job, attempt, app, sidecarLife };
  cluster.running = run;
  const outcome = outcomeOfRun(cluster, run);
  if (outcome && run.slowMs !== undefined) takeTime(cluster, run, outcome, run.slowMs);
  cluster.running = undefined;
  if (outcome && run.slowMs === undefined) answer(cluster, run, outcome);
}

/** A place of this run. */
function placeIn({ job, attempt }: RunningTask, moment: string): Place {
  return { instance: job.instance, subject: 'task', number: job.id, attempt, moment };
}

/** Undefined when the app died in it, or the sidecar before the app had it. */
function outcomeOfRun(cluster: Cluster, run: RunningTask): TaskOutcome | undefined {
  const { app, job, sidecarLife } = run;
  noteFailing(cluster, run);
  cluster.emit({
    kind: 'task-sent',
    place: placeIn(run, 'sent'),
    instance: job.instance,
    process: app.number,
    name: job.name,
    ...(job.input !== undefined && { input: job.input }),
  });
  if (!app.isAlive || !cluster.isSidecar(sidecarLife)) return undefined;
  const ended = run.isFailing ? madeToFail(cluster, run) : runCode(cluster, run);
  if (!ended) return undefined;
  if (cluster.options.doesWaitingTakeTime && 'sleptMs' in ended && ended.sleptMs)
    moveClock(cluster, cluster.nowMs + ended.sleptMs);
  return outcomeOf(ended);
}

/** A person lets this activity fail from an earlier run on. */
function noteFailing(cluster: Cluster, run: RunningTask): void {
  const failing = cluster.failing.get(failingKey(run.job));
  if (failing && failing.left !== 0) run.isFailing = true;
}

export const failingKey = ({ instance, name }: TaskJob): string => `${instance}/${name}`;

function madeToFail(cluster: Cluster, { job }: RunningTask): CallProgress {
  const failing = cluster.failing.get(failingKey(job));
  if (failing && failing.left !== 'always') failing.left -= 1;
  const message = failing?.message ?? '';
  return { kind: 'failed', failure: { type: 'Error', message }, reads: [] };
}

/** Runs an activity to its end, request by request. */
function runCode(cluster: Cluster, run: RunningTask): CallProgress | undefined {
  const { app, job, attempt } = run;
  cluster.callCount += 1;
  const callId = cluster.callCount;
  const identity = cluster.identity(app, 'task', job.instance, job.id, attempt);
  const probes = cluster.options.probesFor(placeIn(run, 'sent'));
  let progress = app.machine.call(callId, job.name, job.input, identity, probes);
  const counts = { oldCount: 0, newCount: 0, knownCount: 0 };
  for (let effects = 1; ; effects += 1) {
    const isLast = progress.kind !== 'requests';
    const end = placeIn(run, 'end');
    if (!emitPass(cluster, app, end, job.name, progress, counts, isLast)) return undefined;
    if (run.isFailing) return madeToFail(cluster, run);
    if (progress.kind === 'broke') crashApp(cluster, app, progress.breakdown);
    if (progress.kind !== 'requests') return app.isAlive ? progress : undefined;
    const request = progress.requests[0];
    if (!request) return undefined;
    cluster.durableEffects += 1;
    const answered = callWorld(cluster, app, callId, request, placeIn(run, `effect${effects}`));
    if (!answered) return undefined;
    if (run.isFailing) return madeToFail(cluster, run);
    progress = answered;
  }
}

function takeTime(cluster: Cluster, run: RunningTask, outcome: TaskOutcome, byMs: number): void {
  const untilMs = cluster.nowMs + byMs;
  cluster.slow.push({ run, outcome, untilMs });
  cluster.emit({
    kind: 'task-slow',
    place: placeIn(run, 'slow'),
    instance: run.job.instance,
    process: run.app.number,
    name: run.job.name,
    untilMs,
  });
}

/** Slow activities whose app has not died, soonest first. */
export function slowOnes(cluster: Cluster): SlowTask[] {
  if (cluster.slow.length === 0) return [];
  cluster.slow = cluster.slow.filter(({ run }) => run.app.isAlive);
  return [...cluster.slow].sort((a, b) => a.untilMs - b.untilMs);
}

/** A slow activity has got so far: it answers. */
export function answerSlow(cluster: Cluster, slow: SlowTask): void {
  cluster.slow = cluster.slow.filter((each) => each !== slow);
  answer(cluster, slow.run, slow.outcome);
}

/** The sidecar waits for the answer of a run that is slow; another one has begun its life without knowing of that run. */
const isUnderWay = (cluster: Cluster, job: TaskJob): boolean =>
  cluster.slow.some(
    ({ run }) =>
      taskKey(run.job) === taskKey(job) && run.app.isAlive && cluster.isSidecar(run.sidecarLife),
  );

/** The activity that is sent next. */
export function nextTask(cluster: Cluster): TaskJob | undefined {
  for (const job of cluster.tasks.values()) if (!isUnderWay(cluster, job)) return job;
  return undefined;
}

/** The app answers. Where the answer is not kept, the activity's reminder fires again. */
function answer(cluster: Cluster, run: RunningTask, outcome: TaskOutcome): void {
  const { app, job } = run;
  const life = cluster.sidecarLife;
  const returned = placeIn(run, 'returned');
  cluster.emit({
    kind: 'task-returned',
    place: returned,
    instance: job.instance,
    process: app.number,
    ...outcome,
  });
  const event = completion(cluster, job.id, outcome);
  // A run that began before the sidecar died answers to the new one, and so does the one that this one asked for.
  if (
    !cluster.isSidecarAlive ||
    (run.slowMs === undefined && !cluster.isSidecar(run.sidecarLife))
  ) {
    if (app.isAlive) lose(cluster, job.instance, event, returned, 'sidecar-down');
    return;
  }
  if (!cluster.isSidecar(life)) return;
  deliver(cluster, run, event, returned);
}

function deliver(cluster: Cluster, run: RunningTask, event: HistoryEvent, returned: Place): void {
  const { job } = run;
  const target = cluster.instances.get(job.instance);
  const isStray = target !== undefined && target.generation !== job.generation;
  const isForNobody =
    !target || isTerminal(target.status) || (isStray && cluster.options.rules !== 'in-memory');
  const fate = isForNobody ? undefined : cluster.options.deliveryAt?.(returned);
  if (fate === 'lose') {
    lose(cluster, job.instance, event, returned, 'on-the-way');
    return;
  }
  const recorded = placeIn(run, 'recorded');
  if (!isForNobody && !record(cluster, job.instance, event, recorded, isStray)) return;
  cluster.tasks.delete(taskKey(job));
  if (fate === 'repeat') drop(cluster, job.instance, event, recorded, 'duplicate');
}

function completion(
  cluster: Cluster,
  taskScheduledId: number,
  { result, failure }: TaskOutcome,
): HistoryEvent {
  const base = { id: -1, timestampMs: cluster.nowMs, taskScheduledId };
  if (failure) return { ...base, type: 'TaskFailed', failure };
  return { ...base, type: 'TaskCompleted', ...(result !== undefined && { result }) };
}
