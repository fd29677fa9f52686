import { labelOf } from './counters.ts';
import type { RunState } from './run-state.ts';
import { silentEnd } from './silent.ts';
import type { Step, WaitingFor } from '../trace/step.ts';
import type { LedgerRow } from './frame.ts';
import { luckyDraw } from './read-draws.ts';
import { pausedSentence } from './paused.ts';
import { isReplayed } from './request-key.ts';
import { againText } from './sentence-again.ts';
import { nameOfTask, say, type Sentence, type Telling } from './sentence-input.ts';
import { hangText } from './sentence-version.ts';
import { breakdownText } from './sentence-broken.ts';
import { listing, shorten, shortPayload, shortTime } from './short-text.ts';

type Of<Kind extends Step['kind']> = Extract<Step, { kind: Kind }>;

export function idleSentence(telling: Telling, step: Of<'idle'>): Sentence {
  const { state } = telling;
  const waits = waitingText(step.waitingFor, step.atMs);
  if (state.isAlive && state.run > 1 && state.turnsOfRun === 0)
    return say(
      'Nothing has woken it yet.',
      `App run ${state.run} is empty and reads nothing. ${waits}`,
    );
  if (state.status === 'STALLED')
    return say(
      'Stalled.',
      'The workflow is held. Nothing is lost: it goes on when an app that can run it is started.',
    );
  if (state.status === 'SUSPENDED') return pausedSentence(telling);
  if (!state.isAlive) return say('Waiting.', `${waits} The app is down.`);
  if (state.hang) return say('It waits for ever.', hangText(state.hang, telling.program));
  return say('Waiting.', `${waits} Until then, the workflow needs no memory.`);
}

function momentOf(each: WaitingFor): number | undefined {
  switch (each.kind) {
    case 'timer':
      return each.fireAtMs;
    case 'event':
      return each.arrivesAtMs;
    case 'task':
      return each.answersAtMs;
    case 'client':
      return each.untilMs;
  }
}

/** What would wake the workflow, as one sentence. */
function waitingText(waitingFor: readonly WaitingFor[], nowMs: number): string {
  const things = waitingFor.flatMap((each) => {
    // The client's clock wakes the client; what that does to the workflow is told when it is done.
    if (each.kind === 'client') return [];
    const atMs = momentOf(each);
    const name = each.kind === 'timer' ? 'its timer' : each.name;
    if (atMs === undefined) return name;
    const time = `in ${shortTime(Math.max(0, atMs - nowMs))}`;
    // Nobody is named who sends it: that it comes by itself must be said.
    return each.kind === 'event' ? `${name} (it comes ${time})` : `${name} (${time})`;
  });
  const isClientComing = waitingFor.some((each) => each.kind === 'client');
  if (things.length === 0 && isClientComing) return 'The client waits for its own clock.';
  return things.length === 0
    ? 'The workflow waits, and nothing is going to wake it.'
    : `The workflow waits for ${listing(things, 'or')}.`;
}

/** Of a run whose computing somebody stopped. Plain code has no history, and one that was continued as new has none at first. */
export const stoppedLead = ({ kept }: RunState): string =>
  kept.length > 0 ? `Stopped at event ${kept.length}.` : 'Stopped here.';

export function overSentence(telling: Telling, step: Of<'over'>): Sentence {
  switch (step.reason) {
    case 'app-down': {
      const brokenBy = breakdownText(telling);
      if (brokenBy) return say('The app is down.', brokenBy);
      if (telling.state.instance === undefined)
        return say('The app is down.', 'A restart brings the app back, but not this work.');
      return say('The app is down.', 'The history is safe. Restart the app to go on from there.');
    }
    case 'sidecar-down':
      return say(
        'The engine is down.',
        'The app is alive, but nothing reaches it. The history is safe. Restart the engine to go on.',
      );
    case 'both-down':
      return say('Both are down.', 'The store holds everything. Restart them to go on from there.');
    case 'waiting':
      return idleSentence(telling, { ...step, kind: 'idle' });
    case 'limit':
      return say('Stopped.', 'This run is too long to show, so it stops here.');
    case 'stopped':
      return say(
        stoppedLead(telling.state),
        'The rest of this run is not computed. “Compute more” goes on.',
      );
    case 'finished':
      return finishedSentence(telling);
  }
}

function finishedSentence(telling: Telling): Sentence {
  const { state, program } = telling;
  if (state.instance === undefined && state.plain?.outcome === undefined)
    return say(
      'Lost.',
      'Nobody starts the work again. What was done stays done, the rest is forgotten.',
    );
  const counts = new Map<string, Double>();
  for (const { subject, label } of state.ledger) {
    const count = (counts.get(subject)?.count ?? 0) + 1;
    counts.set(subject, { subject, label: labelOf({ subject, label }, program), count });
  }
  const doubles = [...counts.values()].filter((each) => each.count > 1);
  if (state.divergence)
    return say('The end.', 'Code and history disagreed, so this workflow has failed for good.');
  const isAskedTwice = doubles.some(({ subject }) => isOfWorkflow(state.ledger, subject));
  if (state.silent && state.status === 'COMPLETED' && !isAskedTwice)
    return say('The end.', silentEnd(state.silent.finding));
  if (program.workflow && state.status !== 'COMPLETED') return say('The end.', endedText(telling));
  if (program.workflow && program.plain && state.plain?.outcome === undefined)
    return say('The end.', 'The workflow came back and is done. The plain code never came back.');
  const lucky = program.workflow && luckyDraw(state.passes);
  if (lucky)
    return say(
      'The end.',
      `Line ${lucky.line} drew another number at each wake-up. They fell on the same side by luck, so nothing broke.`,
    );
  if (doubles.length > 0) return say('The end.', doublesText(state.ledger, doubles));
  const again = program.workflow && againText(telling);
  if (again) return say('The end.', again);
  // Nothing was read again there: an answer to a question about a crash would be none.
  const isIdle = state.run > 1 && state.turnsOfRun === 0;
  const own = program.workflow && !isIdle && program.ending?.(telling);
  if (own) return say('The end.', own);
  if (state.run < 2 || !program.workflow) return say('The end.', completeText(telling));
  if (state.turnsOfRun === 0)
    return say('The end.', 'It was complete before the crash, so there is nothing to read again.');
  const isRepeated = state.requests.some(({ response }) => isReplayed(response));
  return say(
    'The end.',
    isRepeated
      ? 'The workflow is complete, and nothing happened twice. One request was sent twice. The service knew its key, and did the work once.'
      : 'The workflow is complete, and nothing happened twice. What was kept was read again, not done again.',
  );
}

function endedText(telling: Telling): string {
  const { status, kept } = telling.state;
  if (status === 'TERMINATED') return `The workflow was ended from outside.${afterText(telling)}`;
  const end = kept.findLast(({ event }) => event.type === 'ExecutionCompleted')?.event;
  const failure = end?.type === 'ExecutionCompleted' ? end.failure : undefined;
  if (status !== 'FAILED' || !failure) return `The workflow has ended (${status.toLowerCase()}).`;
  return `The workflow has failed: ${shorten(failure.message, 100).replace(/\.$/, '')}.`;
}

/** What was under way when the workflow was ended: that alone goes on. */
function afterText(telling: Telling): string {
  const { trace, stepIndex, state } = telling;
  const names = new Set<string>();
  for (let at = stepIndex - 1; at >= 0; at -= 1) {
    const step = trace.steps[at];
    if (step?.kind === 'turn-saved' && step.instance === state.instance) break;
    if (step?.kind === 'task-returned' && step.instance === state.instance)
      names.add(nameOfTask(telling, step.place.number));
  }
  if (names.size === 0) return '';
  const [was, it] = names.size === 1 ? ['was', 'its answer'] : ['were', 'their answers'];
  return ` ${listing([...names])} ${was} under way and ran all the same. Nobody reads ${it}.`;
}

/** The workflow's own code did this to the world, not an activity. */
const isOfWorkflow = (ledger: readonly LedgerRow[], subject: string): boolean =>
  ledger.some((each) => each.subject === subject && each.turn !== undefined);

interface Double {
  subject: string;
  label: string;
  count: number;
}

/** What happened more than once: in one sentence where the cause is the same, else each with its own. */
function doublesText(ledger: readonly LedgerRow[], doubles: readonly Double[]): string {
  const byCause = new Map<string, string[]>();
  for (const { subject, label, count } of doubles) {
    const why = whyTwice(ledger, subject);
    byCause.set(why, [...(byCause.get(why) ?? []), `${label} (${count} times)`]);
  }
  const causes = [...byCause].map(([why, what]) => `${listing(what)}. ${why}`);
  const lead = 'The workflow is complete, but this happened more than once:';
  return [lead, ...causes].join(' ');
}

function whyTwice(ledger: readonly LedgerRow[], subject: string): string {
  if (isOfWorkflow(ledger, subject))
    return 'The workflow’s own code asked for it, and every wake-up runs that code again.';
  return ledger.some((each) => each.isRunAgain && each.subject === subject)
    ? 'The first answer was lost before it was kept, so the activity ran again.'
    : 'The code asked for it more than once.';
}

/** How a run without a crash ended, with what the workflow returned. */
function completeText({ state, program }: Telling): string {
  const end = state.kept[state.kept.length - 1]?.event;
  if (!program.workflow || end?.type !== 'ExecutionCompleted')
    return 'Everything that was asked for has been done.';
  const result = shortPayload(end.result);
  return `The workflow is complete${result === '' ? '' : `: ${result}`}.`;
}
