import { taskRunsUpTo, type TaskRuns } from './activity-runs.ts';
import type { ActivityCount } from './frame.ts';
import type { ProgramView } from './program-view.ts';
import { listing } from './short-text.ts';
import { timesText } from './times-text.ts';
import type { Trace } from '../trace/trace.ts';

/**
 * How often the activities of a program ran that does nothing to the example world: one line a name, however many requests there
 * are. The ledger has nothing of them. Empty for other programs, whose effects it counts.
 */
export function ownActivities(
  trace: Trace,
  stepIndex: number,
  program: ProgramView,
): ActivityCount[] {
  if (!program.workflow || program.counters.length > 0) return [];
  const byName = new Map<string, TaskRuns[]>();
  for (const each of taskRunsUpTo(trace, stepIndex)) {
    const same = byName.get(each.name);
    if (same) same.push(each);
    else byName.set(each.name, [each]);
  }
  return [...byName].map(([name, tasks]) => countOf(name, tasks));
}

function countOf(name: string, tasks: readonly TaskRuns[]): ActivityCount {
  const again = tasks.filter(({ runs }) => runs.length > 1);
  const [first] = again;
  if (!first) {
    const only = tasks.length === 1 ? tasks[0] : undefined;
    return {
      name,
      times: only ? 'ran once' : `ran once for each of ${tasks.length} requests`,
      detail: only ? `task ID ${only.task}, app run ${only.runs[0]?.process ?? 1}` : '',
      isAgain: false,
    };
  }
  if (again.length > 1)
    return {
      name,
      times: `ran again for ${again.length} requests`,
      detail: `task IDs ${listing(again.slice(0, 4).map(({ task }) => String(task)))}${again.length > 4 ? ' …' : ''}`,
      isAgain: true,
    };
  const count = first.runs.length;
  const processes = [...new Set(first.runs.map(({ process }) => String(process)))];
  return {
    name,
    times: `ran ${timesText(count)}`,
    detail: `task ID ${first.task}, app run${processes.length > 1 ? 's' : ''} ${listing(processes)}`,
    isAgain: true,
  };
}
