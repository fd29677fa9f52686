import type { Step } from '../trace/step.ts';
import type { Cursor, Trace } from '../trace/trace.ts';
import { messageOf, type Message, type PartyName } from './message.ts';
import { stateAfter } from './state-after.ts';
import { indexOf, stopIndex } from './trace-index.ts';

/** A message on its way between two parties. */
export interface Letter {
  from: PartyName;
  to: PartyName;
  /** What kind of message it is: `work item`, `actions`, `save`. */
  word: string;
  /** What is in it. */
  text: string;
  /** It answers what came the other way. */
  isReply: boolean;
  /** How far it is: 0 at the sender, 1 at the receiver. */
  progress: number;
}

/** What passes between the parties at a cursor. */
export interface Traffic {
  /** The message of this very step, or of the one that comes. */
  letter?: Letter;
  /** What happens to one party at this step, where nothing passes. */
  note?: { at: PartyName; text: string };
}

/** What two neighbouring stops are between the parties; the way between them needs no more than this. */
export interface Passing {
  here?: Message;
  hereWord: string;
  next?: Message;
  nextWord: string;
}

/** A letter at rest stands in the middle of its way. */
const REST = 0.5;

/** The messages at a stop and at the next one. Depends on step and beat only. */
export function passingAt(
  trace: Trace,
  at: Pick<Cursor, 'step' | 'beat'>,
  focus?: string,
): Passing {
  const { positions } = indexOf(trace);
  const next = positions[stopIndex(trace, at.step, at.beat) + 1];
  const nextStep = next && next.step !== at.step ? trace.steps[next.step] : undefined;
  const step = trace.steps[at.step];
  const here = step && messageAt(trace, step, at.step, focus);
  const coming = next && nextStep && messageAt(trace, nextStep, next.step, focus);
  return {
    ...(here && { here }),
    hereWord: step ? wordOf(step) : '',
    ...(coming && { next: coming }),
    nextWord: nextStep ? wordOf(nextStep) : '',
  };
}

/**
 * Where the letters are, `fraction` of the way to the next stop. In the first half the letter of this stop comes to its
 * receiver; in the second half the next one leaves its sender: nobody answers a letter that is still on its way.
 */
export function trafficAt(passing: Passing, fraction: number): Traffic {
  const { here, next } = passing;
  if (fraction >= 0.5 && next?.kind === 'message')
    return { letter: letterOf(next, passing.nextWord, (fraction - 0.5) * 2 * REST) };
  if (here?.kind === 'note') return { note: here };
  if (here?.kind !== 'message') return {};
  if (fraction >= 0.5) return {};
  return { letter: letterOf(here, passing.hereWord, REST + fraction * 2 * (1 - REST)) };
}

const letterOf = (
  { from, to, text, isReply }: Extract<Message, { kind: 'message' }>,
  word: string,
  progress: number,
): Letter => ({ from, to, word, text, isReply: isReply === true, progress });

function messageAt(
  trace: Trace,
  step: Step,
  index: number,
  focus: string | undefined,
): Message | undefined {
  if (step.kind === 'dispatched') return dispatchMessage(step);
  return messageOf(step, stateAfter(trace, index + 1, focus));
}

/** What a turn asked for becomes reminders: they fire whoever dies meanwhile. */
function dispatchMessage({
  tasks,
  timers,
}: Extract<Step, { kind: 'dispatched' }>): Message | undefined {
  const parts = [
    ...tasks.map((id) => `run task ${id}`),
    ...timers.map((id) => `wake me for timer ${id}`),
  ];
  if (parts.length === 0) return undefined;
  return { kind: 'message', from: 'engine', to: 'store', text: `reminders: ${parts.join(', ')}` };
}

/** The kind of message in one or two words, as it stands on the letter. */
function wordOf(step: Step): string {
  switch (step.kind) {
    case 'scheduled':
      return 'start';
    case 'turn-sent':
    case 'task-sent':
      return 'work item';
    case 'turn-returned':
      return 'actions';
    case 'dispatched':
      return 'dispatch';
    case 'turn-saved':
    case 'recorded':
    case 'stalled':
    case 'rewound':
      return 'save';
    case 'effect':
      return 'effect';
    case 'task-returned':
    case 'call-returned':
      return 'result';
    case 'save-refused':
      return 'refused';
    case 'event-refused':
      return 'event';
    case 'sidecar-started':
      return 'load';
    case 'client':
      return step.did.what === 'got' ? 'answer' : 'question';
    case 'app-started':
    case 'app-crashed':
    case 'sidecar-crashed':
    case 'pass':
    case 'task-slow':
    case 'lost':
    case 'dropped':
    case 'call-started':
    case 'clock-moved':
    case 'idle':
    case 'over':
      return '';
  }
}

const PARTY_WORDS: Record<PartyName, string> = {
  client: 'Client',
  engine: 'Engine',
  store: 'State store',
  app: 'App',
  world: 'World',
};

export const partyWord = (party: PartyName): string => PARTY_WORDS[party];

/** The traffic as a sentence, for those who do not see the picture: `Work item from Engine to App: wake-up 4`. */
export function trafficText({ letter, note }: Traffic): string {
  if (note) return `${partyWord(note.at)}: ${note.text}.`;
  if (!letter) return 'No message is on its way.';
  const word = letter.word.charAt(0).toUpperCase() + letter.word.slice(1);
  return `${word} from ${partyWord(letter.from)} to ${partyWord(letter.to)}: ${letter.text}.`;
}
