import type { Beat } from '../trace/beat.ts';
import type { QuietDifference } from '../engine/quiet.ts';
import type { Step } from '../trace/step.ts';
import { isRequest, taskOf } from './event-words.ts';
import type { KeptEvent, PassAt, RunState, SilentFinding } from './run-state.ts';

const known = new WeakMap<PassAt['pass'], { finding: SilentFinding | undefined }>();

/** The first silent difference of a pass, when it is folded in. Remembered: a pass never changes, nor does what was before it. */
function silentIn(state: RunState, at: PassAt): SilentFinding | undefined {
  const remembered = known.get(at.pass);
  if (remembered) return remembered.finding;
  const finding = search(state, at);
  known.set(at.pass, { finding });
  return finding;
}

function search(state: RunState, at: PassAt): SilentFinding | undefined {
  const beats = at.pass.beats ?? [];
  const before = earlierPass(state, at);
  if (!before || beats.some(({ kind }) => kind === 'diverge')) return undefined;
  const history = lookedUp(state.kept);
  for (const [index, beat] of beats.entries()) {
    const found = findingAt(state, history, at, before, beat, index);
    if (found) return found;
  }
  return undefined;
}

/** What is asked of the history at every beat. */
interface LookedUp {
  /** Index of the first request with a sequence id. */
  requests: ReadonlyMap<number, number>;
  isPaused: boolean;
}

function lookedUp(kept: readonly KeptEvent[]): LookedUp {
  const requests = new Map<number, number>();
  let isPaused = false;
  for (const [index, { event }] of kept.entries()) {
    if (event.type === 'ExecutionSuspended') isPaused = true;
    if (!isRequest(event)) continue;
    const id = taskOf(event);
    if (id !== undefined && !requests.has(id)) requests.set(id, index);
  }
  return { requests, isPaused };
}

/** The last pass before this one over the same history. Undefined for the first wake-up. */
function earlierPass(state: RunState, at: PassAt): PassAt | undefined {
  if (at.pass.oldCount === 0) return undefined;
  const turn = state.kept[at.pass.oldCount - 1]?.turn;
  return state.passes.findLast((each) => each.pass.number === turn && each.step < at.step);
}

function findingAt(
  state: RunState,
  history: LookedUp,
  at: PassAt,
  before: PassAt,
  beat: Beat,
  index: number,
): SilentFinding | undefined {
  const { oldCount } = at.pass;
  const common = { at, beat: index, recorded: before };
  // A suspended workflow asks at every wake-up for what it asked for while it was suspended (SEMANTICS section 10).
  const isOld = beat.event > 0 && beat.event <= oldCount && !history.isPaused;
  switch (beat.kind) {
    case 'ask':
      return (
        inputFinding(state, history, at, beat, index) ??
        (isOld ? extra(history, beat, common, oldCount) : undefined)
      );
    case 'listen':
      return waitFinding(at, before, beat, index);
    case 'finish':
      if (isOld && beat.status === 'COMPLETED')
        return { ...common, kind: 'ended', was: 'a wait', is: 'the end' };
      return resultFinding(state, at, beat, index);
    case 'line':
    case 'event':
    case 'answer':
    case 'wait':
    case 'patch':
    case 'read':
    case 'log':
    case 'diverge':
      return undefined;
  }
}

function inputFinding(
  state: RunState,
  history: LookedUp,
  at: PassAt,
  beat: Extract<Beat, { kind: 'ask' }>,
  index: number,
): SilentFinding | undefined {
  const number = (history.requests.get(beat.id) ?? -1) + 1;
  const kept = state.kept[number - 1];
  const event = kept?.event;
  if (!kept || !event || !('input' in event || beat.input !== undefined)) return undefined;
  if (event.type !== 'TaskScheduled' && event.type !== 'SubOrchestrationInstanceCreated')
    return undefined;
  if (event.name !== beat.name || (event.input ?? '') === (beat.input ?? '')) return undefined;
  return requestFinding(state, at, index, {
    kind: 'input',
    id: beat.id,
    eventNumber: number,
    name: event.name,
    was: event.input ?? 'nothing',
    is: beat.input ?? 'nothing',
  });
}

/** A request that differs is compared with the pass that made it first. */
function requestFinding(
  state: RunState,
  at: PassAt,
  beat: number,
  rest: Omit<SilentFinding, 'at' | 'beat' | 'recorded'> & { eventNumber: number },
): SilentFinding | undefined {
  const turn = state.kept[rest.eventNumber - 1]?.turn;
  const recorded = state.passes.findLast(
    (each) => each.pass.number === turn && each.step < at.step,
  );
  return recorded && { at, beat, recorded, ...rest };
}

function extra(
  history: LookedUp,
  beat: Extract<Beat, { kind: 'ask' }>,
  common: Pick<SilentFinding, 'at' | 'beat' | 'recorded'>,
  oldCount: number,
): SilentFinding | undefined {
  if ((history.requests.get(beat.id) ?? Infinity) < oldCount) return undefined;
  const is = beat.method === 'createTimer' ? 'a timer' : (beat.name ?? beat.method);
  return { ...common, kind: 'extra', id: beat.id, name: is, was: 'nothing', is };
}

/** The nth wait for an event is one for another event. */
function waitFinding(
  at: PassAt,
  recorded: PassAt,
  beat: Extract<Beat, { kind: 'listen' }>,
  index: number,
): SilentFinding | undefined {
  const waits = (beats: readonly Beat[]): string[] =>
    beats.flatMap((each) => (each.kind === 'listen' ? [each.name] : []));
  const was = waits(recorded.pass.beats ?? [])[waits((at.pass.beats ?? []).slice(0, index)).length];
  if (was === undefined || was.toLowerCase() === beat.name.toLowerCase()) return undefined;
  return { kind: 'wait', at, beat: index, recorded, name: beat.name, was, is: beat.name };
}

/** With what an earlier wake-up read, the result would be another one: it was tried. */
function resultFinding(
  state: RunState,
  at: PassAt,
  beat: Extract<Beat, { kind: 'finish' }>,
  index: number,
): SilentFinding | undefined {
  if (beat.status !== 'COMPLETED') return undefined;
  return triedFinding(state, at, index, 'result', beat.result);
}

/** The same for the custom status that the wake-up leaves. It has no beat of its own. */
function statusFinding(state: RunState, at: PassAt, status?: string): SilentFinding | undefined {
  const beats = at.pass.beats ?? [];
  const wait = beats.findLastIndex(({ kind }) => kind === 'wait' || kind === 'finish');
  return wait < 0 ? undefined : triedFinding(state, at, wait, 'status', status);
}

function triedFinding(
  state: RunState,
  at: PassAt,
  index: number,
  kind: 'result' | 'status',
  is: string | undefined,
): SilentFinding | undefined {
  const tried = at.pass.tried?.find(({ about }) => about === kind);
  const cause = tried?.causes.find((each) => each.what !== 'code');
  if (!tried || !cause) return undefined;
  const recorded = state.passes.find(
    ({ pass }) => pass.number === cause.of.number && pass.attempt === cause.of.attempt,
  );
  const was = tried.otherwise;
  if (!recorded || is === undefined || was === undefined) return undefined;
  return { kind, at, beat: index, recorded, was, is };
}

/** What the engine's side found when the wake-up was over: a due time, the id of a child. */
function quietFinding(
  state: RunState,
  at: PassAt,
  { eventNumber, id, name, what, recorded, asked }: QuietDifference,
): SilentFinding | undefined {
  const beat = at.pass.beats?.findIndex((each) => each.kind === 'ask' && each.id === id) ?? -1;
  return requestFinding(state, at, Math.max(0, beat), {
    kind: what,
    id,
    eventNumber,
    ...(name !== undefined && { name }),
    was: recorded ?? 'nothing',
    is: asked ?? 'nothing',
  });
}

/** A wake-up has run: from its beat on it stands, until the wake-up is thrown away. */
export function noteSilent(state: RunState, at: PassAt): void {
  if (state.silent) return;
  const finding = silentIn(state, at);
  if (finding) state.silent = { finding, isSaved: false };
}

/** The last wake-up is over, and this is what nobody compared. */
export function noteQuiet(
  state: RunState,
  { quietDifferences, customStatus }: Extract<Step, { kind: 'turn-returned' }>,
): void {
  const [first] = quietDifferences ?? [];
  if (!state.lastPass || state.silent) return;
  const finding = first
    ? quietFinding(state, state.lastPass, first)
    : statusFinding(state, state.lastPass, customStatus);
  if (finding) state.silent = { finding, isSaved: false };
}
