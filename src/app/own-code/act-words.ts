import type { Intervention } from '../../sim/scenario.ts';
import type { Place, Subject } from '../../trace/place.ts';

const NAMES: Record<Intervention['do'], string> = {
  crash: 'the crash',
  restart: 'the restart',
  fail: 'the failure',
  slow: 'the delay',
  lose: 'the lost message',
  repeat: 'the repeated message',
  refuse: 'the refused save',
  tear: 'the torn save',
  raise: 'the event',
  suspend: 'the pause',
  resume: 'the resume',
  rewind: 'the rewind',
  terminate: 'the ending',
  skip: 'the skipped time',
  join: 'the second app',
};

const SUBJECTS: Partial<Record<Subject, string>> = {
  turn: 'in wake-up',
  task: 'at task',
  process: 'in app run',
  event: 'at event',
};

function whereOf({ subject, number }: Place): string {
  const words = SUBJECTS[subject];
  return words === undefined ? '' : ` ${words} ${number}`;
}

/** An act as it is named in the middle of a sentence: `the crash in wake-up 4`. */
export function actWords(act: Intervention): string {
  const name = act.do === 'raise' ? `the event “${act.name}”` : NAMES[act.do];
  return 'at' in act ? name + whereOf(act.at) : name;
}

const MOST_NAMED = 3;

/** Says which acts found no place in a run, or nothing when all did. */
export function unfitText(acts: readonly Intervention[]): string | undefined {
  if (acts.length === 0) return undefined;
  const named = acts.slice(0, MOST_NAMED).map(actWords);
  const more = acts.length - named.length;
  const list = [...named, ...(more > 0 ? [`${more} more`] : [])].join(', ');
  const rest =
    acts.length === 1 ? 'It stays in the list and comes' : 'They stay in the list and come';
  return `This code has no place for ${list}. ${rest} back if the code fits again.`;
}
