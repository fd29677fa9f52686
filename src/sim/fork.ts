import type { Status } from '../engine/history.ts';
import { placeOf } from '../trace/positions.ts';
import type { Place } from '../trace/place.ts';
import type { Cursor, Trace } from '../trace/trace.ts';
import { isTerminal } from './instance.ts';
import { hasSidecar, slotsOf } from './parties.ts';
import type { CodeVersion, Intervention, Party, Scenario } from './scenario.ts';
import { MAIN_INSTANCE } from './simulate.ts';
import {
  isAtRest,
  isInActivity,
  isMessage,
  isSavedAfter,
  standingAt,
  type Standing,
} from './standing.ts';

/**
 * The scenario as far as the cursor: what was done after this moment is dropped, what the outside does by script stays.
 * A torn pass and the crash that tore it belong together: standing on the last beat before a crash, the crash is still to come.
 */
export function forkAt(scenario: Scenario, trace: Trace, cursor: Cursor): Scenario {
  const interventions = scenario.interventions.filter((_, index) => {
    const step = trace.performedAt[index];
    return step !== undefined && step <= cursor.step;
  });
  return { ...scenario, interventions };
}

/** Acts at the cursor. What is impossible there is refused with the reason, in words for the screen. */
export type Act = { ok: true; scenario: Scenario } | { ok: false; reason: string };

const no = (reason: string): Act => ({ ok: false, reason });

/** Forks, and adds an act, unless there is a reason against it. */
function act(
  scenario: Scenario,
  trace: Trace,
  cursor: Cursor,
  make: (at: Place, standing: Standing) => Intervention | { reason: string },
): Act {
  const standing = standingAt(trace, cursor);
  if (!standing) return no('There is no such moment in this run.');
  const at = actPlace(trace, cursor);
  if (!at) return no('Nothing has happened yet.');
  const made = make(at, standing);
  if ('reason' in made) return no(made.reason);
  const forked = forkAt(scenario, trace, cursor);
  return {
    ok: true,
    scenario: { ...forked, interventions: [...forked.interventions, made] },
  };
}

/** The place that an act at this cursor follows. `over` is where a run stops, not something that happened. */
function actPlace(trace: Trace, cursor: Cursor): Place | undefined {
  const step = trace.steps[cursor.step];
  if (step?.kind === 'over') return trace.steps[cursor.step - 1]?.place;
  return step && placeOf(step, cursor.beat);
}

const DEAD: Record<Party, string> = {
  app: 'The app is not running, so it can’t crash.',
  sidecar: 'The engine is not running, so it can’t crash.',
  both: 'Nothing is running, so nothing can crash.',
  app2: 'No second app is running, so it can’t crash.',
};

export function crashAt(
  scenario: Scenario,
  trace: Trace,
  cursor: Cursor,
  target: Party = 'app',
): Act {
  return act(scenario, trace, cursor, (at, standing) => {
    const hits =
      slotsOf(target).some((slot) => standing.apps.get(slot) === true) ||
      (hasSidecar(target) && standing.isSidecarAlive);
    return hits ? { do: 'crash', target, at } : { reason: DEAD[target] };
  });
}

export interface RestartOptions {
  /** Absent: all that is dead. */
  target?: Party;
  code?: CodeVersion;
  variables?: Record<string, string>;
}

/** Restart needs somebody dead. It happens once the others have done what they can do at once. `hasNext`: there is a version 2. */
export function restartAt(
  scenario: Scenario,
  trace: Trace,
  cursor: Cursor,
  options: RestartOptions = {},
  hasNext = true,
): Act {
  return act(scenario, trace, cursor, (_at, { apps, isSidecarAlive }) => {
    if (apps.size === 0) return { reason: 'The app has not been started yet.' };
    const party = options.target ?? 'both';
    const isAppDead = slotsOf(party).some((slot) => apps.get(slot) === false);
    const isSidecarDead = hasSidecar(party) && !isSidecarAlive;
    if (!isAppDead && !isSidecarDead)
      return {
        reason:
          options.target === 'sidecar'
            ? 'The engine is running. Only a dead one can be restarted.'
            : 'The app is running. Only a dead app can be restarted.',
      };
    const isNew = options.code !== undefined || options.variables !== undefined;
    if (isNew && !isAppDead)
      return { reason: 'The app is running. Other code or variables need an app that starts.' };
    if (options.code === 'v2' && !hasNext) return { reason: 'This program has no version 2.' };
    return { do: 'restart', ...options };
  });
}

export function joinAt(scenario: Scenario, trace: Trace, cursor: Cursor): Act {
  return act(scenario, trace, cursor, (at, { apps }) => {
    if (!apps.has(1)) return { reason: 'The app has not been started yet.' };
    if (apps.get(2)) return { reason: 'A second app is running already.' };
    return { do: 'join', at };
  });
}

const NO_ACTIVITY = 'No activity is running at this moment.';

export function failAt(
  scenario: Scenario,
  trace: Trace,
  cursor: Cursor,
  times: number | 'always',
  message?: string,
): Act {
  return act(scenario, trace, cursor, (at, { step }) => {
    if (!isInActivity(step)) return { reason: NO_ACTIVITY };
    return { do: 'fail', times, ...(message !== undefined && { message }), at };
  });
}

export function slowAt(scenario: Scenario, trace: Trace, cursor: Cursor, byMs: number): Act {
  return act(scenario, trace, cursor, (at, { step }) =>
    isInActivity(step) ? { do: 'slow', byMs, at } : { reason: NO_ACTIVITY },
  );
}

export function loseAt(scenario: Scenario, trace: Trace, cursor: Cursor): Act {
  return deliveryAt('lose', scenario, trace, cursor);
}

export function repeatAt(scenario: Scenario, trace: Trace, cursor: Cursor): Act {
  return deliveryAt('repeat', scenario, trace, cursor);
}

function deliveryAt(
  what: 'lose' | 'repeat',
  scenario: Scenario,
  trace: Trace,
  cursor: Cursor,
): Act {
  return act(scenario, trace, cursor, (at, { step, isSidecarAlive, statuses }) => {
    if (!isSidecarAlive || !isMessage(step))
      return { reason: 'No message is on its way at this moment.' };
    const status = statuses.get('instance' in step ? step.instance : '');
    if (status !== undefined && isTerminal(status))
      return { reason: 'The workflow has ended, so nobody waits for this message.' };
    return { do: what, at };
  });
}

export function refuseAt(scenario: Scenario, trace: Trace, cursor: Cursor): Act {
  return saveAt('refuse', scenario, trace, cursor);
}

export function tearAt(scenario: Scenario, trace: Trace, cursor: Cursor): Act {
  return saveAt('tear', scenario, trace, cursor);
}

function saveAt(what: 'refuse' | 'tear', scenario: Scenario, trace: Trace, cursor: Cursor): Act {
  return act(scenario, trace, cursor, (at) =>
    isSavedAfter(trace, cursor.step)
      ? { do: what, at }
      : { reason: 'Nothing is saved after this moment.' },
  );
}

/** What a client asks for. Where the engine is down it is refused, which is worth seeing. */
export function raiseAt(
  scenario: Scenario,
  trace: Trace,
  cursor: Cursor,
  name: string,
  data: unknown,
  instance?: string,
): Act {
  return act(scenario, trace, cursor, (at, { statuses }) => {
    const reason = statuses.has(asked(trace, instance)) ? undefined : NO_WORKFLOW;
    if (reason !== undefined) return { reason };
    return {
      do: 'raise',
      name,
      ...(data !== undefined && { data }),
      ...(instance !== undefined && { instance }),
      at,
    };
  });
}

const NO_WORKFLOW = 'There is no such workflow at this moment.';

/** The instance that an act is about: without a name the run's own, which host code may have called what it wants. */
const asked = (trace: Trace, instance: string | undefined): string =>
  instance ?? trace.mainInstance ?? MAIN_INSTANCE;

export function suspendAt(s: Scenario, trace: Trace, cursor: Cursor, instance?: string): Act {
  return act(s, trace, cursor, (at, standing) => {
    const status = standing.statuses.get(asked(trace, instance));
    if (status === 'SUSPENDED') return { reason: 'The workflow is suspended already.' };
    return told(status) ?? { do: 'suspend', ...(instance !== undefined && { instance }), at };
  });
}

export function resumeAt(s: Scenario, trace: Trace, cursor: Cursor, instance?: string): Act {
  return act(s, trace, cursor, (at, standing) => {
    const status = standing.statuses.get(asked(trace, instance));
    if (told(status) === undefined && status !== 'SUSPENDED')
      return { reason: 'The workflow is not suspended.' };
    return told(status) ?? { do: 'resume', ...(instance !== undefined && { instance }), at };
  });
}

export function terminateAt(
  s: Scenario,
  trace: Trace,
  cursor: Cursor,
  output?: unknown,
  instance?: string,
): Act {
  return act(s, trace, cursor, (at, standing) => {
    const reason = told(standing.statuses.get(asked(trace, instance)));
    return (
      reason ?? {
        do: 'terminate',
        ...(output !== undefined && { output }),
        ...(instance !== undefined && { instance }),
        at,
      }
    );
  });
}

/** Why a client's request makes no sense for a workflow of this status. */
function told(status: Status | undefined): { reason: string } | undefined {
  if (status === undefined) return { reason: NO_WORKFLOW };
  return isTerminal(status) ? { reason: 'The workflow has ended.' } : undefined;
}

export function rewindAt(s: Scenario, trace: Trace, cursor: Cursor, instance?: string): Act {
  return act(s, trace, cursor, (at, standing) => {
    if (s.dialect === 'dapr') return { reason: 'Dapr has no rewind for JavaScript workflows.' };
    if (standing.statuses.get(asked(trace, instance)) !== 'FAILED')
      return { reason: 'Only a workflow that has failed can be rewound.' };
    if (!standing.isSidecarAlive) return { reason: 'The engine is down, so nobody can rewind.' };
    return { do: 'rewind', ...(instance !== undefined && { instance }), at };
  });
}

/** Moves the clock on; without `byMs` to the next timer. */
export function skipAt(scenario: Scenario, trace: Trace, cursor: Cursor, byMs?: number): Act {
  return act(scenario, trace, cursor, (at, { step }) => {
    if (!isAtRest(trace, cursor.step))
      return { reason: 'Something can still happen now. The clock moves only when nothing can.' };
    const waitsForTimer =
      !('waitingFor' in step) || step.waitingFor.some((each) => each.kind === 'timer');
    if (byMs === undefined && !waitsForTimer) return { reason: 'No timer is set.' };
    return { do: 'skip', ...(byMs !== undefined && { byMs }), at };
  });
}

/** Whether the first app process is alive. */
export function isAppAliveAt(trace: Trace, cursor: Cursor): boolean {
  return standingAt(trace, cursor)?.apps.get(1) === true;
}
