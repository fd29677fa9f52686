import type { Place, Subject } from './place.ts';
import { isAfterEffect, MOMENT, parsePlace, SUBJECTS } from './place-text.ts';

/** The stretches of a turn in which it can be cut off. */
export const TURN_WINDOWS = ['before-save', 'after-dispatch', 'after-save'] as const;
/** The three windows of an activity: the second is the one that charges a card twice. */
export const TASK_WINDOWS = ['before-effect', 'after-effect', 'after-record'] as const;

/** What can have happened to each of the other subjects: their windows are called by these words. */
export const SINGLE_WINDOWS = {
  process: ['started', 'crashed'],
  sidecar: ['started', 'crashed'],
  client: ['started', 'printed', 'waits', 'got', 'called', 'ended'],
  event: ['recorded', 'lost', 'dropped', 'refused', 'torn', 'rewound'],
  timer: ['fired'],
  clock: ['moved'],
  idle: ['idle'],
  run: ['scheduled', 'over'],
} as const;

/** The window that goes without saying, where there is one. */
export const ONLY_WINDOW: Partial<Record<keyof typeof SINGLE_WINDOWS, string>> = {
  event: 'recorded',
  timer: 'fired',
  clock: 'moved',
  idle: 'idle',
};

export type PlaceReading = { ok: true; place: Place } | { ok: false; problem: string };

class BadPlace extends Error {}

/** Reads the JSON form, or the text form when it is given a string. A problem is one plain sentence. */
export function placeFromJson(json: unknown): PlaceReading {
  try {
    return { ok: true, place: typeof json === 'string' ? fromText(json) : fromObject(json) };
  } catch (error) {
    if (error instanceof BadPlace) return { ok: false, problem: error.message };
    throw error;
  }
}

function fromText(text: string): Place {
  const place = parsePlace(text);
  if (place) return place;
  throw new BadPlace(`${quote(text)} is not a place. A place looks like "t4:a4" or "k3:effect1".`);
}

const FIELDS = new Set<string>([...SUBJECTS, 'instance', 'attempt', 'window', 'beat']);

function fromObject(json: unknown): Place {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new BadPlace(
      'A place is a text like "t4:a4", or an object like {"task": 3, "window": "after-effect"}.',
    );
  const fields = new Map<string, unknown>(Object.entries(json));
  for (const name of fields.keys()) {
    if (!FIELDS.has(name)) throw new BadPlace(`A place has no field called ${quote(name)}.`);
  }
  const subjects = SUBJECTS.filter((subject) => fields.has(subject));
  const [subject] = subjects;
  if (subject === undefined) throw new BadPlace(`A place needs one of ${either(SUBJECTS)}.`);
  if (subjects.length > 1)
    throw new BadPlace(`A place names one thing, but this one names ${subjects.join(' and ')}.`);
  const instance = textField(fields, 'instance');
  const window = textField(fields, 'window');
  const beat = textField(fields, 'beat');
  const moment = momentFrom(subject, window, beat);
  if (moment.length > 40 || !MOMENT.test(moment))
    throw new BadPlace(
      `${quote(moment)} is not a beat. A beat looks like "a4", "l5" or "effect1".`,
    );
  return {
    ...(instance !== undefined && { instance }),
    subject,
    number: countField(fields, subject),
    attempt: fields.has('attempt') ? countField(fields, 'attempt') : 1,
    moment,
  };
}

function textField(fields: Map<string, unknown>, name: string): string | undefined {
  if (!fields.has(name)) return undefined;
  const value = fields.get(name);
  if (typeof value !== 'string' || value === '')
    throw new BadPlace(`"${name}" of a place must be a text that is not empty.`);
  return value;
}

function countField(fields: Map<string, unknown>, name: string): number {
  const value = fields.get(name);
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > 9_999_999_999)
    throw new BadPlace(`"${name}" of a place must be a whole number from 1.`);
  return value;
}

function momentFrom(subject: Subject, window: string | undefined, beat: string | undefined) {
  switch (subject) {
    case 'turn':
      return turnMoment(window, beat);
    case 'task':
    case 'call':
      return taskMoment(subject, window, beat);
    case 'process':
    case 'sidecar':
    case 'client':
    case 'event':
    case 'timer':
    case 'clock':
    case 'idle':
    case 'run':
      return singleMoment(subject, window, beat);
  }
}

function turnMoment(window: string | undefined, beat: string | undefined): string {
  if (window === undefined) return beatAlone('turn', beat, TURN_WINDOWS);
  switch (oneOf('turn', window, TURN_WINDOWS)) {
    case 'before-save':
      if (beat === 'dispatched' || beat === 'saved')
        throw new BadPlace(
          `The beat "${beat}" of a turn does not lie in the window "before-save".`,
        );
      return beat ?? 'end';
    case 'after-dispatch':
      return onlyBeat('dispatched', window, beat);
    case 'after-save':
      return onlyBeat('saved', window, beat);
  }
}

function taskMoment(
  subject: 'task' | 'call',
  window: string | undefined,
  beat: string | undefined,
): string {
  if (window === undefined) return beatAlone(subject, beat, TASK_WINDOWS);
  switch (oneOf(subject, window, TASK_WINDOWS)) {
    case 'before-effect':
      return onlyBeat('sent', window, beat);
    case 'after-effect':
      if (beat !== undefined && !isAfterEffect(beat))
        throw new BadPlace(
          `The window "after-effect" goes with a beat like "effect1", or none. Leave the window out for ${quote(beat)}.`,
        );
      return beat ?? 'end';
    case 'after-record':
      return onlyBeat('recorded', window, beat);
  }
}

function singleMoment(
  subject: keyof typeof SINGLE_WINDOWS,
  window: string | undefined,
  beat: string | undefined,
): string {
  const windows: readonly string[] = SINGLE_WINDOWS[subject];
  if (beat !== undefined) throw new BadPlace(`A place with "${subject}" has no beat.`);
  if (window !== undefined) return oneOf(subject, window, windows);
  const only = ONLY_WINDOW[subject];
  if (only === undefined)
    throw new BadPlace(`A place with "${subject}" needs a window: ${either(windows)}.`);
  return only;
}

function beatAlone(subject: Subject, beat: string | undefined, windows: readonly string[]): string {
  if (beat !== undefined) return beat;
  throw new BadPlace(`A place with "${subject}" needs a window (${either(windows)}) or a beat.`);
}

function onlyBeat(moment: string, window: string, beat: string | undefined): string {
  if (beat === undefined || beat === moment) return moment;
  throw new BadPlace(`The window "${window}" has no beat ${quote(beat)}.`);
}

function oneOf<Word extends string>(
  subject: Subject,
  window: string,
  windows: readonly Word[],
): Word {
  const found = windows.find((each) => each === window);
  if (found !== undefined) return found;
  throw new BadPlace(
    `The window of a place with "${subject}" is ${either(windows)}, not ${quote(window)}.`,
  );
}

/** Keeps a stranger's text short in a message. */
const quote = (text: string): string =>
  JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);

function either(words: readonly string[]): string {
  const quoted = words.map((word) => `"${word}"`);
  const last = quoted.pop() ?? '';
  return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`;
}
