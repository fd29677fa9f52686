import type { Beat } from '../trace/beat.ts';
import { labelOf } from './counters.ts';
import { isOfUnknownService } from '../trace/unknown-service.ts';
import type { Pass, Step, WorldRequest, WorldResponse } from '../trace/step.ts';
import { isRequest, taskOf } from './event-words.ts';
import { elsewhere, nameOfInstance, say, type Sentence, type Telling } from './sentence-input.ts';
import { readValue } from './read-words.ts';
import { isReplayed } from './request-key.ts';
import { apiText, ordinal, shortIds, shortPayload, shorten } from './short-text.ts';

type Effect = Extract<Step, { kind: 'effect' }>;

/** One beat of an activity or of plain code. */
export function callBeatSentence(telling: Telling, pass: Pass): Sentence {
  const beat = pass.beats?.[telling.beat];
  const lead = pass.of === 'task' ? 'Activity.' : 'Plain code.';
  if (!beat) return say(lead, `App run ${pass.process} runs ${pass.name}.`);
  return say(lead, beatText(telling, pass, beat));
}

/** Only lines that stand on the screen are named: the plain function's, not those of what it or an activity calls. */
function lineText({ program }: Telling, beat: Beat): string {
  const { plain } = program;
  const isShown = plain && beat.line >= plain.line && beat.line <= plain.endLine;
  return isShown ? ` line ${beat.line}` : '';
}

function beatText(telling: Telling, pass: Pass, beat: Beat): string {
  const { name } = pass;
  switch (beat.kind) {
    case 'line':
      return `${name} runs${lineText(telling, beat)} in app run ${pass.process}.`;
    case 'read':
      // A request is no draw: it goes to the world, and the next step says what it did there.
      if (beat.api === 'fetch') return `${name} sends a request: ${shorten(beat.value, 60)}.`;
      return `${name} reads ${apiText(beat.api)}: ${readValue(beat)}.`;
    case 'log':
      return `${name} prints “${shorten(beat.text, 60)}”.`;
    case 'finish':
      return finishText(name, beat.status, pass.of);
    case 'wait':
      return `${name} waits.`;
    case 'event':
    case 'ask':
    case 'listen':
    case 'patch':
    case 'answer':
    case 'diverge':
      return `${name} goes on.`;
  }
}

function finishText(name: string, status: string, of: Pass['of']): string {
  if (status === 'failed')
    return `${name} ends with an error.${of === 'task' ? ' That is not kept yet.' : ''}`;
  return `${name} comes to its end.${of === 'task' ? ' Its answer is not kept yet.' : ''}`;
}

/** A request to the world and what it did there. */
export function effectSentence(telling: Telling, step: Effect): Sentence {
  const { request, response, entry } = step;
  const kept = keptText(telling, step);
  if (entry) {
    const before = telling.state.ledger.filter(
      (each) => each.subject === entry.subject && each.step < telling.stepIndex,
    ).length;
    const label = labelOf(entry, telling.program);
    // A label of the program's own says what it was done to.
    const isTold = entry.detail === '' || label !== entry.label;
    const detail = isTold ? '' : `: ${shortIds(entry.detail)}`;
    if (before === 0) return say('World.', `${label}${detail}. ${kept}`);
    const own = telling.state.ledger.find((each) => each.step === telling.stepIndex);
    const why =
      step.place.subject === 'turn'
        ? 'The workflow’s own code asked for it, and a replay runs that code again.'
        : own?.isRunAgain
          ? 'Nobody had kept the first answer.'
          : 'The code asked for it again.';
    return say(
      before === 1 ? 'Twice.' : `${before + 1} times.`,
      `${label} a ${ordinal(before + 1)} time${detail}. ${why}`,
    );
  }
  if (isReplayed(response)) {
    return say(
      'World.',
      'The service has seen this key before. It answers as the first time and changes nothing.',
    );
  }
  return say('World.', noChangeText(request, response));
}

function keptText(telling: Telling, step: Effect): string {
  if (step.place.subject === 'call') return 'No engine keeps this.';
  if (step.place.subject === 'turn')
    return 'The workflow asked for it itself: no event keeps that.';
  return telling.state.task ? 'The answer is not kept yet.' : '';
}

function noChangeText(request: WorldRequest, response: WorldResponse): string {
  const host = /^https?:\/\/([^/?#]+)/i.exec(request.url)?.[1] ?? 'The service';
  if (response.status === 0) return `No answer comes from ${host}. Nothing changed.`;
  if (isOfUnknownService(response))
    return `This page has no ${host}, so it answers ${response.status}. What the real service does can’t be seen here.`;
  if (response.status >= 400)
    return `${host} refused the request (${response.status}). Nothing changed.`;
  return `${host} answered. Nothing changed.`;
}

export function taskSentSentence(
  telling: Telling,
  step: Extract<Step, { kind: 'task-sent' }>,
): Sentence {
  const { number, attempt } = step.place;
  if (attempt === 1)
    return say('Activity.', `App run ${step.process} starts ${step.name} (task ID ${number}).`);
  const { kept, turnsOfRun } = telling.state;
  const asked = kept.findIndex(({ event }) => isRequest(event) && taskOf(event) === number) + 1;
  const asleep = turnsOfRun === 0 ? ' The workflow’s code is still asleep.' : '';
  const other = elsewhere(telling);
  if (other !== undefined) {
    const history = `The history of ${nameOfInstance(telling, other)}`;
    return say(
      'Again.',
      `${history} holds no answer of ${step.name}. So the engine sends the work again.`,
    );
  }
  // The app may have died before the wake-up was saved that asked for it.
  const who = asked > 0 ? `Event ${asked} asked for ${step.name}, and the` : `The`;
  const what = asked > 0 ? 'no answer' : `no answer of ${step.name}`;
  return say(
    'Again.',
    `${who} history holds ${what}. So the engine sends the work again.${asleep}`,
  );
}

export function taskReturnedSentence(
  telling: Telling,
  step: Extract<Step, { kind: 'task-returned' }>,
): Sentence {
  const name = telling.state.task?.name ?? `task ${step.place.number}`;
  if (step.failure)
    return say(
      'Failed.',
      `${name} failed: ${shorten(step.failure.message, 80)}. That is not kept yet.`,
    );
  const value = shortPayload(step.result);
  const isRead = telling.state.status !== 'TERMINATED' || step.instance !== telling.state.instance;
  const next = isRead
    ? 'The answer is on its way to the history, not kept yet.'
    : 'The workflow was ended, so nobody reads it.';
  return say('Answer.', `${name} answered${value === '' ? '' : `: ${value}`}. ${next}`);
}

export function callStartedSentence(step: Extract<Step, { kind: 'call-started' }>): Sentence {
  return say(
    'Plain code.',
    `App run ${step.process} calls ${step.name}. No engine watches, and nothing is kept.`,
  );
}

export function callReturnedSentence(
  telling: Telling,
  step: Extract<Step, { kind: 'call-returned' }>,
): Sentence {
  const name = telling.state.plain?.name ?? 'The code';
  if (step.failure) return say('Failed.', `${name} failed: ${shorten(step.failure.message, 80)}.`);
  const value = shortPayload(step.result);
  return say(
    'Done.',
    `${name} returned${value === '' ? '' : `: ${value}`}. No crash came in between.`,
  );
}
