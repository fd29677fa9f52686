import type { Position } from './positions.ts';

/** How far one step goes, finest first. The stops of each are among those of the one before it. */
export const STEP_UNITS = ['line', 'event', 'wake-up', 'app-run'] as const;

export type StepUnit = (typeof STEP_UNITS)[number];

/** The unit after this one, and after the last the first again. */
export const unitAfter = (unit: StepUnit): StepUnit =>
  STEP_UNITS[(STEP_UNITS.indexOf(unit) + 1) % STEP_UNITS.length] ?? 'line';

export const isStepUnit = (value: unknown): value is StepUnit =>
  STEP_UNITS.some((unit) => unit === value);

/** The largest unit that stops at a position. */
export function unitOf({ kind }: Pick<Position, 'kind'>): StepUnit {
  switch (kind) {
    // An app run begins, or is over.
    case 'app-started':
    case 'app-crashed':
    case 'over':
      return 'app-run';
    case 'turn-sent':
    // Plain code is not woken: a call of it is the whole of its work.
    case 'call-started':
    // What happens to the engine stands between two wake-ups.
    case 'sidecar-crashed':
    case 'sidecar-started':
    case 'idle':
      return 'wake-up';
    // An event is read, asked for, answered or written.
    case 'event':
    case 'ask':
    case 'listen':
    case 'answer':
    case 'finish':
    case 'diverge':
    case 'scheduled':
    case 'turn-saved':
    case 'recorded':
    case 'stalled':
    case 'event-refused':
    case 'lost':
    case 'dropped':
    case 'save-refused':
    case 'rewound':
    case 'effect':
      return 'event';
    case 'line':
    case 'wait':
    case 'patch':
    case 'read':
    case 'log':
    case 'pass':
    case 'client':
    case 'turn-returned':
    case 'dispatched':
    case 'task-sent':
    case 'task-returned':
    case 'task-slow':
    case 'call-returned':
    case 'clock-moved':
      return 'line';
  }
}
