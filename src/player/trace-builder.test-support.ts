import type { Beat } from '../trace/beat.ts';
import type { Place } from '../trace/place.ts';
import type { Pass, Step } from '../trace/step.ts';
import type { Trace } from '../trace/trace.ts';

const place = (subject: Place['subject'], number: number, moment: string, attempt = 1): Place => ({
  subject,
  number,
  attempt,
  moment,
});

const INSTANCE = 'order-1';

export const appStarted = (process: number): Step => ({
  kind: 'app-started',
  place: place('process', process, 'started'),
  atMs: 0,
  process,
});

export const appCrashed = (process: number): Step => ({
  kind: 'app-crashed',
  place: place('process', process, 'crashed'),
  atMs: 0,
  process,
});

export const turnSent = (turn: number, process: number, attempt = 1): Step => ({
  kind: 'turn-sent',
  place: place('turn', turn, 'sent', attempt),
  atMs: 0,
  instance: INSTANCE,
  process,
  oldCount: 0,
  newEvents: [],
});

export const turnSaved = (turn: number): Step => ({
  kind: 'turn-saved',
  place: place('turn', turn, 'saved'),
  atMs: 0,
  instance: INSTANCE,
  events: [],
  status: 'RUNNING',
});

export const idle = (number: number): Step => ({
  kind: 'idle',
  place: place('idle', number, 'idle'),
  atMs: 0,
  waitingFor: [],
});

export const over = (): Step => ({
  kind: 'over',
  place: place('run', 1, 'over'),
  atMs: 0,
  reason: 'finished',
  waitingFor: [],
});

/** A wake-up that reads `again` answers that were known before, and then does `live` lines of new work. */
export function pass(options: {
  turn: number;
  process: number;
  again: number;
  live: number;
  attempt?: number;
  isTorn?: boolean;
}): Step {
  const { turn, process, again, live, attempt = 1, isTorn = false } = options;
  const beats: Beat[] = [];
  for (let event = 1; event <= again; event += 1) {
    beats.push({
      key: `y${event}`,
      line: event,
      event,
      isReplaying: true,
      kind: 'answer',
      events: [event],
      value: '1',
      isError: false,
    });
  }
  for (let line = 1; line <= live; line += 1) {
    beats.push({
      key: `l${again + line}`,
      line: again + line,
      event: again + 1,
      isReplaying: false,
      kind: 'line',
      visit: 1,
    });
  }
  const body: Pass = {
    of: 'turn',
    number: turn,
    attempt,
    process,
    instance: INSTANCE,
    name: 'order',
    oldCount: again,
    newCount: 1,
    knownCount: again,
    reads: [],
    isLast: true,
    beats,
    isTorn,
  };
  return { kind: 'pass', place: place('turn', turn, 'end', attempt), atMs: 0, pass: body };
}

export const traceOf = (...steps: Step[]): Trace => ({ steps, unused: [], performedAt: [] });

/** A run that dies in its second wake-up, comes back, and finishes. */
export const crashAndRestart = (again: number): Trace =>
  traceOf(
    appStarted(1),
    turnSent(1, 1),
    pass({ turn: 1, process: 1, again: 0, live: 2 }),
    turnSaved(1),
    turnSent(2, 1),
    pass({ turn: 2, process: 1, again, live: 2, isTorn: true }),
    appCrashed(1),
    appStarted(2),
    turnSent(2, 2, 2),
    pass({ turn: 2, process: 2, again: again + 1, live: 2, attempt: 2 }),
    turnSaved(2),
    over(),
  );
