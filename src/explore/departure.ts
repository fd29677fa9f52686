import type { HistoryEvent } from '../engine/history.ts';
import { EXECUTION_ID } from '../sim/cluster.ts';
import { nameIn } from './instance-name.ts';
import type { RunFacts } from './run-facts.ts';

/**
 * The first event of an instance at which a run is another one than the run without the crash.
 *
 * - `answer`: the same request was answered differently (an activity that draws a number, that asks what time it is, or that a
 *   service tells of its second request).
 * - `order`: the same messages came in another order.
 * - `time`: an activity that waits took its time twice, so it was later by then.
 * - `given`: it was started or sent something else, by another instance.
 * - `decision`: on the same facts, the code asked for something else. A workflow that is a function of its history never does.
 */
export interface Departure {
  kind: 'answer' | 'order' | 'time' | 'given' | 'decision';
  instance: string;
  /** What a person calls it. */
  name: string;
  /** Position in everything that this instance ever saved, from 1. */
  number: number;
  /** Absent: the run without the crash ends before, or the run with it does. */
  without?: HistoryEvent;
  with?: HistoryEvent;
  generation: number;
}

/** The first departure of each instance that has one. Times and execution ids do not count. */
export function departuresOf(without: RunFacts, withCrash: RunFacts): Departure[] {
  const [left, right] = [outlinesOf(without), outlinesOf(withCrash)];
  const ids = new Set([...left.keys(), ...right.keys()]);
  return [...ids].flatMap((id) => {
    const departure = departureOf(id, left.get(id)?.lines ?? [], right.get(id)?.lines ?? []);
    const name = right.get(id)?.name ?? left.get(id)?.name ?? id;
    return departure ? [{ ...departure, name }] : [];
  });
}

/** By the instance's id, in which an execution id is told by its place in the run (a child's id may hold one). */
function outlinesOf(facts: RunFacts): Map<string, { name: string; lines: Line[] }> {
  const rename = executionNames();
  const outlines = new Map<string, { name: string; lines: Line[] }>();
  for (const { id, log } of facts.instances.values())
    outlines.set(rename(id), { name: nameIn(facts, id), lines: outline(log, rename) });
  return outlines;
}

/** A turn that is done again uses up one more execution id, so they are counted as they are seen. */
export function executionNames(): (text: string) => string {
  const names = new Map<string, string>();
  return (text) =>
    text.replace(EXECUTION_ID, (id) => {
      const known = names.get(id) ?? `execution ${names.size + 1}`;
      names.set(id, known);
      return known;
    });
}

function departureOf(
  instance: string,
  left: readonly Line[],
  right: readonly Line[],
): Omit<Departure, 'name'> | undefined {
  let at = 0;
  let generation = 0;
  let hasTimeMoved = false;
  while (at < left.length && at < right.length && left[at]?.text === right[at]?.text) {
    if (at > 0 && left[at]?.event.type === 'ExecutionStarted') generation += 1;
    hasTimeMoved ||= left[at]?.event.timestampMs !== right[at]?.event.timestampMs;
    at += 1;
  }
  if (at === left.length && at === right.length) return undefined;
  const [one, two] = [left[at], right[at]];
  const kind = kindOf(one, two, left.slice(at), right.slice(at));
  return {
    kind: kind === 'decision' && hasTimeMoved ? 'time' : kind,
    instance,
    number: at + 1,
    ...(one && { without: one.event }),
    ...(two && { with: two.event }),
    generation,
  };
}

interface Line {
  event: HistoryEvent;
  /** All of it that matters. */
  text: string;
  /** What it answers or brings, without what it says. Absent for what the code asked for. */
  message?: string;
}

/**
 * A turn that was sent again may find more messages in its inbox than the first time, so the starts of turns do not count.
 */
function outline(log: readonly HistoryEvent[], rename: (text: string) => string): Line[] {
  return log.flatMap((event): Line[] => {
    if (event.type === 'OrchestratorStarted' || event.type === 'OrchestratorCompleted') return [];
    const message = messageOf(event);
    return [{ event, text: rename(textOf(event)), ...(message !== undefined && { message }) }];
  });
}

const UNTOLD = new Set(['timestampMs', 'executionId', 'stack']);

export const textOf = (value: unknown): string =>
  JSON.stringify(value, (key, each: unknown) => (UNTOLD.has(key) ? undefined : each));

function messageOf(event: HistoryEvent): string | undefined {
  switch (event.type) {
    case 'TaskCompleted':
    case 'TaskFailed':
    case 'SubOrchestrationInstanceCompleted':
    case 'SubOrchestrationInstanceFailed':
      return `answer ${event.taskScheduledId}`;
    case 'TimerFired':
      return `timer ${event.timerId}`;
    case 'EventRaised':
      return `event ${event.name} ${event.input ?? ''}`;
    case 'ExecutionTerminated':
    case 'ExecutionSuspended':
    case 'ExecutionResumed':
    case 'ExecutionRewound':
    case 'ExecutionStalled':
      return event.type;
    case 'ExecutionStarted':
      return 'start';
    case 'OrchestratorStarted':
    case 'OrchestratorCompleted':
    case 'ExecutionCompleted':
    case 'TaskScheduled':
    case 'SubOrchestrationInstanceCreated':
    case 'TimerCreated':
    case 'EventSent':
      return undefined;
  }
}

function kindOf(
  one: Line | undefined,
  two: Line | undefined,
  left: readonly Line[],
  right: readonly Line[],
): Departure['kind'] {
  if (one?.message === undefined && two?.message === undefined) return 'decision';
  if (one?.message !== undefined && one.message === two?.message)
    return one.message === 'start' ? 'given' : 'answer';
  // A message on one side only: it stands later on the other side, or never came there.
  const isLater = (line: Line | undefined, lines: readonly Line[]): boolean =>
    line?.message !== undefined && lines.some(({ message }) => message === line.message);
  if (isLater(one, right) || isLater(two, left)) return 'order';
  return one && two ? 'given' : 'decision';
}
