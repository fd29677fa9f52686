import { taskRunsUpTo, type TaskRuns } from './activity-runs.ts';
import { isReplayed } from './request-key.ts';
import type { Telling } from './sentence-input.ts';
import { listing } from './short-text.ts';
import { timesText } from './times-text.ts';

/** So many activities are named. */
const MOST_NAMES = 3;

/**
 * The end of a workflow in which an activity ran more than once for one request. The ledger counts only what was done to the
 * example world: what an activity does besides, nobody here can see. Undefined: none ran again.
 */
export function againText({ trace, stepIndex, state, program }: Telling): string | undefined {
  const again = taskRunsUpTo(trace, stepIndex).filter(({ runs }) => runs.length > 1);
  const unseen = again.filter(({ hasAsked }) => !hasAsked);
  // What a service does for a request that comes again has words of its own.
  const isRepeated = state.requests.some(({ response }) => isReplayed(response));
  const told = isRepeated ? unseen : again;
  if (told.length === 0) return undefined;
  const ran = `${ranText(told)}${whyText(told)}`;
  const hasWorld = program.counters.length > 0 || state.requests.length > 0;
  if (hasWorld) return `The workflow is complete. Nothing in the world happened twice, but ${ran}.`;
  return `The workflow is complete, but ${ran}. ${outsideText(told)}`;
}

/** `validate ran twice`, `a ran twice and b ran again for 2 requests`. */
function ranText(tasks: readonly TaskRuns[]): string {
  const byName = new Map<string, TaskRuns[]>();
  for (const each of tasks) byName.set(each.name, [...(byName.get(each.name) ?? []), each]);
  const parts = [...byName].slice(0, MOST_NAMES).map(([name, [first, ...others]]) => {
    const count = first?.runs.length ?? 0;
    if (others.length > 0) return `${name} ran again for ${others.length + 1} requests`;
    return `${name} ran ${timesText(count)}`;
  });
  const more = byName.size - MOST_NAMES;
  return listing(more > 0 ? [...parts, `${more} more ran again`] : parts);
}

/** The reason, where it is the same for all of them. */
function whyText(tasks: readonly TaskRuns[]): string {
  const isLost = tasks.every(({ keptAt = Infinity, runs }) => keptAt > (runs[1]?.step ?? 0));
  if (!isLost) return '';
  return tasks.length === 1
    ? ': its first answer was lost before it was kept'
    : ': the first answers were lost before they were kept';
}

function outsideText(tasks: readonly TaskRuns[]): string {
  // A run that was cut off may not have come so far.
  const may = tasks.some(({ runs }) => runs.slice(0, -1).some(({ isCut }) => isCut));
  const only = tasks.length === 1 ? tasks[0] : undefined;
  const times = only?.runs.length === 2 ? 'twice' : 'more than once';
  const who = only ? ['it does', 'it'] : ['they do', 'they'];
  return `What ${who[0]} outside of the page, ${who[1]} ${may ? 'may have done' : 'did'} ${times}.`;
}
