import type { Status } from '../engine/history.ts';
import type { ClientDid, Step } from '../trace/step.ts';
import { actionText, eventTitle, namesIn } from './event-words.ts';
import { listing, shortPayload, shortTime, shorten } from './short-text.ts';
import type { RunState } from './run-state.ts';
import { clientHears } from './sentence-client.ts';

/** Who takes part in a run, as pictures of it name them. */
export type PartyName = 'client' | 'engine' | 'store' | 'app' | 'world';

/** What one step is between the parties: a message from one to another, or something that happens to one of them. */
export type Message =
  | { kind: 'message'; from: PartyName; to: PartyName; text: string; isReply?: boolean }
  | { kind: 'note'; at: PartyName; text: string };

const message = (from: PartyName, to: PartyName, text: string): Message => ({
  kind: 'message',
  from,
  to,
  text,
});
const reply = (from: PartyName, to: PartyName, text: string): Message => ({
  kind: 'message',
  from,
  to,
  text,
  isReply: true,
});
const note = (at: PartyName, text: string): Message => ({ kind: 'note', at, text });

const about = (json: string | undefined): string => {
  const text = shortPayload(json);
  return text === '' ? '' : ` (${text})`;
};

/**
 * The message that a step is. `state`: what the steps before it and it itself amount to. Undefined where nothing passes
 * between two parties that a reader would miss.
 */
export function messageOf(step: Step, state: RunState): Message | undefined {
  switch (step.kind) {
    case 'scheduled':
      return step.parent === undefined
        ? message('client', 'engine', `start ${step.name}${about(step.input)}`)
        : note('engine', `starts the child workflow ${step.name}${about(step.input)}`);
    case 'app-started':
      return note('app', `App run ${step.process} starts with empty memory`);
    case 'app-crashed':
      return note('app', `App run ${step.process} crashes. Its memory is gone`);
    case 'sidecar-crashed':
      return note('engine', 'The engine crashes. What was on its way is lost');
    case 'sidecar-started':
      return message('store', 'engine', 'The engine starts and loads everything');
    case 'client':
      return clientMessage(step.did);
    case 'turn-sent':
      return message('engine', 'app', wakeUpText(step));
    case 'pass':
      return passNote(step);
    case 'turn-returned':
      return reply('app', 'engine', returnedText(step));
    case 'dispatched':
      return undefined;
    case 'turn-saved':
      return message('engine', 'store', `keep ${savedText(step.events.length)}`);
    case 'stalled':
      return message('engine', 'store', `stalled: ${shorten(step.event.description, 60)}`);
    case 'event-refused':
      return message('client', 'engine', `${step.name}, refused: the workflow is stalled`);
    case 'task-sent':
      return message('engine', 'app', `run ${step.name}${about(step.input)}`);
    case 'effect':
      return message('app', 'world', effectText(step));
    case 'task-returned':
      return reply('app', 'engine', answerText(step));
    case 'recorded':
      return message(
        'engine',
        'store',
        `inbox: ${eventTitle(step.event, nameIn(state))}${about(payloadOf(step))}`,
      );
    case 'task-slow':
      return note('app', `${step.name} takes its time: ${shortTime(step.untilMs - step.atMs)}`);
    case 'lost':
      return note('engine', `lost on its way: ${eventTitle(step.event, nameIn(state))}`);
    case 'dropped':
      return note('engine', `drops ${eventTitle(step.event, nameIn(state))}`);
    case 'save-refused':
      return reply('store', 'engine', step.isTorn ? 'breaks off, not saved' : 'refuses to save');
    case 'rewound':
      return message('engine', 'store', `rewind: keep ${savedText(step.events.length)}`);
    case 'call-started':
      return note('app', `runs ${step.name} without an engine`);
    case 'call-returned':
      return note('app', `plain code ends: ${answerText(step)}`);
    case 'clock-moved':
      return note('engine', `${shortTime(step.toMs - step.fromMs)} later`);
    case 'idle':
      return undefined;
    case 'over':
      return undefined;
  }
}

/** What passes between the client and the engine; what it prints stays with it. */
function clientMessage(did: ClientDid): Message {
  switch (did.what) {
    case 'started':
      return note('client', 'The client starts, as a program of its own');
    case 'printed':
      return note('client', `prints ${shorten(did.text, 60)}`);
    case 'waits':
      return message('client', 'engine', `tell me when ${did.instance} has ${did.until}`);
    case 'got':
      return reply('engine', 'client', clientHears(did));
    case 'called':
      return note('client', `calls ${did.request.method} ${did.request.url}`);
    case 'ended':
      return note('client', 'The client has ended');
  }
}

type Of<Kind extends Step['kind']> = Extract<Step, { kind: Kind }>;

function nameIn(state: RunState): (task: number) => string {
  const names = namesIn(state.kept.map(({ event }) => event));
  return (task) => names.get(task) ?? `task ${task}`;
}

function wakeUpText({ place, oldCount, newEvents }: Of<'turn-sent'>): string {
  const again = place.attempt > 1 ? ' again' : '';
  const old = oldCount === 0 ? '' : `${oldCount} old events and `;
  return `wake-up ${place.number}${again}: ${old}${newEvents.length} new`;
}

/** A pass is told where it read something again: that is what a replay is. */
function passNote({ pass }: Of<'pass'>): Message | undefined {
  if (pass.of !== 'turn') return undefined;
  const torn = pass.isTorn ? ', and is cut off' : '';
  if ((pass.from ?? 0) > 0) return note('app', `${pass.name} goes on with the answer${torn}`);
  if (pass.knownCount === 0)
    return note('app', `runs ${pass.name} from its first line, all of it new${torn}`);
  return note(
    'app',
    `runs ${pass.name} from its first line, reads ${pass.knownCount} events again${torn}`,
  );
}

function returnedText({ actions, divergence }: Of<'turn-returned'>): string {
  if (divergence) return 'code and history disagree';
  const asked = actions.flatMap((action) => actionText(action) ?? []);
  const end = actions.find((action) => action.type === 'CompleteOrchestration');
  const asks = asked.length === 0 ? [] : [`asks for ${listing(asked)}`];
  const parts = [...asks, ...(end ? [endText(end.status)] : [])];
  return parts.length === 0 ? 'asks for nothing new' : listing(parts);
}

function endText(status: Status): string {
  switch (status) {
    case 'COMPLETED':
      return 'reports that it is done';
    case 'FAILED':
    case 'CANCELED':
      return 'reports that it has failed';
    case 'CONTINUED_AS_NEW':
      return 'starts over';
    case 'TERMINATED':
      return 'reports that it was ended';
    case 'PENDING':
    case 'RUNNING':
    case 'SUSPENDED':
    case 'STALLED':
      return 'reports where it stands';
  }
}

const savedText = (count: number): string => (count === 1 ? '1 event' : `${count} events`);

function effectText({ request, response, entry }: Of<'effect'>): string {
  const host = /^https?:\/\/([^/?#]+)/i.exec(request.url)?.[1] ?? request.url;
  const { status } = response;
  const refusal = status === 0 ? 'no answer' : status >= 400 ? 'refused' : 'nothing changes';
  const what = entry ? entry.label : refusal;
  return `${request.method} ${host}: ${what}`;
}

function answerText({ result, failure }: Of<'task-returned'> | Of<'call-returned'>): string {
  if (failure) return `failed: ${shorten(failure.message, 60)}`;
  const value = shortPayload(result);
  return value === '' ? 'answers' : `answers ${value}`;
}

function payloadOf({ event }: Of<'recorded'>): string | undefined {
  return 'result' in event ? event.result : 'input' in event ? event.input : undefined;
}
