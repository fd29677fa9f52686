import type { Hang, Oddity } from '../engine/turn.ts';
import type { Beat } from '../trace/beat.ts';
import type { Step } from '../trace/step.ts';
import { engineName, type ProgramView } from './program-view.ts';
import { say, type Sentence, type Telling } from './sentence-input.ts';

/** Where Dapr's own versioning shows, it says that JavaScript does not have it. */
const NOT_IN_JAVASCRIPT = 'Dapr has this in Go, Python, .NET and Java, not in JavaScript.';

/** `isPatched`: what was answered, and from where. */
export function patchText(beat: Extract<Beat, { kind: 'patch' }>): string {
  const asks = `Line ${beat.line} asks whether patch ${beat.name} holds`;
  switch (beat.reason) {
    case 'recorded':
      return `${asks}. Yes: an earlier wake-up took it, and the history says so.`;
    case 'at-the-end':
      return `${asks}. Yes: no more events remain, so this is new work. The answer will be kept.`;
    case 'events-remain':
      return `${asks}. No: events remain that code without the patch wrote. ${NOT_IN_JAVASCRIPT}`;
    case 'decided':
      return `${asks} again. The answer is still ${beat.isPatched ? 'yes' : 'no'}.`;
  }
}

/** The turn was discarded. */
export function stalledSentence(
  telling: Telling,
  step: Extract<Step, { kind: 'stalled' }>,
): Sentence {
  const who = engineName(telling.program) === 'Dapr' ? 'Dapr' : 'The engine';
  const { reason, description } = step.event;
  const held = `${who} throws this wake-up away and holds the workflow until the app is restarted.`;
  if (reason === 'VERSION_NOT_AVAILABLE')
    return say(
      'Stalled.',
      `This app lacks the version that the workflow began with. ${held} It says: “${description.trim()}”`,
    );
  return say(
    'Stalled.',
    `An earlier wake-up took a patch that this code does not ask for in the same order. ${held} It says: “${description.trim()}”`,
  );
}

export function eventRefusedSentence(step: Extract<Step, { kind: 'event-refused' }>): Sentence {
  return say(
    'Refused.',
    `${step.name} is not kept: a stalled workflow takes no events. The sender gets an error.`,
  );
}

/** Why a wait can never end, in one sentence. The same is true of the real SDK. */
export function hangText(hang: Hang, program: ProgramView): string {
  const sdk = sdkName(program);
  const api = hang.api ?? 'whenAll';
  switch (hang.reason) {
    case 'not-a-task':
      return `The real one hangs here, too: ${sdk} does not look whether the first thing yielded is a task.`;
    case 'done-before':
      return `The real one hangs here, too: ${sdk} does not look whether the first task is done already. Only another message would let it go on.`;
    case 'empty':
      return `The real one hangs here, too: in ${sdk}, ${api} of an empty list never finishes.`;
    case 'done-children':
      return `The real one hangs here, too: in ${sdk}, ${api} does not count tasks that were done before it was made.`;
    case 'nested':
      return `The real one hangs here, too: in ${sdk}, a whenAll or whenAny inside ${api} does not tell it that it is done.`;
    case 'shared':
      return `The real one hangs here, too: a task tells only the last whenAll or whenAny that it was put into.`;
    case 'cancelled':
      return 'The real one hangs here, too: a cancelled timer never fires.';
  }
}

/** Where ours goes on and the real one would not, in one sentence. */
export function oddityText(oddity: Oddity, program: ProgramView): string {
  const sdk = sdkName(program);
  switch (oddity) {
    case 'suspended-twice':
      return `The real one hangs here: paused twice and then resumed, ${sdk} never comes to an end. Here it goes on.`;
    case 'suspended-while-asking':
      return `The real one goes wrong here. It was paused in the wake-up that asked for work, so ${sdk} asks for that work again at every wake-up. Here it does not.`;
  }
}

const sdkName = (program: ProgramView): string =>
  program.dialect === 'dapr' ? "Dapr's JavaScript SDK" : 'durabletask-js';
