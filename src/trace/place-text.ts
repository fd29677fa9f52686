import type { Place, Subject } from './place.ts';

/** One letter for each subject in the text form. */
const LETTERS: Record<Subject, string> = {
  turn: 't',
  task: 'k',
  call: 'f',
  process: 'p',
  sidecar: 's',
  client: 'u',
  event: 'e',
  timer: 'm',
  clock: 'c',
  idle: 'i',
  run: 'r',
};

export const SUBJECTS = Object.keys(LETTERS) as Subject[];
const SUBJECT_OF_LETTER = new Map(SUBJECTS.map((subject) => [LETTERS[subject], subject]));

/** Ten digits name any number that a run can reach, and stay exact. */
const TEXT = /^(?:(.+)\/)?([a-z])([1-9]\d{0,9})(?:\.([1-9]\d{0,9}))?:(.{1,40})$/s;
export const MOMENT = /^[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*$/;

/** The text form of a place (grammar in place.ts): `t4:a4`, `k3.2:effect1`. Attempt 1 and an absent instance are left out. */
export function formatPlace(place: Place): string {
  const instance = place.instance === undefined ? '' : `${place.instance}/`;
  const attempt = place.attempt === 1 ? '' : `.${place.attempt}`;
  return `${instance}${LETTERS[place.subject]}${place.number}${attempt}:${place.moment}`;
}

/** Reads the text form. Undefined when it is not a place. An instance's name may hold any character, `/` too. */
export function parsePlace(text: string): Place | undefined {
  const match = TEXT.exec(text);
  if (!match) return undefined;
  const [, instance, letter = '', number, attempt = '1', moment = ''] = match;
  const subject = SUBJECT_OF_LETTER.get(letter);
  if (!subject || !MOMENT.test(moment)) return undefined;
  return {
    ...(instance !== undefined && { instance }),
    subject,
    number: Number(number),
    attempt: Number(attempt),
    moment,
  };
}

/**
 * A place as files and the headless command write it, for example
 * `{ "task": 3, "window": "after-effect", "beat": "effect1" }`. Exactly one subject; `attempt` counts from 1.
 */
export type PlaceJson = { [subject in Subject]?: number } & {
  instance?: string;
  attempt?: number;
  window?: string;
  beat?: string;
};

/** Writes the JSON form, with the window that fits the moment. A line or other beat of an activity has only its beat. */
export function placeToJson(place: Place): PlaceJson {
  return {
    ...(place.instance !== undefined && { instance: place.instance }),
    [place.subject]: place.number,
    ...(place.attempt !== 1 && { attempt: place.attempt }),
    ...windowOf(place.subject, place.moment),
  };
}

function windowOf(subject: Subject, moment: string): Pick<PlaceJson, 'window' | 'beat'> {
  switch (subject) {
    case 'turn':
      if (moment === 'dispatched') return { window: 'after-dispatch' };
      if (moment === 'saved') return { window: 'after-save' };
      return moment === 'end' ? { window: 'before-save' } : { window: 'before-save', beat: moment };
    case 'task':
    case 'call':
      if (moment === 'sent') return { window: 'before-effect' };
      if (moment === 'recorded') return { window: 'after-record' };
      if (moment === 'end') return { window: 'after-effect' };
      return isAfterEffect(moment) ? { window: 'after-effect', beat: moment } : { beat: moment };
    case 'process':
    case 'sidecar':
    case 'client':
    case 'event':
    case 'timer':
    case 'clock':
    case 'idle':
    case 'run':
      return { window: moment };
  }
}

export const isAfterEffect = (moment: string): boolean =>
  /^effect[1-9]\d*$/.test(moment) || moment === 'end' || moment === 'returned';
