import type { Step } from '../trace/step.ts';
import { eventTitle } from './event-words.ts';
import { listing } from './short-text.ts';

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
  const first = title.startsWith('Timer') ? 'timer fired' : title;
  return { first, later };
}
