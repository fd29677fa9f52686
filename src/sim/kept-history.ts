import type { HistoryEvent } from '../engine/history.ts';
import type { Trace } from '../trace/trace.ts';

/** One event of a history, and the step of the trace that saved it. */
export interface SavedEvent {
  event: HistoryEvent;
  savedAt: number;
}

/** One history of an instance, from its beginning until it begins anew: continue-as-new, rewind, or an id that is used again. */
export interface Generation {
  /** First step of the trace at which this history is the one that is kept. */
  from: number;
  /** The step at which another one takes its place, not included. */
  to: number;
  /** Event number n is at position n - 1. */
  events: readonly SavedEvent[];
}

/** All histories that an instance has in a run, each as it is at its own end. */
export function generationsOf(trace: Trace, instance: string): Generation[] {
  const done: Generation[] = [];
  let from = 0;
  let events: SavedEvent[] = [];
  const startOver = (at: number, first: SavedEvent[] = []) => {
    done.push({ from, to: at, events });
    from = at;
    events = first;
  };
  trace.steps.forEach((step, index) => {
    if (!('instance' in step) || step.instance !== instance) return;
    const saved = (event: HistoryEvent): SavedEvent => ({ event, savedAt: index });
    if (step.kind === 'turn-saved') {
      for (const event of step.events) events.push(saved(event));
      if (step.status === 'CONTINUED_AS_NEW') startOver(index);
    }
    if (step.kind === 'stalled' && step.isAppended) events.push(saved(step.event));
    if (step.kind === 'rewound') startOver(index, step.events.map(saved));
    if (step.kind === 'scheduled' && events.length > 0) startOver(index);
  });
  return [...done, { from, to: trace.steps.length, events }];
}

/** The history that is kept at a step. */
export function generationAt(trace: Trace, instance: string, step: number): Generation | undefined {
  return generationsOf(trace, instance).findLast(({ from }) => from <= step);
}
