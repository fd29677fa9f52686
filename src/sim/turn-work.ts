import type { HistoryEvent, Status } from '../engine/history.ts';
import type { TurnResult } from '../engine/turn.ts';
import type { Place } from '../trace/place.ts';
import { fireDueTimers } from './clock.ts';
import { taskKey, type Cluster } from './cluster.ts';
import { raise } from './inbox.ts';
import { answerChild, startChild } from './child-work.ts';
import { stall, stallOf, withVersion } from './stall.ts';
import {
  type Applied,
  applyActions,
  isSuspendedAfter,
  isTerminal,
  type Instance,
  type Outgoing,
} from './instance.ts';
import type { AppProcess } from './app-process.ts';
import { crashApp } from './parties.ts';
import { emitPass } from './pass.ts';

export function runTurn(cluster: Cluster, app: AppProcess, instance: Instance): void {
  instance.attempts += 1;
  const subject = {
    instance: instance.id,
    subject: 'turn',
    number: instance.turn,
    attempt: instance.attempts,
  } as const;
  const newEvents: HistoryEvent[] = [
    { type: 'OrchestratorStarted', id: -1, timestampMs: cluster.nowMs },
    ...instance.inbox,
  ];
  const oldCount = instance.history.length;
  const knownCount = Math.max(instance.sentCount, oldCount);
  const { sidecarLife } = cluster;
  const process = app.number;
  cluster.emit({
    kind: 'turn-sent',
    place: { ...subject, moment: 'sent' },
    instance: instance.id,
    process,
    oldCount,
    newEvents,
  });
  if (!app.isAlive || !cluster.isSidecar(sidecarLife)) return;
  instance.sentCount = Math.max(instance.sentCount, oldCount + newEvents.length);
  const result = runTurnCode(cluster, app, instance, newEvents, knownCount);
  if (!result || !cluster.isSidecar(sidecarLife)) return;
  cluster.emit({
    kind: 'turn-returned',
    place: { ...subject, moment: 'returned' },
    instance: instance.id,
    process,
    ...result,
  });
  if (!cluster.isSidecar(sidecarLife)) return;
  const stalled = stallOf(instance.history, result);
  if (stalled) stall(cluster, instance, stalled, subject);
  else {
    const stamped = withVersion(instance.history, newEvents, result.version);
    saveTurn(cluster, instance, stamped, result, subject);
  }
}

/** The app's half of a turn. Undefined when the app died in it: the turn is lost and will be sent again. */
function runTurnCode(
  cluster: Cluster,
  app: AppProcess,
  instance: Instance,
  newEvents: HistoryEvent[],
  knownCount: number,
): TurnResult | undefined {
  const { dialect, facade } = cluster.options;
  const place: Place = {
    instance: instance.id,
    subject: 'turn',
    number: instance.turn,
    attempt: instance.attempts,
    moment: 'end',
  };
  const outcome = app.machine.turn(
    { dialect, facade, instanceId: instance.id, oldEvents: instance.history, newEvents },
    cluster.identity(app, 'turn', instance.id, instance.turn, instance.attempts),
    cluster.options.hasProbes(place),
  );
  const counts = { oldCount: instance.history.length, newCount: newEvents.length, knownCount };
  const survived = emitPass(cluster, app, place, instance.name, outcome, counts, true);
  if (outcome.kind === 'broke' && survived) crashApp(cluster, app, outcome.breakdown);
  return app.isAlive && survived && outcome.kind === 'done' ? outcome.result : undefined;
}

/** The sidecar's half of a turn: dispatch first, then the one save. It needs no app any more. */
function saveTurn(
  cluster: Cluster,
  instance: Instance,
  newEvents: HistoryEvent[],
  result: TurnResult,
  subject: Omit<Place, 'moment'>,
): void {
  const applied = applyActions(instance, result.actions, cluster.nowMs, () =>
    cluster.newExecutionId(),
  );
  const tasks = applied.outgoing.flatMap((each) => (each.kind === 'task' ? [each.id] : []));
  const timers = applied.outgoing.flatMap((each) => (each.kind === 'timer' ? [each.id] : []));
  const { sidecarLife } = cluster;
  if (applied.outgoing.length > 0) {
    cluster.emit({
      kind: 'dispatched',
      place: { ...subject, moment: 'dispatched' },
      instance: instance.id,
      tasks,
      timers,
    });
  }
  const { generation } = instance;
  if (!cluster.isSidecar(sidecarLife)) {
    // Activities are under way although the turn was not saved; the turn will send them again, to the same actors.
    for (const each of applied.outgoing)
      if (each.kind === 'task') sendTask(cluster, instance, each, generation);
    return;
  }
  const events = [...newEvents, ...applied.events];
  const status = commit(cluster, instance, events, newEvents.length - 1, applied, result);
  cluster.emit({
    kind: 'turn-saved',
    place: { ...subject, moment: 'saved' },
    instance: instance.id,
    events,
    status,
    ...(result.customStatus !== undefined && { customStatus: result.customStatus }),
  });
  for (const outgoing of applied.outgoing) send(cluster, instance, outgoing, generation);
}

/** The one save of a turn. Answers the status that the turn led to. */
function commit(
  cluster: Cluster,
  instance: Instance,
  events: HistoryEvent[],
  handledCount: number,
  applied: Applied,
  result: TurnResult,
): Status {
  const isInMemory = cluster.options.rules === 'in-memory';
  instance.inbox.splice(0, handledCount);
  instance.customStatus = result.customStatus;
  instance.isCustomStatusJson = result.isCustomStatusJson;
  instance.waitsFor = result.waitsFor ?? [];
  let { status } = applied;
  if (applied.nextGeneration) {
    instance.history = [];
    instance.isSuspended = false;
    instance.inbox.unshift(...applied.nextGeneration);
    if (isInMemory) {
      for (const [id, fireAtMs] of instance.timers) instance.strayTimers.push({ id, fireAtMs });
      instance.customStatus = undefined;
    }
    instance.timers.clear();
    instance.answered.clear();
    instance.generation += 1;
  } else {
    instance.history.push(...events);
    instance.isSuspended = isSuspendedAfter(events, instance.isSuspended);
    if (status === 'RUNNING' && instance.isSuspended) status = 'SUSPENDED';
  }
  instance.status = applied.nextGeneration ? 'RUNNING' : status;
  instance.turn += 1;
  instance.attempts = 0;
  instance.isWoken = false;
  instance.sentCount = 0;
  return status;
}

/** `generation`: the one that asked for it, which continue-as-new has ended by now. */
function send(cluster: Cluster, instance: Instance, outgoing: Outgoing, generation: number): void {
  switch (outgoing.kind) {
    case 'task':
      sendTask(cluster, instance, outgoing, generation);
      return;
    case 'timer':
      setTimer(cluster, instance, outgoing, generation);
      return;
    case 'child':
      startChild(cluster, instance, outgoing);
      return;
    case 'event': {
      const target = cluster.instances.get(outgoing.instanceId);
      // SEMANTICS section 7: an event sent to nobody is dropped in silence.
      if (target && !isTerminal(target.status))
        raise(cluster, target.id, outgoing.name, outgoing.input);
      return;
    }
    case 'answer':
      answerChild(cluster, outgoing);
      return;
  }
}

/** An activity's actor has one reminder: sending the same task again replaces it. */
function sendTask(
  cluster: Cluster,
  instance: Instance,
  task: Extract<Outgoing, { kind: 'task' }>,
  generation: number,
): void {
  const job = { instance: instance.id, generation, ...task };
  cluster.tasks.set(taskKey(job), job);
}

function setTimer(
  cluster: Cluster,
  instance: Instance,
  { id, fireAtMs }: Extract<Outgoing, { kind: 'timer' }>,
  generation: number,
): void {
  if (instance.generation === generation) instance.timers.set(id, fireAtMs);
  else if (cluster.options.rules === 'in-memory') instance.strayTimers.push({ id, fireAtMs });
  if (fireAtMs <= cluster.nowMs) fireDueTimers(cluster);
}
