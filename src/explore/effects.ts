import type { LedgerEntry } from '../trace/step.ts';
import type { CallRecord } from './machine-records.ts';
import type { RememberedMachine } from './remembered-machine.ts';
import type { Finding } from './report.ts';
import type { OwnEffect, RunFacts, TaskFacts } from './run-facts.ts';
import type { RunRecord } from './run-record.ts';
import { asSentence, happens, timesWord } from './words.ts';

/**
 * Effects that came again because a request was delivered again. An effect is one entry of the world's ledger; for a `run` line,
 * whose activities share `state`, an activity that ran again has come twice unless it leaves the state as one run alone would.
 */
export function repeatedEffects(
  base: RunRecord,
  run: RunRecord,
  machine: Pick<RememberedMachine, 'alone'>,
): Finding[] {
  const findings = new Map<string, Finding>();
  const [usual, now] = [countsOf(base.facts), countsOf(run.facts)];
  for (const task of run.facts.tasks.values()) {
    for (const entry of comeAgain(task)) {
      const times = now.get(entry.subject)?.count ?? 0;
      const usually = usual.get(entry.subject)?.count ?? 0;
      findings.set(entry.subject, twice(entry.label, times, usually, task));
    }
  }
  for (const finding of repeatedByOwnCode(run.facts))
    findings.set(`own ${finding.effect}`, finding);
  for (const finding of repeatedChanges(base, run, machine))
    findings.set(`${finding.instance} ${finding.effect}`, finding);
  for (const finding of repeatedByTurns(run)) findings.set(`turn ${finding.effect}`, finding);
  return [...findings.values()];
}

/** What a workflow's own code does to the world, every wake-up does again. */
export function repeatedByOwnCode({ ownEffects, instances }: RunFacts): Finding[] {
  const first = new Map<string, OwnEffect>();
  const findings = new Map<string, Finding>();
  for (const each of ownEffects) {
    const { instance, generation, entry } = each;
    const key = `${instance}/${generation}/${entry.subject}`;
    const before = first.get(key);
    if (!before) first.set(key, each);
    if (!before || (before.turn === each.turn && before.attempt === each.attempt)) continue;
    const times = ownEffects.filter((other) => other.entry.subject === entry.subject).length;
    const name = instances.get(instance)?.name ?? instance;
    const text = `${asSentence(happens(entry.label, times))} The code of ${name} itself asks for it, at every wake-up again.`;
    const about = { effect: entry.label, times, usually: 1, instance };
    findings.set(key, { invariant: 'effects-once', wrong: 'twice', text, ...about });
  }
  return [...findings.values()];
}

/** A workflow whose own code changes the shared state does so again when its turn is sent again. */
function repeatedByTurns({ turns, facts }: RunRecord): Finding[] {
  return turns.flatMap((turn, index): Finding[] => {
    const first = turns
      .slice(0, index)
      .find(({ instance, number }) => instance === turn.instance && number === turn.number);
    if (!first || first.after === turn.after) return [];
    const name = facts.instances.get(turn.instance)?.name ?? turn.instance;
    const text = `The code of ${name} itself changes the state, and did so again when wake-up ${turn.number} was sent again.`;
    const at = { instance: turn.instance, effect: name, times: turn.attempt, usually: 1 };
    return [{ invariant: 'effects-once', wrong: 'twice', text, ...at }];
  });
}

/** The entries of one request beyond those of its richest attempt. */
function comeAgain(task: TaskFacts): LedgerEntry[] {
  if (task.attempts.length < 2) return [];
  const all = new Map<string, { entry: LedgerEntry; total: number; most: number }>();
  for (const { effects } of task.attempts) {
    const here = new Map<string, number>();
    for (const entry of effects) here.set(entry.subject, (here.get(entry.subject) ?? 0) + 1);
    for (const entry of effects) {
      const count = here.get(entry.subject) ?? 0;
      const known = all.get(entry.subject) ?? { entry, total: 0, most: 0 };
      all.set(entry.subject, { entry, total: known.total + 1, most: Math.max(known.most, count) });
    }
  }
  return [...all.values()].flatMap(({ entry, total, most }) => (total > most ? [entry] : []));
}

/** Once, where it never happens otherwise, is no repetition: the run has gone another way. */
function twice(label: string, times: number, usually: number, task?: TaskFacts): Finding {
  const isRepeated = times > 1 || usually > 0;
  const text = happens(label, times);
  return {
    invariant: 'effects-once',
    wrong: isRepeated ? 'twice' : 'other-result',
    text: asSentence(isRepeated ? text : `${text}, and never without a crash`),
    effect: label,
    times,
    usually,
    ...(task && { instance: task.instance }),
  };
}

/** For runs that took the same way: subjects that came more or less often than without the crash. */
export function otherCounts(base: RunFacts, run: RunFacts): Finding[] {
  const [usual, now] = [countsOf(base), countsOf(run)];
  const findings: Finding[] = [];
  for (const [subject, { label, count }] of now) {
    const usually = usual.get(subject)?.count ?? 0;
    if (count > usually) findings.push(twice(label, count, usually));
  }
  for (const [subject, { label, count: usually }] of usual) {
    const times = now.get(subject)?.count ?? 0;
    if (times >= usually) continue;
    const text = `${happens(label, times)}, and ${timesWord(usually)} without a crash`;
    findings.push({
      invariant: 'effects-once',
      wrong: 'lost',
      text: asSentence(text),
      effect: label,
      times,
      usually,
    });
  }
  return findings;
}

function countsOf(facts: RunFacts): Map<string, { label: string; count: number }> {
  const counts = new Map<string, { label: string; count: number }>();
  for (const { subject, label } of facts.ledger) {
    const known = counts.get(subject);
    if (known) known.count += 1;
    else counts.set(subject, { label, count: 1 });
  }
  return counts;
}

function repeatedChanges(
  base: RunRecord,
  run: RunRecord,
  machine: Pick<RememberedMachine, 'alone'>,
): Finding[] {
  const byTask = new Map<string, CallRecord[]>();
  for (const call of run.calls) {
    const { of, instance, number } = call.identity;
    if (of !== 'task' || call.before === undefined) continue;
    const key = `${instance}/${number}/${call.name}/${call.input ?? ''}`;
    byTask.set(key, [...(byTask.get(key) ?? []), call]);
  }
  return [...byTask].flatMap(([key, calls]) => {
    const usually = base.calls.filter(
      ({ identity, name, input }) =>
        `${identity.instance}/${identity.number}/${name}/${input ?? ''}` === key,
    ).length;
    if (calls.length <= Math.max(1, usually)) return [];
    const [first, last] = [calls[0], calls.at(-1)];
    if (!first || !last || isAsOnce(first, last, machine)) return [];
    const { instance } = first.identity;
    return [
      {
        invariant: 'effects-once' as const,
        wrong: 'twice' as const,
        text: `${first.name} ran ${timesWord(calls.length)} for one request, and changed the state each time.`,
        effect: first.name,
        times: calls.length,
        usually: Math.max(1, usually),
        instance,
      },
    ];
  });
}

/** The last run left what it would have left had it been the only one: an activity that may run again. */
function isAsOnce(
  first: CallRecord,
  last: CallRecord,
  machine: Pick<RememberedMachine, 'alone'>,
): boolean {
  if (last.after === last.before) return true;
  return machine.alone(last, first.before)?.after === last.after;
}

/**
 * The last run of a request came out differently because of what an earlier run of the same request did: with the same chance and
 * clock, in the world as it was before, it would have come out otherwise (`already paid`).
 */
export function meetsItself(
  calls: readonly CallRecord[],
  machine: Pick<RememberedMachine, 'alone'>,
): boolean {
  const [first, last] = [calls[0], calls.at(-1)];
  if (!first || !last || first === last || first.before === undefined) return false;
  const isUndisturbed = calls.every((each, at) => at === 0 || each.before === calls[at - 1]?.after);
  if (!isUndisturbed || first.before === last.before) return false;
  const alone = machine.alone(last, first.before);
  return alone !== undefined && outcomeText(alone.progress) !== outcomeText(last.progress);
}

export function outcomeText(progress: CallRecord['progress']): string {
  switch (progress.kind) {
    case 'returned':
      return `returned ${progress.result ?? ''}`;
    case 'failed':
      return `failed ${progress.failure.type} ${progress.failure.message}`;
    case 'requests':
    case 'broke':
      return progress.kind;
  }
}
