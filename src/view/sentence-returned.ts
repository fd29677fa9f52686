import type { Step } from '../trace/step.ts';
import { actionText } from './event-words.ts';
import { isPausedAt } from './paused.ts';
import { eventAt, say, type Sentence, type Telling } from './sentence-input.ts';
import { oddityText } from './sentence-version.ts';
import { counted } from './short-text.ts';

type Returned = Extract<Step, { kind: 'turn-returned' }>;

/** What the app answers to a wake-up, and where the real SDK would have got stuck. */
export function turnReturnedSentence(telling: Telling, step: Returned): Sentence {
  const { lead, text } = answerSentence(telling, step);
  const odd = (step.oddities ?? []).map((each) => ` ${oddityText(each, telling.program)}`);
  return say(lead, `${text}${odd.join('')}`);
}

function answerSentence(telling: Telling, step: Returned): Sentence {
  const lead = 'Request.';
  if (step.divergence)
    return say('Report.', `App run ${step.process} reports that code and history disagree.`);
  if (step.actions.some((each) => each.type === 'WorkflowVersionNotAvailable'))
    return say(
      'Report.',
      `App run ${step.process} says that it lacks version ${step.version?.name ?? ''} of this workflow.`,
    );
  const end = step.actions.find((each) => each.type === 'CompleteOrchestration');
  const asks = step.actions.flatMap((each) => actionText(each) ?? []);
  if (end) {
    const how =
      end.status === 'FAILED'
        ? 'has failed'
        : end.status === 'TERMINATED'
          ? 'was ended'
          : 'is done';
    return say(
      'Report.',
      `App run ${step.process} says that the workflow ${how}. That is not kept yet.`,
    );
  }
  if (asks.length === 0)
    return say('Report.', `App run ${step.process} asks for nothing new. ${restText(telling)}`);
  return say(lead, `App run ${step.process} asks for ${counted(asks)}. That is not kept yet.`);
}

function restText(telling: Telling): string {
  const pass = telling.state.lastPass?.pass;
  const isPaused = pass && isPausedAt(pass, Infinity, (number) => eventAt(telling, number));
  return isPaused ? 'The workflow is paused.' : 'The workflow goes on waiting.';
}
