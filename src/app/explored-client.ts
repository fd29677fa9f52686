import { plain, short } from '../explore/words.ts';
import { BOUNDS } from '../link/bounds.ts';
import type { Environment } from '../sim/scenario.ts';
import { MAIN_INSTANCE, START_MS } from '../sim/simulate.ts';
import type { Trace } from '../trace/trace.ts';
import { listing } from '../view/short-text.ts';

/** What became of an instance in the run on the screen, and what others did to it. */
export interface OwnRun {
  /** Events that it was sent, counted from its start. */
  events: Environment['events'];
  /** What else was done to it, which nobody does in a run without the client: `suspends`, for example. */
  missing: string[];
  /** How it ended; absent: it has not. */
  end?: string;
}

/**
 * A workflow that is looked at without the client of its program still gets what the client, a person or another workflow has sent it:
 * else another way through its code would be looked at than the one on the screen.
 */
export function ownRunOf(trace: Trace, instance: string): OwnRun {
  const events: Environment['events'] = [];
  const missing = new Set<string>();
  let startMs = START_MS;
  for (const step of trace.steps) {
    if (!('instance' in step) || step.instance !== instance) continue;
    if (step.kind === 'scheduled') startMs = step.atMs;
    if (step.kind === 'rewound') missing.add('rewinds');
    if (step.kind !== 'recorded') continue;
    const { event } = step;
    if (event.type === 'ExecutionSuspended') missing.add('suspends');
    if (event.type === 'ExecutionResumed') missing.add('resumes');
    if (event.type === 'ExecutionTerminated') missing.add('ends');
    if (event.type !== 'EventRaised') continue;
    const afterMs = Math.max(0, step.atMs - startMs);
    if (events.length >= BOUNDS.events || afterMs > BOUNDS.delayMs) missing.add('sends more to');
    else events.push({ name: event.name, ...dataIn(event.input), afterMs });
  }
  const end = endOf(trace, instance);
  return { events, missing: [...missing], ...(end !== undefined && { end }) };
}

/** `null` is what an event without data brings. */
function dataIn(input: string | undefined): { data?: unknown } {
  if (input === undefined || input === 'null') return {};
  try {
    return { data: JSON.parse(input) as unknown };
  } catch {
    return { data: input };
  }
}

function endOf({ steps }: Trace, instance: string): string | undefined {
  const last = steps
    .flatMap((step) =>
      step.kind === 'turn-saved' && step.instance === instance ? step.events : [],
    )
    .findLast(({ type }) => type === 'ExecutionCompleted');
  if (last?.type !== 'ExecutionCompleted') return undefined;
  if (last.failure) return `fails: ${short(last.failure.message)}`;
  if (last.status === 'TERMINATED') return 'is ended from outside';
  return last.result === undefined ? 'ends without a result' : `ends with ${plain(last.result)}`;
}

/** What the workflow gets in a run without the client, for the line below the title. */
export function eventWords({ events }: OwnRun): string {
  const names = [...new Set(events.map(({ name }) => name))];
  if (names.length === 0) return '';
  return ` It gets the same events as in your run: ${listing(names, 'and')}.`;
}

/** What makes this run another one than the one on the screen, in plain sentences; empty: nothing is known to. */
export function missingWords(
  own: OwnRun,
  { kind, trace }: { kind: 'crashes' | 'deployment'; trace: Trace },
): string {
  const done = kind === 'crashes' ? 'crashed' : 'checked';
  const what = listing(own.missing, 'and');
  const left =
    what === ''
      ? ''
      : `In your run somebody ${what} this workflow. Here nobody does, so what comes after was not ${done}. `;
  const end = endOf(trace, trace.mainInstance ?? MAIN_INSTANCE);
  if (end === own.end) return left;
  const [was, is] = [own.end ?? 'does not end', end ?? 'does not end'];
  return `${left}In your run this workflow ${was}. Here it ${is}, so another way through the code was ${done}. `;
}
