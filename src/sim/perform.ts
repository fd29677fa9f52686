import type { HistoryEvent } from '../engine/history.ts';
import type { Place } from '../trace/place.ts';
import type { Cluster, RunningTask } from './cluster.ts';
import { deliver, raise } from './inbox.ts';
import { isTerminal, type Instance } from './instance.ts';
import { startApp } from './parties.ts';
import { rewind } from './rewind.ts';
import type { Intervention } from './scenario.ts';
import { failingKey } from './task-work.ts';

/** Acts that take place as soon as their moment has come. */
export type Prompt = Exclude<
  Intervention,
  { do: 'crash' | 'restart' | 'lose' | 'repeat' | 'refuse' | 'tear' | 'skip' }
>;

/** Both JavaScript clients send JSON `null` for an event without data (SEMANTICS section 7). */
export const jsonOf = (data: unknown): string =>
  data === undefined ? 'null' : JSON.stringify(data);

/** Performs an act. Answers why it is impossible, in words for the screen; undefined: it is done. */
export function perform(cluster: Cluster, act: Prompt, mainInstance: string): string | undefined {
  switch (act.do) {
    case 'raise':
    case 'suspend':
    case 'resume':
    case 'terminate':
    case 'rewind':
      return tell(cluster, act, act.instance ?? mainInstance);
    case 'join':
      return join(cluster);
    case 'fail':
      return fail(cluster, act);
    case 'slow':
      return slow(cluster, act);
  }
}

const NO_ACTIVITY = 'No activity was running there.';

/** The run of an activity that an act stands in: its place has just come, so it can be no other. */
function runningAt(cluster: Cluster, at: Place): RunningTask | undefined {
  const { running } = cluster;
  return at.subject === 'task' && running?.attempt === at.attempt ? running : undefined;
}

function fail(cluster: Cluster, act: Extract<Prompt, { do: 'fail' }>): string | undefined {
  const run = runningAt(cluster, act.at);
  if (!run) return NO_ACTIVITY;
  const message = act.message ?? `${run.job.name} was made to fail.`;
  cluster.failing.set(failingKey(run.job), { left: act.times, message });
  run.isFailing = true;
  return undefined;
}

function slow(cluster: Cluster, act: Extract<Prompt, { do: 'slow' }>): string | undefined {
  const run = runningAt(cluster, act.at);
  if (!run) return NO_ACTIVITY;
  run.slowMs = act.byMs;
  return undefined;
}

type Telling = Extract<Prompt, { do: 'raise' | 'suspend' | 'resume' | 'terminate' | 'rewind' }>;

/** What a client asks of an instance. */
function tell(cluster: Cluster, act: Telling, id: string): string | undefined {
  const target = cluster.instances.get(id);
  if (!target) return 'There is no such workflow at that moment.';
  if (act.do === 'rewind') return rewindFailed(cluster, target);
  // An event for a workflow that has ended is stored and then dropped (SEMANTICS section 7).
  if (act.do !== 'raise' && isTerminal(target.status)) return 'That workflow has ended by then.';
  const event = (
    type: 'ExecutionSuspended' | 'ExecutionResumed' | 'ExecutionTerminated',
    input?: string,
  ): HistoryEvent => ({
    type,
    id: -1,
    timestampMs: cluster.nowMs,
    ...(input !== undefined && { input }),
  });
  switch (act.do) {
    case 'raise':
      raise(cluster, id, act.name, jsonOf(act.data));
      return undefined;
    case 'suspend':
      deliver(cluster, id, event('ExecutionSuspended'));
      return undefined;
    case 'resume':
      deliver(cluster, id, event('ExecutionResumed'));
      return undefined;
    case 'terminate':
      deliver(cluster, id, event('ExecutionTerminated', jsonOf(act.output)));
      return undefined;
  }
}

function rewindFailed(cluster: Cluster, target: Instance): string | undefined {
  if (cluster.options.dialect === 'dapr') return 'Dapr has no rewind for JavaScript workflows.';
  if (target.status !== 'FAILED') return 'Only a workflow that has failed can be rewound.';
  if (!cluster.isSidecarAlive) return 'The engine is down, so nobody can rewind the workflow.';
  rewind(cluster, target);
  return undefined;
}

function join(cluster: Cluster): string | undefined {
  if (!cluster.apps.get(1)) return 'No app has started yet.';
  if (cluster.apps.get(2)?.isAlive) return 'A second app is running already.';
  const { code = 'v1', variables } = cluster.apps.get(1) ?? {};
  startApp(cluster, 2, { code, ...(variables && { variables }) });
  return undefined;
}
