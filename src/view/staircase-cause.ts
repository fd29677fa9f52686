import type { HistoryEvent } from '../engine/history.ts';
import type { Step } from '../trace/step.ts';
import { eventTitle } from './event-words.ts';
import { listing } from './short-text.ts';

/** Beside `App run 12 · ` there is room for so many letters; the event's number says where to read more. */
const MOST_LETTERS = 15;

/** Whose start it was stands over the code. */
function firstWords(event: HistoryEvent, title: string, numbers: readonly string[]): string {
  if (event.type === 'ExecutionStarted') return 'started';
  if (event.type === 'TimerFired') return 'timer fired';
  if (title.length <= MOST_LETTERS && numbers.length === 1) return title;
  return `${numbers.length > 1 ? 'events' : 'event'} ${listing(numbers)}`;
}

/** What woke the workflow, for the first row of an app run and for a later one. */
export function causeOf(
  step: Extract<Step, { kind: 'turn-sent' }>,
  names: ReadonlyMap<number, string>,
): { first: string; later: string } {
  if (step.place.attempt > 1) {
    const text = `wake-up ${step.place.number} again`;
    return { first: text, later: text };
  }
  const woken = step.newEvents.flatMap((event, index) =>
    event.type === 'OrchestratorStarted' ? [] : [{ event, number: step.oldCount + index + 1 }],
  );
  const [one] = woken;
  if (!one) return { first: 'woken', later: 'woken' };
  const title = eventTitle(one.event, (task) => names.get(task) ?? `task ${task}`);
  const numbers = woken.map((each) => String(each.number));
  const later = `woken by ${numbers.length > 1 ? 'events' : 'event'} ${listing(numbers)}`;
  return { first: firstWords(one.event, title, numbers), later };
}
