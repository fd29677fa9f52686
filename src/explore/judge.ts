import { isTerminal } from '../sim/instance.ts';
import { formatPlace } from '../trace/place-text.ts';
import { departuresOf, textOf, type Departure } from './departure.ts';
import {
  meetsItself,
  otherCounts,
  outcomeText,
  repeatedByOwnCode,
  repeatedEffects,
} from './effects.ts';
import { endOf, otherEndOf } from './ends.ts';
import { answersText, disagreementText, waitText, decisionText } from './finding-words.ts';
import { nameIn } from './instance-name.ts';
import type { CallRecord } from './machine-records.ts';
import type { RememberedMachine } from './remembered-machine.ts';
import {
  worstFirst,
  type Finding,
  type OtherEnd,
  type RanAgain,
  type Remark,
  type Severity,
  type Verdict,
} from './report.ts';
import type { RunFacts } from './run-facts.ts';
import type { RunRecord } from './run-record.ts';
import { shapeOf } from './shapes.ts';
import { whyUnknown } from './why-unknown.ts';
import { short } from './words.ts';

type Alone = Pick<RememberedMachine, 'alone'>;

/** Judges a run with added crashes by the run without them. */
export function judge(base: RunRecord, run: RunRecord, machine: Alone, main: string): Verdict {
  const unknown = whyUnknown(base, run);
  if (unknown !== undefined) return verdictOf(run, main, { findings: [], remarks: [], unknown });
  const remarks: Remark[] = [];
  const departures = departuresOf(base.facts, run.facts);
  const findings = [
    ...endFindings(base, run),
    ...resultFindings(base, run, { machine, main, departures, remarks }),
    ...disagreementFindings(run.facts),
    ...growthFindings(run),
  ];
  const isStopped = findings.some(({ wrong, instance }) => wrong === 'stops' && instance === main);
  const isBlamed = findings.some(({ wrong }) => wrong === 'other-result');
  const otherEnd = isStopped
    ? undefined
    : otherEndOf(base.facts, run.facts, main, isBlamed ? [] : departures);
  return verdictOf(run, main, { findings, remarks, otherEnd });
}

/** What is wrong with a run by itself: with the run without any added crash. */
export function judgeAlone(run: RunRecord, main: string): Verdict {
  const findings = [
    ...repeatedByOwnCode(run.facts),
    ...disagreementFindings(run.facts),
    ...growthFindings(run),
  ];
  return verdictOf(run, main, { findings, remarks: [] });
}

interface Judged {
  findings: Finding[];
  remarks: Remark[];
  unknown?: string | undefined;
  otherEnd?: OtherEnd | undefined;
}

function verdictOf(run: RunRecord, main: string, judged: Judged): Verdict {
  const { findings, remarks, unknown, otherEnd } = judged;
  const ranAgain = ranAgainIn(run.facts);
  const severity = severityOf(judged);
  const instance = run.facts.instances.get(main);
  const { result, failure } = endOf(run.facts, main) ?? {};
  return {
    severity,
    shape: shapeOf(severity, findings, ranAgain),
    findings: worstFirst(findings),
    remarks,
    ranAgain,
    ...(unknown !== undefined && { reason: unknown }),
    status: instance?.status ?? (run.facts.plain ? 'COMPLETED' : 'TERMINATED'),
    ...(result !== undefined && { output: result }),
    ...(failure !== undefined && { failure }),
    ...(otherEnd && { otherEnd }),
  };
}

/** What ends otherwise does not hold, whoever is to blame. */
function severityOf({ findings, remarks, unknown, otherEnd }: Judged): Severity {
  if (unknown !== undefined) return 'unknown';
  if (findings.length > 0) return 'broken';
  if (otherEnd) return 'remark';
  return remarks.some(({ about }) => about !== 'other-chance') ? 'remark' : 'holds';
}

/** Every instance that comes to its end without the crash comes to its end with it. */
function endFindings(base: RunRecord, run: RunRecord): Finding[] {
  const findings: Finding[] = [];
  for (const { id, status } of base.facts.instances.values()) {
    const now = run.facts.instances.get(id);
    if (!isTerminal(status) || !now || isTerminal(now.status)) continue;
    const why = run.failure ?? run.facts.breakdowns[0] ?? waitText(run.facts);
    const text = `${nameIn(run.facts, id)} does not come to its end. ${why}`;
    findings.push({ invariant: 'reaches-the-end', wrong: 'no-end', text, instance: id });
  }
  if (base.facts.plain && !run.facts.plain)
    findings.push({
      invariant: 'reaches-the-end',
      wrong: 'no-end',
      text: 'The plain code is lost with the app, and nothing starts it again.',
    });
  return findings;
}

interface Compared {
  machine: Alone;
  main: string;
  departures: readonly Departure[];
  /** Are added to. */
  remarks: Remark[];
}

/** Result and effects: against the run without the crash, as far as both were told the same. */
function resultFindings(
  base: RunRecord,
  run: RunRecord,
  { machine, main, departures, remarks }: Compared,
): Finding[] {
  const findings = repeatedEffects(base, run, machine);
  const blamed = departures.flatMap((each) => {
    const text = blameFor(each, base, run, machine, remarks);
    return text === undefined ? [] : [{ text, instance: each.instance }];
  });
  if (departures.length === 0 || blamed.length > 0) {
    const known = new Set(findings.map((each) => each.effect));
    findings.push(...otherCounts(base.facts, run.facts).filter((each) => !known.has(each.effect)));
  }
  const hasEnded = isTerminal(run.facts.instances.get(main)?.status ?? 'COMPLETED');
  if (blamed[0] && hasEnded)
    findings.push({ invariant: 'same-result', wrong: 'other-result', ...blamed[0] });
  if (departures.length === 0) findings.push(...plainFindings(base.facts, run.facts));
  remarks.push(...answersThatDiffer(run.facts, remarks));
  return findings;
}

function plainFindings(base: RunFacts, run: RunFacts): Finding[] {
  if (!base.plain || !run.plain || textOf(base.plain) === textOf(run.plain)) return [];
  const text = `The plain code returns ${short(run.plain.result)}, and ${short(base.plain.result)} without a crash.`;
  return [{ invariant: 'same-result', wrong: 'other-result', text }];
}

/** Why a departure is the program's fault, in a sentence. Undefined when it is nobody's, which is remarked where it is of use. */
function blameFor(
  departure: Departure,
  base: RunRecord,
  run: RunRecord,
  machine: Alone,
  remarks: Remark[],
): string | undefined {
  const { kind, name } = departure;
  switch (kind) {
    case 'decision':
      return decisionText(name, departure.with, departure.without);
    case 'answer':
      return blameForAnswer(departure, base, run, machine, remarks);
    case 'order':
      remarks.push({
        about: 'other-order',
        text: `The messages reach ${name} in another order.`,
      });
      return undefined;
    case 'time':
      remarks.push({
        about: 'later',
        text: `${name} goes on later, because an activity waited twice.`,
      });
      return undefined;
    case 'given':
      // Another instance's own departure tells why.
      return undefined;
  }
}

function blameForAnswer(
  { instance, without, with: now, generation }: Departure,
  base: RunRecord,
  run: RunRecord,
  machine: Alone,
  remarks: Remark[],
): string | undefined {
  if (without?.type !== 'TaskCompleted' && without?.type !== 'TaskFailed') return undefined;
  const id = without.taskScheduledId;
  const name = base.facts.tasks.get(`${instance}/${generation}/${id}`)?.name ?? `task ${id}`;
  const answers = answersText(now, without);
  const isInMemory = [base, run].some((each) => {
    const call = callsOf(each, instance, id).at(-1);
    return call !== undefined && dependsOnMemory(call, machine);
  });
  if (isInMemory)
    return `The answer of ${name} depends on what the app kept in memory: ${answers}. A crash loses that memory.`;
  const isOtherEnd = lastOf(base.facts, instance) !== lastOf(run.facts, instance);
  if (isOtherEnd && meetsItself(callsOf(run, instance, id), machine))
    return `${name} runs again, meets what it did the first time, and answers otherwise: ${answers}.`;
  const key = `${instance}/${generation}/${id}`;
  const hasRunAgain =
    (run.facts.tasks.get(key)?.attempts.filter((each) => each.hasRun).length ?? 0) > 1;
  remarks.push(
    hasRunAgain
      ? {
          about: 'answers-differ',
          text: `${name} answers differently when it runs again: ${answers}.`,
        }
      : {
          about: 'other-chance',
          text: `${name} runs once, in another app run, and answers ${answers}.`,
        },
  );
  return undefined;
}

/** The runs of one request, oldest first. */
function callsOf({ calls }: RunRecord, instance: string, id: number): CallRecord[] {
  const ofIt = calls.filter(
    ({ identity }) =>
      identity.of === 'task' && identity.instance === instance && identity.number === id,
  );
  const last = ofIt.at(-1);
  return ofIt.filter(({ name, input }) => name === last?.name && input === last.input);
}

/** How an instance ended, as text; empty when it has not. */
function lastOf({ instances }: RunFacts, id: string): string {
  const last = instances.get(id)?.log.at(-1);
  if (last?.type !== 'ExecutionCompleted') return '';
  return textOf([last.status, last.result, last.failure]);
}

/** The same call in a process that has done nothing else, with the same chance, clock and world, comes out differently. */
function dependsOnMemory(call: CallRecord, machine: Alone): boolean {
  const alone = machine.alone(call);
  if (!alone) return true;
  return outcomeText(alone.progress) !== outcomeText(call.progress);
}

/** Activities that ran again and then answered something else. */
function answersThatDiffer({ tasks }: RunFacts, known: readonly Remark[]): Remark[] {
  return [...tasks.values()].flatMap(({ name, attempts }) => {
    const answers = attempts.flatMap(({ answer }) => (answer ? [textOf(answer)] : []));
    const isSame = answers.every((each) => each === answers[0]);
    if (isSame || known.some(({ text }) => text.startsWith(`${name} `))) return [];
    const text = `${name} answers differently when it runs again.`;
    return [{ about: 'answers-differ' as const, text }];
  });
}

/** Later ones follow from the first one of each instance. */
function disagreementFindings(facts: RunFacts): Finding[] {
  const seen = new Set<string>();
  return facts.disagreements.flatMap((each): Finding[] => {
    const isRewound = facts.instances.get(each.instance)?.isRewound === true;
    const isOfRewind = each.kind === 'quiet' && each.difference.what === 'instance' && isRewound;
    const key = `${each.instance} ${each.kind === 'loud'}`;
    if (isOfRewind || seen.has(key)) return [];
    seen.add(key);
    return [
      {
        invariant: 'no-divergence',
        wrong: each.kind === 'loud' ? 'stops' : 'silently-different',
        text: disagreementText(each),
        instance: each.instance,
        place: formatPlace(each.place),
      },
    ];
  });
}

function growthFindings({ rewritten, facts }: RunRecord): Finding[] {
  return [...rewritten].flatMap((instance): Finding[] => {
    const known = facts.instances.get(instance);
    // Continue-as-new begins a history anew, and a rewind takes failures out: both say so.
    if (known?.isRewound || (known?.generation ?? 0) > 0) return [];
    const text = `The history of ${nameIn(facts, instance)} lost or changed an event.`;
    return [{ invariant: 'history-grows', wrong: 'rewritten', text, instance }];
  });
}

function ranAgainIn({ tasks }: RunFacts): RanAgain[] {
  return [...tasks.values()].flatMap(({ instance, id, name, attempts }) => {
    const runs = attempts.filter((each) => each.hasRun).length;
    return runs > 1 ? [{ instance, task: id, name, runs }] : [];
  });
}
