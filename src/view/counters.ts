import type { Counter } from './frame.ts';
import type { ProgramView } from './program-view.ts';
import type { RunState } from './run-state.ts';
import { listing } from './short-text.ts';

type Entry = Counter['entries'][number];

/** One entry for each kind of effect that the sample can have, in its order, also those that have not happened. */
export function countersAt(state: RunState, program: ProgramView): Counter[] {
  const bySubject = new Map<string, Entry[]>();
  for (const entry of state.ledger) {
    const list = bySubject.get(entry.subject);
    if (list) list.push(entry);
    else bySubject.set(entry.subject, [entry]);
  }
  // Plain code and workflow handle an order each: which one is meant must be said.
  const isNamed = program.workflow !== undefined && program.plain !== undefined;
  const counters: Counter[] = [];
  for (const { subject, label } of program.counters) {
    const found = [...bySubject].filter(([each]) => isOfKind(each, subject));
    if (found.length === 0) counters.push({ subject, label, detail: '', entries: [] });
    for (const [each, entries] of found) {
      counters.push(counterOf(each, label, entries, isNamed));
      bySubject.delete(each);
    }
  }
  for (const [subject, entries] of bySubject)
    counters.push(counterOf(subject, entries[0]?.label ?? subject, entries, isNamed));
  return counters;
}

const isOfKind = (subject: string, kind: string): boolean =>
  subject === kind || subject.startsWith(`${kind}:`);

function counterOf(subject: string, label: string, entries: Entry[], isNamed: boolean): Counter {
  const parts = [entries[0]?.detail ?? ''];
  const about = subject.split(':')[1];
  if (isNamed && about) parts.push(about);
  if (entries.length > 1) parts.push(runsText(entries));
  return { subject, label, detail: parts.filter((each) => each !== '').join(', '), entries };
}

function runsText(entries: readonly Entry[]): string {
  const runs = [...new Set(entries.map((each) => each.process))];
  return `in app run ${listing(runs.map(String))}`;
}
