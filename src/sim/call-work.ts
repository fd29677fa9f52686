import type { Place } from '../trace/place.ts';
import type { WorldRequest, WorldResponse } from '../trace/step.ts';
import type { AppProcess } from './app-process.ts';
import type { Cluster, PlainCall, TaskOutcome } from './cluster.ts';
import type { CallProgress, OpenRequest } from './machine.ts';
import { crashApp } from './parties.ts';
import { emitPass } from './pass.ts';

/** One request to the world and its answer. `place` is where it was made: in an activity, a turn or plain code. */
export function askWorld(
  cluster: Cluster,
  app: AppProcess,
  request: WorldRequest,
  place: Place,
): WorldResponse {
  const { response, entry } = cluster.options.world.handle(request, cluster.nowMs);
  cluster.emit({
    kind: 'effect',
    place,
    instance: place.instance ?? '',
    process: app.number,
    ...(place.subject === 'task' && { task: place.number }),
    request,
    response,
    ...(entry && { entry }),
  });
  return response;
}

/** The answer to one request of an activity or of plain code. Undefined when the app died after the effect. */
export function callWorld(
  cluster: Cluster,
  app: AppProcess,
  callId: number,
  { id, request }: OpenRequest,
  place: Place,
): CallProgress | undefined {
  const response = askWorld(cluster, app, request, place);
  if (!app.isAlive) return undefined;
  return app.machine.answer(callId, id, response, cluster.nowMs);
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
      cluster.options.probesFor(place),
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

export function outcomeOf(progress: CallProgress): TaskOutcome {
  if (progress.kind === 'failed') return { failure: progress.failure };
  if (progress.kind === 'returned' && progress.result !== undefined)
    return { result: progress.result };
  return {};
}
