import { actsPossibleAt, type PossibleAct } from '../sim/acts-possible.ts';
import type { Intervention, Party } from '../sim/scenario.ts';
import type { Way } from '../ui/ways-list.tsx';
import type { Session } from './session.ts';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

type Said = Pick<Way, 'group' | 'name' | 'about' | 'words'>;
type Offer = Said & { id: string; run: (session: Session) => void };

const PARTY_CRASHES: Partial<Record<Party, Said>> = {
  sidecar: {
    group: 'Engine',
    name: 'Crash the engine',
    about: 'What it had not saved is gone. The app lives on.',
  },
  both: {
    group: 'Engine',
    name: 'Crash engine and app',
    about: 'Only the history and the world are left.',
  },
  app2: {
    group: 'App',
    name: 'Crash the second app',
    about: 'The first one goes on with its work.',
  },
};

const PARTY_RESTARTS: Partial<Record<Party, Said>> = {
  sidecar: {
    group: 'Engine',
    name: 'Restart the engine',
    about: 'It reads what was saved and goes on.',
  },
  both: { group: 'Engine', name: 'Restart both', about: 'They start again, with empty memory.' },
  app2: { group: 'App', name: 'Restart the second app', about: 'It starts with empty memory.' },
};

/** Acts that need nothing more to be known than which one it is. */
const SIMPLE: Record<
  Exclude<Intervention['do'], 'crash' | 'restart' | 'raise' | 'fail' | 'skip'>,
  Said & { run: (session: Session, instance: string | undefined) => void }
> = {
  join: {
    group: 'App',
    name: 'Start a second app',
    about: 'It takes its share of the work.',
    run: (session) => session.join(),
  },
  slow: {
    group: 'Activity',
    name: 'Make it slow',
    about: 'Its answer comes one hour later.',
    run: (session) => session.slow(HOUR_MS),
  },
  lose: {
    group: 'Message',
    name: 'Lose this message',
    about: 'It never arrives.',
    run: (session) => session.lose(),
  },
  repeat: {
    group: 'Message',
    name: 'Deliver this message twice',
    about: 'It arrives once more.',
    run: (session) => session.repeat(),
  },
  refuse: {
    group: 'State store',
    name: 'Refuse the next save',
    about: 'Nothing of it is written.',
    run: (session) => session.refuse(),
  },
  tear: {
    group: 'State store',
    name: 'Tear the next save',
    about: 'Only a part of it is written.',
    run: (session) => session.tear(),
  },
  suspend: {
    group: 'Workflow',
    name: 'Pause it',
    about: 'Messages wait until it is resumed.',
    words: 'suspend',
    run: (session, instance) => session.suspend(instance),
  },
  resume: {
    group: 'Workflow',
    name: 'Resume it',
    about: 'It reads what has waited.',
    run: (session, instance) => session.resume(instance),
  },
  terminate: {
    group: 'Workflow',
    name: 'End it from outside',
    about: 'No code of it runs any more.',
    words: 'terminate kill stop cancel',
    run: (session, instance) => session.terminate(undefined, instance),
  },
  rewind: {
    group: 'Workflow',
    name: 'Rewind it',
    about: 'Its failures are taken out, and it tries again.',
    run: (session, instance) => session.rewind(instance),
  },
};

const FAILS: readonly Offer[] = [
  {
    id: 'fail once',
    group: 'Activity',
    name: 'Let it fail once',
    about: 'This run of it throws an error.',
    run: (session) => session.fail(1),
  },
  {
    id: 'fail twice',
    group: 'Activity',
    name: 'Let it fail twice',
    about: 'This run of it throws, and the next one.',
    run: (session) => session.fail(2),
  },
  {
    id: 'fail always',
    group: 'Activity',
    name: 'Let it fail always',
    about: 'Every run of it throws, from now on.',
    run: (session) => session.fail('always'),
  },
];

/** What is offered for one act of the engine's list; none for what has a button of its own. */
function offersFor(act: PossibleAct, instance: string | undefined): readonly Offer[] {
  switch (act.do) {
    case 'crash': {
      const { target } = act;
      const said = target && PARTY_CRASHES[target];
      if (!target || !said) return [];
      return [{ id: `crash ${target}`, ...said, run: (session) => session.crashParty(target) }];
    }
    case 'restart':
      return restartOffers(act);
    case 'fail':
      return FAILS;
    case 'skip': {
      const isToTimer = act.to === 'timer';
      const name = isToTimer ? 'To the next timer' : 'One day later';
      const about = isToTimer ? 'Nobody has to wait.' : 'Timers that are due by then fire.';
      const byMs = isToTimer ? undefined : DAY_MS;
      return [{ id: name, group: 'Clock', name, about, run: (session) => session.skip(byMs) }];
    }
    case 'raise':
      // Events that somebody waits for have buttons of their own.
      return [];
    case 'join':
    case 'slow':
    case 'lose':
    case 'repeat':
    case 'refuse':
    case 'tear':
    case 'suspend':
    case 'resume':
    case 'terminate':
    case 'rewind': {
      const { run, ...said } = SIMPLE[act.do];
      return [{ id: act.do, ...said, run: (session) => run(session, instance) }];
    }
  }
}

/** A plain restart, and one with version 2, have buttons of their own. */
function restartOffers({ target, code }: PossibleAct): Offer[] {
  if (target === undefined && code === undefined)
    return [
      {
        id: 'restart variables',
        group: 'App',
        name: 'Restart with other variables',
        about: 'What the code reads from its environment is another value then.',
        run: (session) => session.askVariables(true),
      },
    ];
  const said = target && PARTY_RESTARTS[target];
  if (!target || !said) return [];
  return [{ id: `restart ${target}`, ...said, run: (session) => session.restartWith({ target }) }];
}

const ORDER = ['Activity', 'Message', 'Engine', 'App', 'State store', 'Workflow', 'Clock'];

/** Everything that can be done at the moment on the screen, possible or not, for the instance that is shown. */
export function waysOf(session: Session, instance: string | undefined): Way[] {
  const basis = session.basis();
  if (!basis) return [];
  const { trace, scenario, cursor, hasNext } = basis;
  const options = { hasNext, ...(instance !== undefined && { instance }) };
  const ways = actsPossibleAt(trace, scenario, cursor, options).flatMap((act) =>
    offersFor(act, instance).map(({ run, ...said }): Way => ({
      ...said,
      ...(act.reason !== undefined && { reason: act.reason }),
      onPress: () => run(session),
    })),
  );
  return ways.sort((a, b) => ORDER.indexOf(a.group) - ORDER.indexOf(b.group));
}
