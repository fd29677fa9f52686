import type { Action } from '../engine/action.ts';
import type { HistoryEvent } from '../engine/history.ts';
import type { QuietDifference } from '../engine/quiet.ts';
import type { Divergence, EventOutcome, TurnResult, WorkItem } from '../engine/turn.ts';
import type { Identity, ProcessIdentity, EndedTurn } from '../sim/machine.ts';
import type { Scenario } from '../sim/scenario.ts';
import type { DeployVerdict, Mismatch } from './deploy-report.ts';
import { messageText, type Stored } from './deploy-points.ts';
import { short } from './words.ts';

/** What version 2 makes of a history by itself, beside what version 1 makes of it. */
export interface ReplayCheck {
  /** Absent: it reads it as version 1 does. */
  verdict?: Extract<DeployVerdict, 'stops' | 'silently-different' | 'hangs' | 'stalled'>;
  mismatch?: Mismatch;
  /** Names of events that version 1 waits for here and version 2 does not. */
  unheard: string[];
}

/**
 * Compares two replays of the same committed history, each with every beat recorded, to which nothing new has happened. Both must
 * answer each event with the same task, and neither may ask for anything: all that version 1 asked for is in the history.
 */
export function compareReplays(
  history: readonly HistoryEvent[],
  first: EndedTurn,
  second: EndedTurn,
): ReplayCheck {
  const unheard = unheardIn(first, second);
  if (second.kind === 'broke')
    return { verdict: 'stops', mismatch: { text: second.breakdown.message }, unheard };
  const { divergence, quietDifferences, hang } = second.result;
  if (divergence) return { verdict: 'stops', mismatch: loudMismatch(divergence), unheard };
  const failure = failureIn(second.result.actions);
  if (failure !== undefined && !isComplete(first))
    return { verdict: 'stops', mismatch: { text: `Version 2 fails: ${failure}` }, unheard };
  const [quiet] = quietDifferences ?? [];
  const alreadyQuiet = first.kind === 'done' ? (first.result.quietDifferences ?? []) : [];
  if (quiet && alreadyQuiet.length === 0)
    return { verdict: 'silently-different', mismatch: quietMismatch(quiet), unheard };
  const other = otherOutcome(history, first, second);
  if (other) return { verdict: 'silently-different', mismatch: other, unheard };
  const held = heldBack(history, second.result);
  if (held !== undefined) return { verdict: 'stalled', mismatch: { text: held }, unheard };
  if (hang && !(first.kind === 'done' && first.result.hang))
    return {
      verdict: 'hangs',
      mismatch: { text: `Version 2 waits for what can never come (${hang.reason}).` },
      unheard,
    };
  const extra =
    first.kind === 'done' && first.result.actions.length > 0 ? [] : second.result.actions;
  const [action] = extra;
  if (action) {
    const text = `The history ends here, but version 2 has gone on already: it ${wishOf(action)}.`;
    return {
      verdict: 'silently-different',
      mismatch: { text, recorded: 'nothing', asked: wishOf(action) },
      unheard,
    };
  }
  return { unheard };
}

/** Dapr stalls an instance whose version the app lacks, and one whose recorded patches are not the first ones of a turn. */
function heldBack(
  history: readonly HistoryEvent[],
  { actions, version }: TurnResult,
): string | undefined {
  if (actions.some(({ type }) => type === 'WorkflowVersionNotAvailable'))
    return 'Version 2 of the code lacks the named version that this instance is pinned to.';
  const recorded = history.flatMap((event) =>
    event.type === 'OrchestratorStarted' ? (event.version?.patches ?? []) : [],
  );
  const taken = version?.patches ?? [];
  if (recorded.every((patch, index) => patch === taken[index])) return undefined;
  return `The history holds the patches ${recorded.join(', ')}. Version 2 takes ${taken.join(', ') || 'none'}.`;
}

const isComplete = (outcome: EndedTurn): boolean =>
  outcome.kind === 'done' &&
  outcome.result.actions.some(({ type }) => type === 'CompleteOrchestration');

function unheardIn(first: EndedTurn, second: EndedTurn): string[] {
  const listening = (outcome: EndedTurn): string[] =>
    outcome.kind === 'done' ? (outcome.result.waitsFor ?? []) : [];
  const heard = new Set(listening(second).map((name) => name.toLowerCase()));
  return listening(first).filter((name) => !heard.has(name.toLowerCase()));
}

function failureIn(actions: readonly Action[]): string | undefined {
  const ending = actions.find(({ type }) => type === 'CompleteOrchestration');
  if (ending?.type !== 'CompleteOrchestration' || ending.status !== 'FAILED') return undefined;
  return ending.failure?.message ?? 'no reason is given';
}

export function loudMismatch({ eventNumber, recorded, asked, message }: Divergence): Mismatch {
  const was = [recorded.method, recorded.name].filter(Boolean).join(' ');
  const is = asked ? [asked.method, asked.name].filter(Boolean).join(' ') : 'nothing';
  return { text: message, eventNumber, recorded: was, asked: is };
}

export function quietMismatch({
  eventNumber,
  method,
  name,
  what,
  recorded,
  asked,
}: QuietDifference): Mismatch {
  const part = what === 'input' ? 'the input' : what === 'due' ? 'the due time' : 'the id';
  const call = [method, name].filter(Boolean).join(' ');
  return {
    text: `Event ${eventNumber} holds another request: ${part} of ${call} was ${short(recorded)}, and version 2 asks with ${short(asked)}. No engine notices.`,
    eventNumber,
    ...(recorded !== undefined && { recorded }),
    ...(asked !== undefined && { asked }),
  };
}

/** The first committed event that bears on the code in another way: an event that nobody waits for any more, an answer unused. */
function otherOutcome(
  history: readonly HistoryEvent[],
  first: EndedTurn,
  second: EndedTurn,
): Mismatch | undefined {
  const [one, two] = [outcomesOf(first), outcomesOf(second)];
  for (const [index, event] of history.entries()) {
    const [was, is] = [one.get(index + 1), two.get(index + 1)];
    if (was === is || was === undefined || is === undefined) continue;
    const text = `${messageText(event, history)} at event ${index + 1} is ${WORDS[was]} by version 1 and ${WORDS[is]} by version 2.`;
    return {
      text: text.charAt(0).toUpperCase() + text.slice(1),
      eventNumber: index + 1,
      recorded: WORDS[was],
      asked: WORDS[is],
    };
  }
  return undefined;
}

const WORDS: Record<EventOutcome, string> = {
  started: 'taken as the start',
  matched: 'matched',
  completed: 'used',
  buffered: 'kept for later',
  ignored: 'ignored',
  clock: 'taken as the time',
  ended: 'taken as the end',
  diverged: 'not matched',
};

function outcomesOf(outcome: EndedTurn): Map<number, EventOutcome> {
  const outcomes = new Map<number, EventOutcome>();
  for (const beat of outcome.beats ?? [])
    if (beat.kind === 'event') outcomes.set(beat.event, beat.outcome);
  return outcomes;
}

function wishOf(action: Action): string {
  switch (action.type) {
    case 'ScheduleTask':
      return `asks for ${action.name}`;
    case 'CreateTimer':
      return 'asks for a timer';
    case 'CreateSubOrchestration':
      return `asks for ${action.name}`;
    case 'SendEvent':
      return `sends ${action.name}`;
    case 'CompleteOrchestration':
      return `ends ${action.status}`;
    case 'RewindOrchestration':
      return 'goes back to before a failure';
    case 'WorkflowVersionNotAvailable':
      return 'lacks the version that this instance is pinned to';
  }
}

/** The arguments of a turn that reads a history once more, and to which nothing new has happened. */
export function replayOf(
  { dialect, facade, seed }: Pick<Scenario, 'dialect' | 'facade' | 'seed'>,
  { id, history }: Stored,
  nowMs: number,
): [start: ProcessIdentity, item: WorkItem, identity: Identity] {
  const newEvents: HistoryEvent[] = [{ type: 'OrchestratorStarted', id: -1, timestampMs: nowMs }];
  return [
    { seed, process: 1, nowMs, variables: {} },
    { dialect, facade, instanceId: id, oldEvents: history, newEvents },
    { seed, process: 1, instance: id, of: 'turn', number: 1, attempt: 1, nowMs },
  ];
}
