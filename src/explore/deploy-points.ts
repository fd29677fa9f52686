import type { HistoryEvent } from '../engine/history.ts';
import { isTerminal } from '../sim/instance.ts';
import type { Place } from '../trace/place.ts';
import type { Step } from '../trace/step.ts';
import { listed } from './words.ts';

/** What the store holds of one instance at some moment. */
export interface Stored {
  id: string;
  name: string;
  /** Of the present generation. */
  history: HistoryEvent[];
  inbox: HistoryEvent[];
  isOver: boolean;
}

/** A state of the store in which the app can be exchanged. */
export interface DeployPlace {
  at: Place;
  steps: [first: number, last: number];
  atMs: number;
  /** Instances that have not ended. */
  instances: Stored[];
}

/** Every state of the store that a run goes through while the app is up, in order. */
export function deployPlacesIn(steps: readonly Step[]): DeployPlace[] {
  const store = new Map<string, Stored>();
  const places: DeployPlace[] = [];
  let isAppAlive = false;
  let last: DeployPlace | undefined;
  steps.forEach((step, index) => {
    if (step.kind === 'app-started') isAppAlive = step.failure === undefined;
    if (step.kind === 'app-crashed') isAppAlive = false;
    if (changeStore(store, step)) last = undefined;
    if (!isAppAlive || step.place.subject === 'run') return;
    if (last) {
      last.steps[1] = index;
      return;
    }
    // A stretch of code that goes on has no name of its own without its lines.
    if (step.kind === 'pass' && !step.pass.isLast) return;
    const instances = [...store.values()].filter(({ isOver }) => !isOver).map(copyOf);
    if (instances.length === 0) return;
    last = { at: step.place, steps: [index, index], atMs: step.atMs, instances };
    places.push(last);
  });
  return places;
}

const copyOf = (stored: Stored): Stored => ({
  ...stored,
  history: [...stored.history],
  inbox: [...stored.inbox],
});

/** Answers whether the step changed what the store holds. */
function changeStore(store: Map<string, Stored>, step: Step): boolean {
  switch (step.kind) {
    case 'scheduled':
      storedIn(store, step.instance).name = step.name;
      return true;
    case 'recorded':
      storedIn(store, step.instance).inbox.push(step.event);
      return true;
    case 'turn-saved': {
      const stored = storedIn(store, step.instance);
      const isNext = step.status === 'CONTINUED_AS_NEW';
      // What woke the turn is a part of the history now; a message that came meanwhile still waits.
      const handled = new Set(step.events.map((event) => JSON.stringify(event)));
      stored.inbox = stored.inbox.filter((event) => !handled.has(JSON.stringify(event)));
      stored.history = isNext ? [] : [...stored.history, ...step.events];
      stored.isOver = isTerminal(step.status);
      return true;
    }
    case 'rewound': {
      const stored = storedIn(store, step.instance);
      stored.history = [...step.events];
      stored.isOver = false;
      return true;
    }
    case 'stalled':
      if (step.isAppended) storedIn(store, step.instance).history.push(step.event);
      return step.isAppended;
    case 'app-started':
    case 'app-crashed':
    case 'client':
    case 'event-refused':
    case 'sidecar-crashed':
    case 'sidecar-started':
    case 'task-slow':
    case 'lost':
    case 'dropped':
    case 'save-refused':
    case 'turn-sent':
    case 'pass':
    case 'turn-returned':
    case 'dispatched':
    case 'task-sent':
    case 'effect':
    case 'task-returned':
    case 'call-started':
    case 'call-returned':
    case 'clock-moved':
    case 'idle':
    case 'over':
      return false;
  }
}

function storedIn(store: Map<string, Stored>, id: string): Stored {
  const known = store.get(id);
  if (known) return known;
  const fresh: Stored = { id, name: '', history: [], inbox: [], isOver: false };
  store.set(id, fresh);
  return fresh;
}

/** A message in short: what it is about. */
export function messageText(event: HistoryEvent, history: readonly HistoryEvent[]): string {
  switch (event.type) {
    case 'TaskCompleted':
      return `the answer of ${taskName(history, event.taskScheduledId)}`;
    case 'TaskFailed':
      return `the failure of ${taskName(history, event.taskScheduledId)}`;
    case 'SubOrchestrationInstanceCompleted':
    case 'SubOrchestrationInstanceFailed':
      return `the end of ${taskName(history, event.taskScheduledId)}`;
    case 'TimerFired':
      return `timer ${event.timerId}`;
    case 'EventRaised':
      return `the event ${event.name}`;
    case 'ExecutionStarted':
      return 'the start';
    case 'ExecutionTerminated':
      return 'a termination';
    case 'ExecutionSuspended':
      return 'a suspension';
    case 'ExecutionResumed':
      return 'a resumption';
    case 'ExecutionRewound':
      return 'a rewind';
    case 'ExecutionStalled':
      return 'a stall';
    case 'OrchestratorStarted':
    case 'OrchestratorCompleted':
    case 'ExecutionCompleted':
    case 'TaskScheduled':
    case 'SubOrchestrationInstanceCreated':
    case 'TimerCreated':
    case 'EventSent':
      return event.type;
  }
}

export function taskName(history: readonly HistoryEvent[], id: number): string {
  const asked = history.find(
    (event) =>
      (event.type === 'TaskScheduled' || event.type === 'SubOrchestrationInstanceCreated') &&
      event.id === id,
  );
  return asked && 'name' in asked ? asked.name : `task ${id}`;
}

/** Where an instance stands: after `instances`, and as a mere spot after `between`. */
export interface Standing {
  text: string;
  spot: string;
  /** A message waits for it: it will not stay here. */
  isPassing: boolean;
}

/** What the history has asked for and not heard of; what waits in the inbox; what the code waits for besides. */
export function standingOf({ history, inbox }: Stored, waitsFor: readonly string[]): Standing {
  if (history.length === 0) return standing('that have not begun', 'the start');
  const [message] = inbox;
  if (message) {
    const about = messageText(message, history);
    return { ...standing(`with ${about} in the inbox`, about), isPassing: true };
  }
  const answered = new Set(
    history.flatMap((event) => ('taskScheduledId' in event ? [event.taskScheduledId] : [])),
  );
  const fired = new Set(
    history.flatMap((event) => (event.type === 'TimerFired' ? [event.timerId] : [])),
  );
  const open = history.flatMap((event) => {
    const isAsked =
      event.type === 'TaskScheduled' || event.type === 'SubOrchestrationInstanceCreated';
    return isAsked && !answered.has(event.id) ? [event.name] : [];
  });
  const hasTimer = history.some((event) => event.type === 'TimerCreated' && !fired.has(event.id));
  const spots = [
    ...new Set(open),
    ...waitsFor.map((name) => `the event ${name}`),
    ...(hasTimer ? ['the timer'] : []),
  ];
  if (spots.length === 1 && hasTimer) return standing('waiting at the timer', 'the timer');
  if (spots.length === 0) return standing('waiting for nothing', 'a wait for nothing');
  return standing(`waiting for ${listed(spots)}`, listed(spots));
}

const standing = (text: string, spot: string): Standing => ({ text, spot, isPassing: false });
