import type { Beat, StackFrame } from '../trace/beat.ts';
import { chipsAt } from './chips.ts';
import type { Chip, CodePane, Mode } from './frame.ts';
import { isInside } from './called-functions.ts';
import { verdictsAt, type Outcome } from './line-verdicts.ts';
import { lineRuns } from './line-runs.ts';
import { askLineOf, beatsUpTo, digestOf, stacksOf } from './pass-digest.ts';
import { engineName, type FunctionSpan, type ProgramView } from './program-view.ts';
import { keyOf } from './request-key.ts';
import type { PassAt, RunState } from './run-state.ts';
import { shortPayload, shorten } from './short-text.ts';

/** How many log lines a pane keeps. */
const MAX_LOG = 200;

/** Which beat of which pass the cursor stands on. */
export interface Here {
  at: PassAt;
  upTo: number;
}

/** The listings of the Process zone: plain code first, as it stands first in the file. */
export function panesAt(
  state: RunState,
  here: Here | undefined,
  program: ProgramView,
  helpers: FunctionSpan[],
  disagreement: readonly Chip[],
  outcome: Outcome | undefined,
): CodePane[] {
  const panes: CodePane[] = [];
  if (program.plain) panes.push(plainPane(state, here, program.plain));
  if (program.workflow) {
    const pane = workflowPane(state, here, program, helpers, disagreement, outcome);
    panes.push(helpers.length > 0 ? { ...pane, helpers } : pane);
  }
  return panes;
}

function emptyPane(kind: CodePane['kind'], name: string): CodePane {
  return {
    kind,
    name,
    mode: 'live',
    chips: [],
    verdicts: [],
    stack: [],
    isStale: false,
    changed: [],
    log: [],
  };
}

function workflowPane(
  state: RunState,
  here: Here | undefined,
  program: ProgramView,
  helpers: readonly FunctionSpan[],
  disagreement: readonly Chip[],
  cameOf: Outcome | undefined,
): CodePane {
  const span = program.workflow;
  const pane = emptyPane('workflow', span?.name ?? '');
  const outcome = workflowOutcome(state, program);
  if (outcome) pane.outcome = outcome;
  const at = state.lastPass;
  if (!state.isAlive) return pane;
  const activity = activityAt(state, here, program);
  if (activity) pane.activity = activity;
  if (!at) return asleep(state, pane);
  const isNow = here?.at.step === at.step;
  const upTo = isNow ? here.upTo : Infinity;
  const beats = beatsUpTo(at.pass, upTo);
  const last = beats.length - 1;
  const line = outcome ? undefined : lineIn(span, beats, helpers);
  if (line !== undefined) pane.line = line;
  pane.mode = (digestOf(at.pass).again[last] ?? false) ? 'again' : 'live';
  pane.chips = withDisagreement(chipsAt(state, at, upTo, !isNow), disagreement);
  pane.verdicts = verdictsAt(state, at, upTo, program, cameOf);
  const stacks = stacksOf(beats);
  if (!at.pass.beats || !stacks.isKnown) pane.unknown = at.pass.beats && isNow ? 'line' : 'wake-up';
  pane.stack = runningIn(stacks.last, beats[last]);
  pane.isStale = !isNow;
  pane.changed = isNow ? changedIn(pane.stack, stacks.before) : [];
  if (isNow) pane.stackBefore = stacks.before;
  pane.runs = lineRuns(state.passes, at, upTo, program);
  pane.log = logOf(state, at, upTo);
  if (line !== undefined) pane.chips = [...pane.chips, ...callerChips(pane.stack, line)];
  pane.chips = [...pane.chips, ...keyChips(state, askedFor(state, at))];
  // Once it has ended, it waits for nothing any more, whatever it left unanswered.
  if (outcome) pane.chips = pane.chips.filter((each) => each.tone !== 'waiting');
  return pane;
}

/** The engine has sent the work again, and not woken the workflow: its code stands where an earlier wake-up asked for that. */
function asleep(state: RunState, pane: CodePane): CodePane {
  const { task, passes, instance } = state;
  if (!task || task.instance !== instance) return pane;
  const asked = passes.findLast((each) => askedFor(state, each) !== undefined);
  const line = asked && askedFor(state, asked);
  if (line === undefined) return pane;
  const text = task.hasAnswered ? 'answered' : 'running again';
  return { ...pane, line, chips: [{ line, text, tone: 'live' }, ...keyChips(state, line)] };
}

/** The line of a wake-up that asked for the running activity. */
const askedFor = ({ task }: RunState, { pass }: PassAt): number | undefined =>
  task && askLineOf(digestOf(pass).asks, task.id, task.name);

/** The key that the running activity has sent: the lines do not show where it comes from. */
function keyChips({ task, requests, instance }: RunState, line: number | undefined): Chip[] {
  if (line === undefined || !task || task.instance !== instance || task.hasAnswered) return [];
  const last = requests.findLast((row) => row.task === task.id && row.process === task.process);
  const key = last && keyOf(last.request);
  return key === undefined ? [] : [{ line, text: `key ${key}`, tone: 'live' }];
}

/** Where code and history disagree, nothing else is worth a note behind the same line. */
function withDisagreement(chips: readonly Chip[], disagreement: readonly Chip[]): Chip[] {
  const lines = new Set(disagreement.map((each) => each.line));
  const rest = chips.filter((each) => !lines.has(each.line));
  return [...rest, ...disagreement].sort((a, b) => a.line - b.line);
}

/** Where the code stands in the line of a caller again, what it had called there has returned. */
function runningIn(stack: StackFrame[], beat: Beat | undefined): StackFrame[] {
  if (!beat || beat.kind === 'line') return stack;
  const at = stack.findLastIndex(({ line }) => line === beat.line);
  return at < 0 ? stack : stack.slice(0, at + 1);
}

/** Behind the lines that wait for a function that they have called. */
function callerChips(stack: readonly StackFrame[], running: number): Chip[] {
  return stack.flatMap(({ line }, index): Chip[] => {
    const called = stack[index + 1];
    if (!called || line === undefined || line === running) return [];
    return [{ line, text: `waits for ${called.fn}`, tone: 'caller' }];
  });
}

/** The last line that ran inside the listing. */
function lineIn(
  span: FunctionSpan | undefined,
  beats: readonly Beat[],
  helpers: readonly FunctionSpan[] = [],
): number | undefined {
  const isShown = (line: number) =>
    !span || isInside(span, line) || helpers.some((each) => isInside(each, line));
  for (let index = beats.length - 1; index >= 0; index -= 1) {
    const line = beats[index]?.line ?? 0;
    if (line > 0 && isShown(line)) return line;
  }
  return undefined;
}

/** Names of variables that are new or have another value. */
function changedIn(now: readonly StackFrame[], before: readonly StackFrame[]): string[] {
  return now.flatMap((frame, index) => {
    const old = new Map(before[index]?.variables.map((each) => [each.name, each.value]));
    return frame.variables
      .filter((each) => old.get(each.name) !== each.value)
      .map((each) => each.name);
  });
}

/** What the workflow's code has printed in this app run: every replay prints again. */
function logOf(state: RunState, at: PassAt, upTo: number): CodePane['log'] {
  const lines: { text: string; mode: Mode }[] = [];
  for (let index = state.passes.length - 1; index >= 0 && lines.length < MAX_LOG; index -= 1) {
    const each = state.passes[index];
    if (each?.pass.process !== at.pass.process) continue;
    const end = each.step === at.step ? upTo : Infinity;
    const own = digestOf(each.pass).logs.filter((log) => log.beat <= end);
    lines.unshift(...own.map(({ text, mode }) => ({ text, mode })));
  }
  return lines.slice(-MAX_LOG);
}

/** The activity that runs just now, at the line of its own code. */
function activityAt(
  state: RunState,
  here: Here | undefined,
  program: ProgramView,
): CodePane['activity'] {
  const { task } = state;
  if (!task || task.hasAnswered || task.instance !== state.instance) return undefined;
  const span = program.functions.find((each) => each.name === task.name);
  const upTo = here && here.at.step === task.pass?.step ? here.upTo : Infinity;
  const beats = task.pass ? beatsUpTo(task.pass.pass, upTo) : [];
  const line = beats[beats.length - 1]?.line || span?.line || 0;
  return { name: task.name, task: task.id, line };
}

const withoutResult = (status: string): string =>
  status === 'COMPLETED'
    ? 'Done, without a result.'
    : status === 'TERMINATED'
      ? 'Ended from outside.'
      : `Ended (${status.toLowerCase()}).`;

function workflowOutcome(state: RunState, program: ProgramView): CodePane['outcome'] {
  const end = state.kept[state.kept.length - 1]?.event;
  if (end?.type !== 'ExecutionCompleted') return undefined;
  if (state.divergence?.isSaved) {
    const text = `Code and history disagree, so ${engineName(program)} stopped it.`;
    return { status: end.status, text };
  }
  const text = end.failure ? shorten(end.failure.message, 120) : shortPayload(end.result, 120);
  return { status: end.status, text: text === '' ? withoutResult(end.status) : text };
}

// --- plain code ------------------------------------------------------------------------------------------------------

function plainPane(state: RunState, here: Here | undefined, span: FunctionSpan): CodePane {
  const pane = emptyPane('plain', span.name);
  const run = state.plain;
  if (state.hasCrashed && !run?.outcome) {
    pane.outcome = { status: 'LOST', text: 'Lost in the crash. A restart does not bring it back.' };
    return pane;
  }
  if (run?.outcome) {
    const { status, text } = run.outcome;
    const isFailed = status === 'FAILED';
    pane.outcome = { status, text: isFailed ? shorten(text, 120) : shortPayload(text, 120) };
  }
  // What it left in memory went with the app run that it lived in.
  if (!run || !state.isAlive || run.process !== state.run) return pane;
  const isNow = here !== undefined && run.passes.some((each) => each.step === here.at.step);
  const beats = run.passes.flatMap((each) =>
    beatsUpTo(each.pass, isNow && each.step === here.at.step ? here.upTo : Infinity),
  );
  const line = run.outcome ? undefined : lineIn(span, beats);
  if (line !== undefined) pane.line = line;
  const stacks = stacksOf(beats);
  if (!stacks.isKnown && !run.outcome) pane.unknown = isNow ? 'line' : 'wake-up';
  // Only the function that is shown: the variables of what it calls would have no lines beside them.
  const [last, before] = [stacks.last, stacks.before].map((stack) =>
    stack.filter((frame) => frame.fn === span.name),
  );
  pane.stack = run.outcome ? [] : (last ?? []);
  pane.changed = isNow ? changedIn(last ?? [], before ?? []) : [];
  pane.isStale = !isNow && run.outcome !== undefined;
  pane.chips = plainChips(span, beats, run.outcome !== undefined);
  pane.log = beats
    .flatMap((beat) => (beat.kind === 'log' ? [{ text: beat.text, mode: 'live' as const }] : []))
    .slice(-MAX_LOG);
  return pane;
}

/** Lines of the plain function that have called something: done, or still running. */
function plainChips(span: FunctionSpan, beats: readonly Beat[], isOver: boolean): Chip[] {
  const chips = new Map<number, Chip>();
  let line = 0;
  for (const beat of beats) {
    if (beat.line === 0) continue;
    if (!isInside(span, beat.line)) {
      if (line > 0) chips.set(line, { line, text: 'running', tone: 'live' });
      continue;
    }
    const left = chips.get(line);
    if (left && beat.line !== line) chips.set(line, { ...left, text: 'done' });
    line = beat.line;
  }
  const left = chips.get(line);
  if (left && isOver) chips.set(line, { ...left, text: 'done' });
  return [...chips.values()].sort((a, b) => a.line - b.line);
}
