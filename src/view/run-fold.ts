import type { HistoryEvent } from '../engine/history.ts';
import type { Divergence } from '../engine/turn.ts';
import type { Step } from '../trace/step.ts';
import { crashApp, crashSidecar, startApp, startSidecar } from './run-fold-parties.ts';
import { noteEffect, runPass } from './run-fold-passes.ts';
import type { KeptEvent, RunState } from './run-state.ts';
import { noteQuiet } from './silent-find.ts';

/** Takes one more step into account. */
export function applyStep(state: RunState, step: Step, index: number): void {
  state.waitingFor = [];
  // An answer to a workflow that has ended is not recorded: the activity is over all the same.
  if (state.task?.hasAnswered && step.kind !== 'recorded' && step.kind !== 'app-crashed')
    delete state.task;
  switch (step.kind) {
    case 'scheduled':
      schedule(state, step);
      return;
    case 'app-started':
      startApp(state, step);
      return;
    case 'app-crashed':
      crashApp(state, step, index);
      return;
    case 'sidecar-crashed':
      return crashSidecar(state, index);
    case 'sidecar-started':
      return startSidecar(state);
    case 'turn-sent':
      sendTurn(state, step);
      return;
    case 'pass':
      runPass(state, step.pass, index);
      return;
    case 'turn-returned':
      if (step.instance === state.instance) returnTurn(state, step);
      return;
    case 'turn-saved':
      saveTurn(state, step);
      return;
    case 'stalled':
      stall(state, step);
      return;
    case 'task-sent':
      sendTask(state, step);
      return;
    case 'effect':
      noteEffect(state, step, index);
      return;
    case 'task-returned':
      returnTask(state, step);
      return;
    case 'task-slow':
      if (state.task) state.slowTasks = [...state.slowTasks, state.task];
      delete state.task;
      return;
    case 'save-refused':
      refuseSave(state, step);
      return;
    case 'rewound':
      if (step.instance === state.instance) rewind(state, step.events);
      return;
    case 'client':
      return noteClient(state, step);
    case 'recorded':
      if (state.task?.hasAnswered) delete state.task;
      if (step.instance === state.instance)
        state.inbox.push({ event: step.event, process: state.run, turn: 0 });
      return;
    case 'call-started':
      startPlain(state, step);
      return;
    case 'call-returned':
      returnPlain(state, step);
      return;
    case 'dispatched':
    case 'event-refused':
    case 'lost':
    case 'dropped':
    case 'clock-moved':
      return;
    case 'idle':
    case 'over':
      state.waitingFor = step.waitingFor;
      return;
  }
}

function refuseSave(state: RunState, step: Extract<Step, { kind: 'save-refused' }>): void {
  if (step.of !== 'turn' || step.instance !== state.instance) return;
  delete state.flight;
  state.isUnsaved = true;
}

function returnTurn(state: RunState, step: Extract<Step, { kind: 'turn-returned' }>): void {
  if (state.flight) state.flight = { ...state.flight, actions: step.actions };
  if (step.divergence) noteDivergence(state, step.divergence);
  noteQuiet(state, step);
  if (step.hang) state.hang = step.hang;
  else delete state.hang;
}

function noteClient(state: RunState, { did, line }: Extract<Step, { kind: 'client' }>): void {
  const client = state.client ?? { lines: [], isOver: false };
  state.client = client;
  if (did.what === 'printed') client.lines.push({ text: did.text, line });
  if (did.what === 'ended') client.isOver = true;
}

function schedule(state: RunState, step: Extract<Step, { kind: 'scheduled' }>): void {
  const { instance, name, parent } = step;
  state.instances.set(instance, {
    name,
    status: 'PENDING',
    ...(parent !== undefined && { parent }),
  });
  const isShown =
    state.focus === undefined
      ? state.instance === undefined || state.instance === instance
      : state.focus === instance;
  if (!isShown) return;
  // An id can be used again once its instance has ended (SEMANTICS section 8): then nothing of the old one is left.
  state.kept = [];
  state.inbox = [];
  state.passes = [];
  delete state.lastPass;
  delete state.divergence;
  delete state.silent;
  delete state.customStatus;
  state.status = 'PENDING';
  state.instance = instance;
  state.name = name;
  const started = startedEvent(step.name, step.instance, step.input, step.atMs);
  // It arrives before the first app run; the screen counts it to that one.
  state.inbox.push({ event: started, process: Math.max(1, state.run), turn: 0 });
}

function startedEvent(
  name: string,
  instanceId: string,
  input: string | undefined,
  timestampMs: number,
): HistoryEvent {
  const payload = input === undefined ? {} : { input };
  return { type: 'ExecutionStarted', id: -1, timestampMs, name, instanceId, ...payload };
}

function returnTask(state: RunState, { place }: Extract<Step, { kind: 'task-returned' }>): void {
  const slow = state.slowTasks.find(
    ({ instance, id, attempt }) =>
      instance === place.instance && id === place.number && attempt === place.attempt,
  );
  if (slow) {
    state.slowTasks = state.slowTasks.filter((each) => each !== slow);
    state.task = slow;
  }
  if (state.task) state.task = { ...state.task, hasAnswered: true };
}

/** The store holds another history from now on. */
function rewind(state: RunState, events: readonly HistoryEvent[]): void {
  const before = new Map(state.kept.map((each) => [JSON.stringify(each.event), each]));
  state.kept = events.map(
    (event) => before.get(JSON.stringify(event)) ?? { event, process: state.run, turn: 0 },
  );
  state.status = 'RUNNING';
  delete state.divergence;
  delete state.silent;
}

function sendTask(state: RunState, step: Extract<Step, { kind: 'task-sent' }>): void {
  const { number: id, attempt } = step.place;
  const { instance, name, process } = step;
  state.task = { instance, id, name, attempt, process, effects: 0, hasAnswered: false };
}

function startPlain(state: RunState, step: Extract<Step, { kind: 'call-started' }>): void {
  const { name, process } = step;
  state.plain = { name, process, passes: [], effects: [], isLost: false };
  if (state.instance === undefined) state.status = 'RUNNING';
}

function noteDivergence(state: RunState, divergence: Divergence): void {
  state.divergence = {
    divergence,
    ...(state.lastPass && { pass: state.lastPass }),
    isSaved: false,
  };
}

function sendTurn(state: RunState, step: Extract<Step, { kind: 'turn-sent' }>): void {
  const known = state.instances.get(step.instance);
  if (known?.status === 'PENDING') known.status = 'RUNNING';
  if (step.instance !== state.instance) return;
  state.turnsOfRun += 1;
  delete state.isUnsaved;
  if (state.status === 'PENDING') state.status = 'RUNNING';
  state.flight = {
    turn: step.place.number,
    attempt: step.place.attempt,
    process: step.process,
    oldCount: step.oldCount,
    newEvents: step.newEvents,
  };
  // The work item has the last word on what the inbox holds.
  const inbox = step.newEvents.filter((event) => event.type !== 'OrchestratorStarted');
  const before = state.inbox;
  state.inbox = inbox.map((event, index) => ({
    event,
    process: before[index]?.process ?? state.run,
    turn: 0,
  }));
}

function saveTurn(state: RunState, step: Extract<Step, { kind: 'turn-saved' }>): void {
  const known = state.instances.get(step.instance);
  if (known) known.status = step.status === 'CONTINUED_AS_NEW' ? 'RUNNING' : step.status;
  if (step.instance !== state.instance) return;
  const process = state.flight?.process ?? state.run;
  const woken = (state.flight?.newEvents.length ?? 1) - 1;
  const taken = state.inbox.splice(0, woken);
  const fresh = step.events.map((event, index): KeptEvent => ({
    event,
    process: taken[index - 1]?.process ?? process,
    turn: step.place.number,
  }));
  if (step.status === 'CONTINUED_AS_NEW') {
    continueAsNew(state, step);
  } else {
    state.kept.push(...fresh);
    state.status = step.status;
  }
  if (step.customStatus !== undefined) state.customStatus = step.customStatus;
  if (state.divergence) state.divergence = { ...state.divergence, isSaved: true };
  if (state.silent) state.silent = { ...state.silent, isSaved: true };
  delete state.flight;
}

/** The wake-up was discarded: what woke it stays in the inbox. */
function stall(state: RunState, step: Extract<Step, { kind: 'stalled' }>): void {
  const known = state.instances.get(step.instance);
  if (known) known.status = 'STALLED';
  if (step.instance !== state.instance) return;
  const turn = step.place.number;
  if (step.isAppended) state.kept.push({ event: step.event, process: state.run, turn });
  state.status = 'STALLED';
  delete state.flight;
  // A disagreement in a wake-up that is thrown away has no consequence.
  if (state.divergence && !state.divergence.isSaved) delete state.divergence;
  if (state.silent && !state.silent.isSaved) delete state.silent;
  delete state.hang;
}

/** SEMANTICS section 9: a new history begins with the new input and the events that were carried over. */
function continueAsNew(state: RunState, step: Extract<Step, { kind: 'turn-saved' }>): void {
  const end = state.flight?.actions?.find((action) => action.type === 'CompleteOrchestration');
  const started = startedEvent(state.name ?? '', state.instance ?? '', end?.result, step.atMs);
  const carried = end?.carryoverEvents ?? [];
  const next = [started, ...carried].map((event) => ({ event, process: state.run, turn: 0 }));
  delete state.silent;
  state.kept = [];
  state.ledgerBefore = state.ledger.length;
  state.inbox = [...next, ...state.inbox];
  state.status = 'RUNNING';
}

function returnPlain(state: RunState, step: Extract<Step, { kind: 'call-returned' }>): void {
  if (!state.plain) return;
  const status = step.failure ? 'FAILED' : 'COMPLETED';
  const text = step.failure ? step.failure.message : (step.result ?? '');
  state.plain = { ...state.plain, outcome: { status, text } };
  if (state.instance === undefined) state.status = status;
}
