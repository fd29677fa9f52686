import type { Cursor, Trace } from '../trace/trace.ts';
import {
  crashAt,
  failAt,
  joinAt,
  loseAt,
  raiseAt,
  refuseAt,
  repeatAt,
  restartAt,
  resumeAt,
  rewindAt,
  skipAt,
  slowAt,
  suspendAt,
  tearAt,
  terminateAt,
  type Act,
} from './fork.ts';
import type { Intervention, Party, Scenario } from './scenario.ts';

/** An act at a cursor, possible or not. */
export interface PossibleAct {
  do: Intervention['do'];
  /** For a crash or a restart: whose. */
  target?: Party;
  /** For a restart: with version 2 of the code. */
  code?: 'v2';
  /** For a skip of the clock: to the next timer, else by a duration. */
  to?: 'timer';
  /** Why it is impossible at this moment, in words for the screen; absent: it is possible. */
  reason?: string;
}

/** What a person can do at a cursor. `hasNext`: the program has a version 2. */
export function actsPossibleAt(
  trace: Trace,
  scenario: Scenario,
  cursor: Cursor,
  { instance, hasNext = false }: { instance?: string; hasNext?: boolean } = {},
): PossibleAct[] {
  const at = [scenario, trace, cursor] as const;
  const acts: [PossibleAct, Act][] = [
    ...PARTIES.map((target): [PossibleAct, Act] => [
      { do: 'crash', target },
      crashAt(...at, target),
    ]),
    [{ do: 'restart' }, restartAt(...at)],
    [{ do: 'restart', code: 'v2' }, restartAt(...at, { code: 'v2' }, hasNext)],
    ...PARTIES.map((target): [PossibleAct, Act] => [
      { do: 'restart', target },
      restartAt(...at, { target }),
    ]),
    [{ do: 'join' }, joinAt(...at)],
    [{ do: 'fail' }, failAt(...at, 1)],
    [{ do: 'slow' }, slowAt(...at, 1)],
    [{ do: 'lose' }, loseAt(...at)],
    [{ do: 'repeat' }, repeatAt(...at)],
    [{ do: 'refuse' }, refuseAt(...at)],
    [{ do: 'tear' }, tearAt(...at)],
    [{ do: 'raise' }, raiseAt(...at, 'event', undefined, instance)],
    [{ do: 'suspend' }, suspendAt(...at, instance)],
    [{ do: 'resume' }, resumeAt(...at, instance)],
    [{ do: 'terminate' }, terminateAt(...at, undefined, instance)],
    [{ do: 'rewind' }, rewindAt(...at, instance)],
    [{ do: 'skip', to: 'timer' }, skipAt(...at)],
    [{ do: 'skip' }, skipAt(...at, 1)],
  ];
  return acts.map(([possible, made]) =>
    made.ok ? possible : { ...possible, reason: made.reason },
  );
}

const PARTIES: readonly Party[] = ['app', 'sidecar', 'both', 'app2'];
