import type { HistoryEvent } from '../engine/history.ts';
import type { Beat } from '../trace/beat.ts';
import { versionOfRun } from './code-version.ts';
import {
  eventDetail,
  eventTitle,
  isRequest,
  nameOfRequest,
  namesIn,
  taskOf,
} from './event-words.ts';
import type { HistoryRow } from './frame.ts';
import {
  askLineOf,
  beatsUpTo,
  digestOf,
  isSameAsk,
  linesIn,
  type PassDigest,
} from './pass-digest.ts';
import type { KeptEvent, PassAt, RunState } from './run-state.ts';

/** The pass that reads the history at this moment, as far as one of its beats. */
export interface Reading {
  at: PassAt;
  /** Index of the beat that has happened last. */
  upTo: number;
}

/**
 * History and inbox, row by row. `stopped`: number of the event at which code and history disagree.
 * While the app is down, `reading` is the pass that the crash cut off: the rows keep the look of that moment.
 */
export function historyAt(
  state: RunState,
  reading: Reading | undefined,
  stopped: number | undefined,
): { history: HistoryRow[]; inbox: HistoryRow[] } {
  const names = namesIn(state.kept.map((each) => each.event));
  const notes = notesOf(state, reading);
  const { task, lastPass, instance, isAlive } = state;
  // Before a new app run is woken, the engine has read the request of what it sends again.
  const isAsleep = isAlive && !lastPass;
  const sentAgain = isAsleep && task?.instance === instance ? task?.id : undefined;
  const stateOf = rowStates(reading, stopped, sentAgain);
  const row = ({ event, process }: KeptEvent, number: number): HistoryRow => {
    const look = { number, state: stateOf(number, event), note: notes(event, number), process };
    return rowOf(event, look, names.get(taskOf(event) ?? -1));
  };
  const count = state.kept.length;
  return {
    history: state.kept.map((each, index) => row(each, index + 1)),
    // The next wake-up writes its OrchestratorStarted first.
    inbox: state.inbox.map((each, index) => row(each, count + 2 + index)),
  };
}

/** Looks of one event that are kept: an event is read again, ahead, and being read, by turns. */
const MOST_LOOKS = 6;

/** `name`: of the activity or child workflow that it speaks of. */
const looks = new WeakMap<HistoryEvent, { row: HistoryRow; name: string | undefined }[]>();

type Look = Pick<HistoryRow, 'number' | 'state' | 'process'> & { note: string | undefined };

/**
 * A row that looks the same at two moments is the same object: thousands of them need not be drawn again for each moment, and
 * no words are made for it again.
 */
function rowOf(event: HistoryEvent, look: Look, name: string | undefined): HistoryRow {
  const known = looks.get(event) ?? [];
  for (const each of known) if (each.name === name && isSameLook(each.row, look)) return each.row;
  const { note, ...rest } = look;
  const task = taskOf(event);
  const row: HistoryRow = {
    ...rest,
    title: eventTitle(event, (id) => name ?? `task ${id}`),
    event,
    detail: known[0]?.row.detail ?? eventDetail(event),
    ...(note !== undefined && { note }),
    ...(task !== undefined && { task }),
  };
  looks.set(event, [{ row, name }, ...known.slice(0, MOST_LOOKS - 1)]);
  return row;
}

const isSameLook = (row: HistoryRow, look: Look): boolean =>
  row.state === look.state &&
  row.number === look.number &&
  row.note === look.note &&
  row.process === look.process;

/** What the reading pass has to do with each event. */
function rowStates(
  reading: Reading | undefined,
  stopped: number | undefined,
  sentAgain: number | undefined,
): (number: number, event: HistoryEvent) => HistoryRow['state'] {
  if (stopped !== undefined) return (number, event) => stoppedState(number, event, stopped);
  const beat = reading?.at.pass.beats?.[reading.upTo];
  if (!reading || !beat)
    return (_number, event) =>
      isRequest(event) && taskOf(event) === sentAgain ? 'reading' : 'kept';
  const { pass } = reading.at;
  const sent = pass.oldCount + pass.newCount;
  const isRead = readNow(beat, digestOf(pass).again[reading.upTo] ?? false);
  return (number, event) => {
    if (number > sent) return 'kept';
    if (isRead(number, event)) return 'reading';
    if (number > beat.event) return 'ahead';
    return number <= pass.knownCount ? 'read-again' : 'kept';
  };
}

function stoppedState(number: number, event: HistoryEvent, stopped: number): HistoryRow['state'] {
  if (number === stopped) return 'disagrees';
  // The end was written because of the disagreement; no replay was to reach it.
  if (event.type === 'ExecutionCompleted') return 'kept';
  return number > stopped ? 'never-reached' : 'read-again';
}

/** Which events a beat looks at: the one it takes up, the ones that answer, the one that holds the same request. */
function readNow(beat: Beat, isAgain: boolean): (number: number, event: HistoryEvent) => boolean {
  switch (beat.kind) {
    case 'event':
      return (number) => number === beat.event;
    case 'answer':
      return (number) => beat.events.includes(number);
    case 'ask':
      return (_number, event) => isAgain && isRequest(event) && taskOf(event) === beat.id;
    case 'line':
    case 'listen':
    case 'patch':
    case 'wait':
    case 'read':
    case 'log':
    case 'finish':
    case 'diverge':
      return () => false;
  }
}

/** What a pass, or a part of it, tells of the lines behind the events. */
interface Told extends Pick<PassDigest, 'asks' | 'answerLines'> {
  finishLine?: number | undefined;
  /** How its lines are called: one of another version is not the one with this number on the screen. */
  nameOf: (line: number) => string;
}

/** Which line asked for an event, or was answered by it, as far as the passes so far have shown it. */
function notesOf(
  state: RunState,
  reading: Reading | undefined,
): (event: HistoryEvent, number: number) => string | undefined {
  const told = toldBy(state, reading);
  const again = readingAsk(reading);
  const asked = onceEach((name: string) => `${name} asked`);
  const answered = onceEach((name: string) => `answer to ${name}`);
  const [finished] = told.flatMap(({ finishLine = 0, nameOf }) =>
    finishLine > 0 ? nameOf(finishLine) : [],
  );
  return (event, number) => {
    if (event.type === 'ExecutionCompleted') return finished;
    const isAsked = isRequest(event);
    if (isAsked && isSameAsk(again, event.id, nameOfRequest(event)))
      return `line ${again?.line} asks again`;
    for (const { asks, answerLines, nameOf } of told) {
      const line = isAsked
        ? askLineOf(asks, event.id, nameOfRequest(event))
        : answerLines.get(number);
      if (line !== undefined) return (isAsked ? asked : answered)(nameOf(line));
    }
    return undefined;
  };
}

/** The newest first. The last whole pass has read everything before it: older ones are asked only for what it did not come to. */
function toldBy(state: RunState, reading: Reading | undefined): Told[] {
  const shown = versionOfRun(state, state.run);
  const nameOf = onceEach((line: number) => `line ${line}`);
  const told: Told[] = reading
    ? [{ ...linesIn(beatsUpTo(reading.at.pass, reading.upTo)), nameOf }]
    : [];
  for (let index = state.passes.length - 1; index >= 0; index -= 1) {
    const at = state.passes[index];
    if (!at || at.step === reading?.at.step) continue;
    const { pass } = at;
    const { asks, answerLines, finishLine, beats, divergence } = digestOf(pass);
    // Most passes of a long run came without lines.
    if (beats.length === 0) continue;
    const version = versionOfRun(state, pass.process);
    const isShown = version === shown;
    const other = onceEach((line: number) => `line ${line} of version ${version.slice(1)}`);
    told.push({ asks, answerLines, finishLine, nameOf: isShown ? nameOf : other });
    if (!pass.isTorn && !divergence) break;
  }
  return told;
}

/** Thousands of rows share a few texts, which are compared with those of the moment before. */
function onceEach<Of>(make: (of: Of) => string): (of: Of) => string {
  const texts = new Map<Of, string>();
  return (of) => {
    const text = texts.get(of) ?? make(of);
    texts.set(of, text);
    return text;
  };
}

/** The request that is asked for again at this very beat. */
function readingAsk(reading: Reading | undefined): Extract<Beat, { kind: 'ask' }> | undefined {
  if (!reading) return undefined;
  const digest = digestOf(reading.at.pass);
  const beat = digest.beats[reading.upTo];
  return beat?.kind === 'ask' && digest.again[reading.upTo] ? beat : undefined;
}
