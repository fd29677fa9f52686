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
  type NameOf,
} from './event-words.ts';
import type { HistoryRow } from './frame.ts';
import { askKey, beatsUpTo, digestOf } from './pass-digest.ts';
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
  const nameOf: NameOf = (task) => names.get(task) ?? `task ${task}`;
  const notes = notesOf(state, reading);
  const { task, lastPass, instance, isAlive } = state;
  // Before a new app run is woken, the engine has read the request of what it sends again.
  const isAsleep = isAlive && !lastPass;
  const sentAgain = isAsleep && task?.instance === instance ? task?.id : undefined;
  const stateOf = rowStates(reading, stopped, sentAgain);
  const row = ({ event, process }: KeptEvent, number: number): HistoryRow =>
    rowOf(event, {
      number,
      title: eventTitle(event, nameOf),
      state: stateOf(number, event),
      note: notes(event, number),
      process,
    });
  const count = state.kept.length;
  return {
    history: state.kept.map((each, index) => row(each, index + 1)),
    // The next wake-up writes its OrchestratorStarted first.
    inbox: state.inbox.map((each, index) => row(each, count + 2 + index)),
  };
}

/** Looks of one event that are kept: an event is read again, ahead, and being read, by turns. */
const MOST_LOOKS = 6;

const looks = new WeakMap<HistoryEvent, HistoryRow[]>();

type Look = Pick<HistoryRow, 'number' | 'title' | 'state' | 'process'> & {
  note: string | undefined;
};

/** A row that looks the same at two moments is the same object: thousands of them need not be drawn again for each moment. */
function rowOf(event: HistoryEvent, look: Look): HistoryRow {
  const rows = looks.get(event) ?? [];
  const found = rows.find((row) => isSameLook(row, look));
  if (found) return found;
  const { note, ...rest } = look;
  const task = taskOf(event);
  const made: HistoryRow = {
    ...rest,
    event,
    detail: rows[0]?.detail ?? eventDetail(event),
    ...(note !== undefined && { note }),
    ...(task !== undefined && { task }),
  };
  looks.set(event, [made, ...rows.slice(0, MOST_LOOKS - 1)]);
  return made;
}

const isSameLook = (row: HistoryRow, look: Look): boolean =>
  row.state === look.state &&
  row.number === look.number &&
  row.note === look.note &&
  row.title === look.title &&
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

/** Which line asked for an event, or was answered by it, as far as the passes so far have shown it. */
function notesOf(
  state: RunState,
  reading: Reading | undefined,
): (event: HistoryEvent, number: number) => string | undefined {
  const asked = new Map<string, string>();
  const answered = new Map<number, string>();
  let finished: string | undefined;
  const shown = versionOfRun(state, state.run);
  // A line of another version is not the one with this number on the screen.
  const lineOf = (line: number, { pass }: PassAt): string => {
    const version = versionOfRun(state, pass.process);
    return version === shown ? `line ${line}` : `line ${line} of version ${version.slice(1)}`;
  };
  // The last whole pass has read everything before it: older ones are asked only for what it did not come to.
  for (let index = state.passes.length - 1; index >= 0; index -= 1) {
    const at = state.passes[index];
    if (!at || at.step === reading?.at.step) continue;
    const digest = digestOf(at.pass);
    for (const [key, line] of digest.askLines)
      if (!asked.has(key)) asked.set(key, lineOf(line, at));
    for (const [event, line] of digest.answerLines)
      if (!answered.has(event)) answered.set(event, lineOf(line, at));
    if (digest.finishLine !== undefined && digest.finishLine > 0)
      finished ??= lineOf(digest.finishLine, at);
    if (digest.beats.length > 0 && !at.pass.isTorn && !digest.divergence) break;
  }
  for (const beat of reading ? beatsUpTo(reading.at.pass, reading.upTo) : []) {
    if (beat.kind === 'ask') asked.set(askKey(beat.id, beat.name), `line ${beat.line}`);
    else if (beat.kind === 'answer')
      for (const event of beat.events) answered.set(event, `line ${beat.line}`);
  }
  const again = readingAsk(reading);
  return (event, number) => {
    if (isRequest(event)) {
      const key = askKey(event.id, nameOfRequest(event));
      const line = asked.get(key);
      if (again?.key === key) return `line ${again.line} asks again`;
      return line === undefined ? undefined : `${line} asked`;
    }
    if (event.type === 'ExecutionCompleted') return finished;
    const line = answered.get(number);
    return line === undefined ? undefined : `answer to ${line}`;
  };
}

/** The request that is asked for again at this very beat. */
function readingAsk(reading: Reading | undefined): { key: string; line: number } | undefined {
  if (!reading) return undefined;
  const digest = digestOf(reading.at.pass);
  const beat = digest.beats[reading.upTo];
  if (beat?.kind !== 'ask' || !digest.again[reading.upTo]) return undefined;
  return { key: askKey(beat.id, beat.name), line: beat.line };
}
