import type { Beat } from '../trace/beat.ts';
import type { Pass } from '../trace/step.ts';
import { VERDICTS } from '../trace/verdict.ts';
import {
  answerDetail,
  askText,
  isAnswerTo,
  isRequest,
  nameOfRequest,
  taskOf,
} from './event-words.ts';
import { helperAt } from './called-functions.ts';
import { digestOf } from './pass-digest.ts';
import { isPausedHere, pauseText } from './paused.ts';
import { timesPrinted } from './line-verdicts.ts';
import { engineName } from './program-view.ts';
import { otherDraw } from './read-draws.ts';
import {
  eventAt,
  eventWords,
  nameOfTask,
  say,
  startLine,
  type Sentence,
  type Telling,
} from './sentence-input.ts';
import { readValue, readValues, requestOf, sentText } from './read-words.ts';
import { hangText, patchText } from './sentence-version.ts';
import { apiText, listing, shorten } from './short-text.ts';

/** One beat of a wake-up's pass. */
export function turnBeatSentence(telling: Telling, pass: Pass): Sentence {
  const digest = digestOf(pass);
  const beat = digest.beats[telling.beat];
  if (!beat) return say('Wake-up.', wholePass(telling, pass));
  if (beat.kind === 'diverge') return say('Code and history disagree.', divergeText(telling, beat));
  // The engine ends it: no line has returned, not even one that is read again.
  if (digest.divergence && beat.kind === 'finish')
    return say('Code and history disagree.', finishText(telling, beat, pass));
  const isAgain = digest.again[telling.beat] ?? false;
  if (isAgain) return say('Replay.', againText(telling, pass, beat));
  const text = liveText(telling, pass, beat);
  return isFirstLiveStop(telling.beat, pass) && !isPausedHere(telling, pass)
    ? say('New work starts here.', text)
    : say('New.', text);
}

/** The first stop with new work after a replay. Beats that are folded into a later one count as that one. */
function isFirstLiveStop(beat: number, pass: Pass): boolean {
  const { firstLive, stops, beats } = digestOf(pass);
  if (firstLive === 0 || firstLive >= beats.length) return false;
  const first = stops.find((each) => each >= firstLive);
  return first !== undefined && beat <= first;
}

/** A pass whose lines were not recorded: only its outcome is known. */
function wholePass(telling: Telling, pass: Pass): string {
  const read = pass.knownCount > 0 ? ` It reads ${pass.knownCount} events again.` : '';
  return `App run ${pass.process} runs ${telling.state.name ?? pass.name} from line ${startLine(telling, pass.instance)}.${read}`;
}

function divergeText(telling: Telling, beat: Extract<Beat, { kind: 'diverge' }>): string {
  const { recorded, asked, eventNumber, id } = beat.divergence;
  const says = `Event ${eventNumber} (task ID ${id}) says ${askText(recorded.method, recorded.name)}`;
  const asks = asked
    ? `this replay asks for ${askText(asked.method, asked.name)}`
    : 'this replay asks for nothing there';
  return `${says}, but ${asks}. The history can’t change, so ${engineName(telling.program)} stops here.`;
}

// --- read again ------------------------------------------------------------------------------------------------------

function againText(telling: Telling, pass: Pass, beat: Beat): string {
  const run = `App run ${pass.process}`;
  switch (beat.kind) {
    case 'line':
      return `${run} runs line ${beat.line} again${inHelper(telling, beat)}.`;
    case 'event':
      return againEvent(telling, pass, beat);
    case 'ask':
      return againAsk(telling, pass, beat);
    case 'listen':
      return `${run} listens for ${beat.name} again, at line ${beat.line}.`;
    case 'answer':
      return againAnswer(telling, beat);
    case 'wait':
      return `Line ${beat.line} waits again.`;
    case 'patch':
      return patchText(beat);
    case 'read':
      return readText(telling, pass, beat, 'again');
    case 'log':
      return `${VERDICTS.safe.word}. Line ${beat.line} prints again on every replay, ×${timesPrinted(telling.state, { pass }, beat)} so far.`;
    case 'finish':
      return `Line ${beat.line} returns again.`;
    case 'diverge':
      return divergeText(telling, beat);
  }
}

/** Dapr's SDK for JavaScript takes 0, false, '' and null for no input. */
const droppedText = ({ name, dropped }: Extract<Beat, { kind: 'ask' }>): string =>
  dropped === undefined
    ? ''
    : ` Dapr’s SDK sends no input that is ${dropped}: ${name ?? 'it'} gets undefined.`;

/** Where a line stands that is not the workflow's own. */
function inHelper({ program }: Telling, { line }: Beat): string {
  const helper = helperAt(program, line);
  return helper ? `, in ${helper.name}` : '';
}

function againEvent(telling: Telling, pass: Pass, beat: Extract<Beat, { kind: 'event' }>): string {
  const number = beat.event;
  switch (beat.outcome) {
    case 'started':
      return `App run ${pass.process} starts the code again. Event ${number} holds its input.`;
    case 'matched':
      return `Event ${number} holds the same request for ${requestedIn(telling, number)}, so it is not sent again.`;
    case 'completed':
      return `Event ${number} is read again: ${eventWords(telling, number)}.`;
    case 'buffered':
      return isPausedHere(telling, pass)
        ? `Event ${number} is read again. The workflow is paused, so it is put aside.`
        : `Event ${number} is read again. Nobody waits for it yet, so it is put aside.`;
    case 'ignored':
      return pauseText(telling, number) === undefined
        ? `Event ${number} is read again. Nobody waits for it any more.`
        : `Event ${number} is read again: ${eventWords(telling, number)}.`;
    case 'clock':
      return `Event ${number} sets the workflow’s clock, as it did before.`;
    case 'ended':
      return `Event ${number} ends the workflow.`;
    case 'diverged':
      return `Event ${number} does not fit what the code asked for.`;
  }
}

function againAsk(telling: Telling, pass: Pass, beat: Extract<Beat, { kind: 'ask' }>): string {
  const what = askText(beat.method, beat.name);
  const lead = `App run ${pass.process} asked for ${what} again.`;
  const sent = pass.oldCount + pass.newCount;
  let request: number | undefined;
  for (let number = 1; number <= sent; number += 1) {
    const event = eventAt(telling, number);
    if (!event || taskOf(event) !== beat.id) continue;
    if (isRequest(event)) {
      if (nameOfRequest(event) !== beat.name)
        return `App run ${pass.process} asked for ${what}. But event ${number} says ${requestedIn(telling, number)}.`;
      request = number;
    } else if (isAnswerTo(event, beat.id)) {
      const isTimer = beat.method === 'createTimer';
      const end = isTimer ? 'so it is not set again' : 'so it does not run again';
      return `${lead} Event ${number} holds the answer, ${end}.`;
    }
  }
  if (request === undefined) return `${lead} That was never kept, so it is still to do.`;
  return `${lead} Event ${request} holds the request, so it is not sent a second time.`;
}

/** What a request in the history is for. */
function requestedIn(telling: Telling, number: number): string {
  const event = eventAt(telling, number);
  if (event?.type === 'TimerCreated') return 'a timer';
  return (event && nameOfRequest(event)) ?? 'the same';
}

function againAnswer(telling: Telling, beat: Extract<Beat, { kind: 'answer' }>): string {
  const [first] = beat.events;
  if (beat.events.length !== 1 || first === undefined)
    return `Events ${listing(beat.events.map(String))} hold the answers for line ${beat.line}. Nothing runs again.`;
  const value = valueText(telling, beat);
  const event = eventAt(telling, first);
  const task = event && taskOf(event);
  if (event?.type === 'EventRaised')
    return `Event ${first} gives ${event.name} to line ${beat.line} again${value}. Nobody has to send it again.`;
  if (event?.type === 'TimerFired')
    return `Event ${first} says that the timer fired. Line ${beat.line} does not wait again.`;
  const what = task === undefined ? 'It' : nameOfTask(telling, task);
  if (beat.isError)
    return `Event ${first} says that ${what} failed. Line ${beat.line} throws the same error again, and ${what} does not run again.`;
  return `Event ${first} gives the answer to line ${beat.line} again${value}. ${what} does not run again.`;
}

/** The value behind a colon. An error, or an event without a payload, has none. */
function valueText(telling: Telling, beat: Extract<Beat, { kind: 'answer' }>): string {
  const value = answerDetail(eventAt(telling, beat.events[0] ?? 0));
  return value === '' || beat.isError ? '' : `: ${value}`;
}

// --- new work --------------------------------------------------------------------------------------------------------

function liveText(telling: Telling, pass: Pass, beat: Beat): string {
  const run = `App run ${pass.process}`;
  switch (beat.kind) {
    case 'line':
      return `${run} runs line ${beat.line}${inHelper(telling, beat)}.`;
    case 'event':
      return liveEvent(telling, pass, beat);
    case 'ask':
      return `Line ${beat.line} asks for ${askText(beat.method, beat.name)}. This request is not kept yet.${droppedText(beat)}`;
    case 'listen':
      return `Line ${beat.line} listens for ${beat.name}.`;
    case 'answer':
      return liveAnswer(telling, beat);
    case 'wait':
      if (beat.hang)
        return `Line ${beat.line} waits, and no answer can end this wait. ${hangText(beat.hang, telling.program)}`;
      return isPausedHere(telling, pass)
        ? `Line ${beat.line} waits. The workflow is paused, so no answer is given to it.`
        : `Line ${beat.line} waits. The code can go no further until an answer comes.`;
    case 'patch':
      return patchText(beat);
    case 'read':
      return readText(telling, pass, beat, '');
    case 'log':
      return `Line ${beat.line} prints “${shorten(beat.text, 60)}”.`;
    case 'finish':
      return finishText(telling, beat, pass);
    case 'diverge':
      return divergeText(telling, beat);
  }
}

function liveEvent(telling: Telling, pass: Pass, beat: Extract<Beat, { kind: 'event' }>): string {
  const number = beat.event;
  const words = eventWords(telling, number);
  switch (beat.outcome) {
    case 'started':
      return `The code starts at line ${startLine(telling, pass.instance)}. Event ${number} holds its input.`;
    case 'matched':
      return `Event ${number} holds the same request for ${requestedIn(telling, number)}. Code and history agree.`;
    case 'completed':
      return `Event ${number} is read: ${words}.`;
    case 'buffered':
      return isPausedHere(telling, pass)
        ? `Event ${number} is read: ${eventAt(telling, number) ? words : 'the wake-up'}. The workflow is paused, so it is put aside.`
        : `Event ${number} came early: ${words}. It is put aside until the code asks for it.`;
    case 'ignored':
      return `Event ${number} is read: ${words}. ${pauseText(telling, number) ?? 'Nobody waits for it, so nothing happens.'}`;
    case 'clock':
      return `Event ${number} sets the workflow’s clock.`;
    case 'ended':
      return `Event ${number} ends the workflow from outside.`;
    case 'diverged':
      return `Event ${number} does not fit what the code asked for.`;
  }
}

function liveAnswer(telling: Telling, beat: Extract<Beat, { kind: 'answer' }>): string {
  const [first] = beat.events;
  if (beat.events.length !== 1 || first === undefined)
    return `Events ${listing(beat.events.map(String))} answer line ${beat.line}. The code goes on.`;
  const value = valueText(telling, beat);
  const event = eventAt(telling, first);
  if (event?.type === 'EventRaised')
    return `Event ${first} brings ${event.name} to line ${beat.line}${value}.`;
  if (event?.type === 'TimerFired')
    return `Event ${first} says that the timer fired. Line ${beat.line} goes on.`;
  const task = event && taskOf(event);
  const what = task === undefined ? 'the task' : nameOfTask(telling, task);
  if (beat.isError)
    return `Event ${first} says that ${what} failed. Line ${beat.line} throws that error.`;
  return `Event ${first} brings the answer of ${what} to line ${beat.line}${value}.`;
}

function finishText(telling: Telling, beat: Extract<Beat, { kind: 'finish' }>, pass: Pass): string {
  if (digestOf(pass).divergence)
    return `This workflow has failed. ${capital(engineName(telling.program))} will keep that as the last event.`;
  if (beat.status === 'COMPLETED')
    return `${beat.line > 0 ? `Line ${beat.line} returns.` : 'The code returns.'} The workflow is done, but that is not kept yet.`;
  if (beat.status === 'CONTINUED_AS_NEW')
    return `The workflow starts over with ${beat.result === undefined ? 'no' : 'a new'} input and an empty history.`;
  if (beat.status === 'FAILED') return 'An error ends the workflow. That is not kept yet.';
  return 'The workflow ends here. That is not kept yet.';
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A read of chance, time or environment, and what it was at another wake-up. */
function readText(
  telling: Telling,
  pass: Pass,
  beat: Extract<Beat, { kind: 'read' }>,
  word: '' | 'again',
): string {
  const at = { pass, step: telling.stepIndex };
  const other = otherDraw(telling.state.passes, at, beat);
  if (beat.api === 'fetch') return sentSentence(beat, word);
  if (requestOf(beat.api) !== undefined) return heardSentence(beat, other);
  const lead = `Line ${beat.line} reads ${apiText(beat.api)}${word === '' ? '' : ' again'}`;
  if (!other) return `${lead}: ${readValue(beat)}.`;
  const [before, now] = readValues(beat.api, other.value, beat.value);
  return `${lead}: ${now}. At ${other.wakeUp}${comma(other.wakeUp)} it was ${before}.`;
}

/** `At wake-up 2, sent again, it was …`. */
const comma = (wakeUp: string): string => (wakeUp.includes(',') ? ',' : '');

type ReadBeat = Extract<Beat, { kind: 'read' }>;

/** The workflow's own code sends a request. */
function sentSentence({ line, value }: ReadBeat, word: '' | 'again'): string {
  const what = sentText(value);
  if (word === '') return `Line ${line} sends a request: ${what}.`;
  return `Line ${line} sends the request again: ${what}. No event holds its answer.`;
}

/** What came back: the history has no place for it. */
function heardSentence(
  beat: ReadBeat,
  other: { wakeUp: string; value: string } | undefined,
): string {
  const request = requestOf(beat.api) ?? '';
  if (!other)
    return `Line ${beat.line} fetched ${request}: ${readValue(beat)}. The history does not keep this answer.`;
  const [before, now] = readValues(beat.api, other.value, beat.value);
  return `Line ${beat.line} fetched ${request}: ${now}. At ${other.wakeUp}${comma(other.wakeUp)} it was ${before}.`;
}
