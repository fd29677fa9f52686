import type { Step } from '../trace/step.ts';
import { actionText } from './event-words.ts';
import { say, type Sentence, type Telling } from './sentence-input.ts';
import { oddityText } from './sentence-version.ts';
import { counted } from './short-text.ts';

type Returned = Extract<Step, { kind: 'turn-returned' }>;

/** What the app answers to a wake-up, and where the real SDK would have got stuck. */
export function turnReturnedSentence(telling: Telling, step: Returned): Sentence {
  const { lead, text } = answerSentence(step);
  const odd = (step.oddities ?? []).map((each) => ` ${oddityText(each, telling.program)}`);
  return say(lead, `${text}${odd.join('')}`);
}

function answerSentence(step: Returned): Sentence {
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
    const how = end.status === 'FAILED' ? 'has failed' : 'is done';
    return say(
      'Report.',
      `App run ${step.process} says that the workflow ${how}. That is not kept yet.`,
    );
  }
  if (asks.length === 0)
    return say(
      'Report.',
      `App run ${step.process} asks for nothing new. The workflow goes on waiting.`,
    );
  return say(lead, `App run ${step.process} asks for ${counted(asks)}. That is not kept yet.`);
}
