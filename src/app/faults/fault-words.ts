import type { FaultId } from '../../sim/faults-at.ts';
import type { Target } from '../../sim/targets.ts';

interface FaultWords {
  /** Who fails, as the heading over several: `The app crashes`. */
  who: string;
  name: string;
  /** What comes of it, in one short sentence. */
  about: string;
  /** How the run goes on from there. */
  next: 'pause' | 'play';
}

const APP = 'The app crashes';
const ENGINE = 'The engine crashes';
const ACTIVITY = 'The activity';
const ANSWER = 'Its answer';
const MESSAGE = 'The message';
const STORE = 'The state store';

/** The words of every fault. The three windows are named as in every lesson. */
const WORDS: Record<FaultId, FaultWords> = {
  'before-effect': {
    who: APP,
    name: 'Before the effect',
    about: 'Nothing has happened yet. After a restart it runs for the first time.',
    next: 'pause',
  },
  'after-effect': {
    who: APP,
    name: 'After the effect, before it is recorded',
    about: 'It has happened, and nobody has written it down.',
    next: 'pause',
  },
  'after-record': {
    who: APP,
    name: 'After it is recorded',
    about: 'The answer is kept. It does not run again.',
    next: 'pause',
  },
  'engine-after-effect': {
    who: ENGINE,
    name: 'After the effect, before it is recorded',
    about: 'The app lives on, and its answer reaches nobody.',
    next: 'pause',
  },
  'engine-after-record': {
    who: ENGINE,
    name: 'After it is recorded',
    about: 'The answer is kept, and wakes the workflow after a restart.',
    next: 'pause',
  },
  'fail-once': {
    who: ACTIVITY,
    name: 'Fails once',
    about: 'This run of it throws an error.',
    next: 'play',
  },
  'fail-always': {
    who: ACTIVITY,
    name: 'Fails always',
    about: 'Every run of it throws, from now on.',
    next: 'play',
  },
  slow: { who: ACTIVITY, name: 'Is slow', about: 'Its answer comes one hour later.', next: 'play' },
  lose: { who: ANSWER, name: 'Gets lost', about: 'It never arrives.', next: 'pause' },
  repeat: { who: ANSWER, name: 'Comes twice', about: 'It arrives once more.', next: 'pause' },
  'refuse-answer': {
    who: ANSWER,
    name: 'Is not saved',
    about: 'The state store refuses to write it down.',
    next: 'pause',
  },
  'skip-timer': {
    who: 'The clock',
    name: 'Goes on to this timer',
    about: 'Nobody has to wait.',
    next: 'play',
  },
  'app-while-waiting': {
    who: APP,
    name: 'While the timer runs',
    about: 'The timer is kept. It fires all the same.',
    next: 'pause',
  },
  'engine-while-waiting': {
    who: ENGINE,
    name: 'While the timer runs',
    about: 'It is late when the engine is back, and is not lost.',
    next: 'pause',
  },
  'app-after-timer': {
    who: APP,
    name: 'After it has fired',
    about: 'That it fired is kept, and wakes the workflow after a restart.',
    next: 'pause',
  },
  'app-after-message': {
    who: APP,
    name: 'After it has arrived',
    about: 'It waits in the inbox until the app is back.',
    next: 'pause',
  },
  'engine-after-message': {
    who: ENGINE,
    name: 'After it has arrived',
    about: 'It is in the inbox already, and is not lost.',
    next: 'pause',
  },
  'app-before-code': {
    who: APP,
    name: 'Before the code runs',
    about: 'The wake-up is sent again after a restart.',
    next: 'pause',
  },
  'app-before-save': {
    who: APP,
    name: 'After the code has run, before it is saved',
    about: 'Nothing of this wake-up is kept. It runs again.',
    next: 'pause',
  },
  'app-after-save': {
    who: APP,
    name: 'After the save',
    about: 'All of this wake-up is kept. The next one replays it.',
    next: 'pause',
  },
  'engine-before-save': {
    who: ENGINE,
    name: 'Before the save',
    about: 'What the code asked for is sent out, and not kept.',
    next: 'pause',
  },
  'engine-after-save': {
    who: ENGINE,
    name: 'After the save',
    about: 'It reads what was saved and goes on.',
    next: 'pause',
  },
  'refuse-save': {
    who: STORE,
    name: 'Refuses the save',
    about: 'Nothing of this wake-up is written.',
    next: 'pause',
  },
  'tear-save': {
    who: STORE,
    name: 'Tears the save',
    about: 'Only a part of it is written.',
    next: 'pause',
  },
  'app-here': {
    who: 'At this moment',
    name: 'The app crashes',
    about: 'What it has in memory is gone.',
    next: 'pause',
  },
  'engine-here': {
    who: 'At this moment',
    name: 'The engine crashes',
    about: 'What it had not saved is gone. The app lives on.',
    next: 'pause',
  },
  'both-here': {
    who: 'At this moment',
    name: 'Engine and app crash',
    about: 'Only the history and the world are left.',
    next: 'pause',
  },
};

/** An activity that changes nothing in the world has no effect to be before or after. */
const WITHOUT_EFFECT: Partial<Record<FaultId, string>> = {
  'before-effect': 'Before it runs',
  'after-effect': 'After it ran, before it is recorded',
  'engine-after-effect': 'After it ran, before it is recorded',
};

export function wordsOf(id: FaultId, target: Target): FaultWords {
  const words = WORDS[id];
  if (target.is === 'activity' && target.run && target.run.effect === undefined) {
    const name = WITHOUT_EFFECT[id];
    if (name !== undefined) return { ...words, name };
  }
  if (target.is === 'message' && words.who === ANSWER) return { ...words, who: MESSAGE };
  if (target.is === 'moment' && target.line !== undefined)
    return { ...words, who: `At line ${target.line}` };
  return words;
}

/** What a fault belongs to: `chargeCard`, `Wake-up 4`. */
export function nameOf(target: Target): string {
  switch (target.is) {
    case 'activity':
    case 'message':
      return target.name;
    case 'timer':
      return 'The timer';
    case 'wake-up':
      return `Wake-up ${target.number}`;
    case 'moment':
      return target.line === undefined ? 'This moment' : `Line ${target.line}`;
  }
}

/** What was placed, for everybody to read and hear: `chargeCard: the app crashes after the effect, before it is recorded.` */
export function placedText(id: FaultId, target: Target): string {
  const { who, name } = wordsOf(id, target);
  const low = (text: string) => `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
  const what = target.is === 'moment' ? low(name) : `${low(who)} ${low(name)}`;
  return `${nameOf(target)}: ${what}. Undo takes it back.`;
}
