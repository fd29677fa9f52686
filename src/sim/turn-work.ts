import type { HistoryEvent } from '../engine/history.ts';
import type { TurnResult } from '../engine/turn.ts';
import type { Place } from '../trace/place.ts';
import { fireDueTimers } from './clock.ts';
import type { Cluster } from './cluster.ts';
import { applyActions, isTerminal, newInstance, type Instance, type Outgoing } from './instance.ts';

export function runTurn(cluster: Cluster, instance: Instance): void {
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
  const { process } = cluster;
  cluster.emit({
    kind: 'turn-sent',
    place: { ...subject, moment: 'sent' },
    instance: instance.id,
    process,
    oldCount,
    newEvents,
  });
  if (!cluster.isAppAlive) return;
  instance.sentCount = Math.max(instance.sentCount, oldCount + newEvents.length);
  const result = runTurnCode(cluster, instance, newEvents, knownCount);
  if (!result) return;
  cluster.emit({
    kind: 'turn-returned',
    place: { ...subject, moment: 'returned' },
    instance: instance.id,
    process,
    ...result,
  });
  saveTurn(cluster, instance, newEvents, result, subject);
}

/** The app's half of a turn. Undefined when the app died in it: the turn is lost and will be sent again. */
function runTurnCode(
  cluster: Cluster,
  instance: Instance,
  newEvents: HistoryEvent[],
  knownCount: number,
): TurnResult | undefined {
  const { machine, dialect, facade } = cluster.options;
  const place: Place = {
    instance: instance.id,
    subject: 'turn',
    number: instance.turn,
    attempt: instance.attempts,
    moment: 'end',
  };
  const outcome = machine.turn(
    { dialect, facade, instanceId: instance.id, oldEvents: instance.history, newEvents },
    cluster.identity('turn', instance.id, instance.turn, instance.attempts),
    cluster.options.hasProbes(place),
  );
  const counts = { oldCount: instance.history.length, newCount: newEvents.length, knownCount };
  const survived = cluster.emitPass(place, instance.name, outcome, counts, true);
  if (outcome.kind === 'broke' && survived) cluster.crash(outcome.breakdown);
  return survived && outcome.kind === 'done' ? outcome.result : undefined;
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
  if (applied.outgoing.length > 0) {
    cluster.emit({
      kind: 'dispatched',
      place: { ...subject, moment: 'dispatched' },
      instance: instance.id,
      tasks,
      timers,
    });
  }
  const events = [...newEvents, ...applied.events];
  instance.inbox.splice(0, newEvents.length - 1);
  instance.status = applied.nextGeneration ? 'RUNNING' : applied.status;
  instance.customStatus = result.customStatus;
  instance.waitsFor = result.waitsFor ?? [];
  if (applied.nextGeneration) {
    instance.history = [];
    instance.inbox.unshift(...applied.nextGeneration);
    instance.timers.clear();
    instance.answered.clear();
    instance.generation += 1;
  } else {
    instance.history.push(...events);
  }
  instance.turn += 1;
  instance.attempts = 0;
  instance.sentCount = 0;
  cluster.emit({
    kind: 'turn-saved',
    place: { ...subject, moment: 'saved' },
    instance: instance.id,
    events,
    status: applied.status,
    ...(result.customStatus !== undefined && { customStatus: result.customStatus }),
  });
  for (const outgoing of applied.outgoing) send(cluster, instance, outgoing);
}

function send(cluster: Cluster, instance: Instance, outgoing: Outgoing): void {
  switch (outgoing.kind) {
    case 'task':
      cluster.tasks.push({ instance: instance.id, generation: instance.generation, ...outgoing });
      return;
    case 'timer':
      instance.timers.set(outgoing.id, outgoing.fireAtMs);
      fireDueTimers(cluster);
      return;
    case 'child':
      startChild(cluster, instance, outgoing);
      return;
    case 'event': {
      const target = cluster.instances.get(outgoing.instanceId);
      // SEMANTICS section 7: an event sent to nobody is dropped in silence.
      if (target && !isTerminal(target.status))
        cluster.raise(target.id, outgoing.name, outgoing.input);
      return;
    }
    case 'answer': {
      const id = outgoing.parent.taskScheduledId;
      const base = { id: -1, timestampMs: cluster.nowMs, taskScheduledId: id };
      const event: HistoryEvent = outgoing.failure
        ? { ...base, type: 'SubOrchestrationInstanceFailed', failure: outgoing.failure }
        : {
            ...base,
            type: 'SubOrchestrationInstanceCompleted',
            ...(outgoing.result !== undefined && { result: outgoing.result }),
          };
      const place: Place = {
        instance: outgoing.parent.instanceId,
        subject: 'task',
        number: id,
        attempt: 1,
        moment: 'recorded',
      };
      cluster.record(outgoing.parent.instanceId, event, place);
      return;
    }
  }
}

function startChild(
  cluster: Cluster,
  parent: Instance,
  child: Extract<Outgoing, { kind: 'child' }>,
): void {
  const existing = cluster.instances.get(child.instanceId);
  // A completed instance may be created again (SEMANTICS section 6); a running one is left alone.
  if (existing && !isTerminal(existing.status)) return;
  cluster.instances.set(
    child.instanceId,
    newInstance({
      id: child.instanceId,
      name: child.name,
      input: child.input,
      ...(child.version !== undefined && { version: child.version }),
      parent: { name: parent.name, instanceId: parent.id, taskScheduledId: child.id },
      executionId: cluster.newExecutionId(),
      nowMs: cluster.nowMs,
    }),
  );
}
