import type { Counter } from './frame.ts';
import type { ProgramView } from './program-view.ts';
import { isReplayed, keyOf } from './request-key.ts';
import type { RunState } from './run-state.ts';
import { listing, shortIds } from './short-text.ts';

type Entry = Counter['entries'][number];

/**
 * One entry for each kind of effect that the sample can have, in its order, also those that have not happened.
 * Plain code and workflow side by side handle an order each, so each has its own.
 */
export function countersAt(state: RunState, program: ProgramView): Counter[] {
  const counted = (ledger: readonly Entry[]) =>
    countersOf(ledger, program).map((counter) => withRepeats(counter, state.requests));
  if (program.workflow === undefined || program.plain === undefined) return counted(state.ledger);
  return (['plain', 'workflow'] as const).flatMap((owner) => {
    const own = state.ledger.filter((entry) => entry.owner === owner);
    return counted(own).map((counter) => ({ owner, ...counter }));
  });
}

/** A service that knows the key of a request answers as the first time. */
function withRepeats(counter: Counter, requests: RunState['requests']): Counter {
  const steps = new Set(counter.entries.map(({ step }) => step));
  const firsts = requests.filter(({ step }) => steps.has(step));
  const repeats = requests.filter(
    ({ request, response }) =>
      isReplayed(response) &&
      firsts.some((at) => at.request.url === request.url && at.response.body === response.body),
  );
  const key = repeats[0] && keyOf(repeats[0].request);
  if (repeats.length === 0) return counter;
  return { ...counter, repeats: repeats.length, ...(key !== undefined && { key }) };
}

function countersOf(ledger: readonly Entry[], program: ProgramView): Counter[] {
  const bySubject = new Map<string, Entry[]>();
  for (const entry of ledger) {
    const list = bySubject.get(entry.subject);
    if (list) list.push(entry);
    else bySubject.set(entry.subject, [entry]);
  }
  const counters: Counter[] = [];
  for (const { subject, label } of program.counters) {
    const found = [...bySubject].filter(([each]) => isOfKind(each, subject));
    if (found.length === 0) counters.push({ subject, label, detail: '', entries: [] });
    for (const [each, entries] of found) {
      counters.push(counterOf(each, label, entries));
      bySubject.delete(each);
    }
  }
  for (const [subject, entries] of bySubject)
    counters.push(counterOf(subject, entries[0]?.label ?? subject, entries));
  return counters;
}

/** What the screen calls an effect: as the program tells it from others of its kind, `Tickets searched`. */
export const labelOf = (
  { subject, label }: Pick<Entry, 'subject' | 'label'>,
  { counters }: ProgramView,
): string => counters.find((each) => isOfKind(subject, each.subject))?.label ?? label;

const isOfKind = (subject: string, kind: string): boolean =>
  subject === kind || subject.startsWith(`${kind}:`);

function counterOf(subject: string, label: string, entries: Entry[]): Counter {
  const parts = [shortIds(entries[0]?.detail ?? '')];
  if (entries.length > 1) parts.push(runsText(entries));
  return { subject, label, detail: parts.filter((each) => each !== '').join(', '), entries };
}

function runsText(entries: readonly Entry[]): string {
  const wakeUps = entries.flatMap(({ turn }) => turn ?? []);
  if (new Set(wakeUps).size === entries.length)
    return `at wake-ups ${listing(wakeUps.map(String))}`;
  const runs = [...new Set(entries.map((each) => each.process))];
  return `in app run ${listing(runs.map(String))}`;
}
