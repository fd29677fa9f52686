import type { Step } from '../trace/step.ts';
import { isOfUnknownService } from '../trace/unknown-service.ts';
import type { Trace } from '../trace/trace.ts';

/** One request for an activity, and every time that its code began to run for it. A retry by a retry policy is another request. */
export interface TaskRuns {
  instance: string;
  /** Sequence id of the request. */
  task: number;
  name: string;
  runs: { attempt: number; step: number; process: number; isCut: boolean }[];
  /** The step at which an answer was first kept. */
  keptAt?: number;
  /** It asked the example world for something: then the ledger knows what its runs did. */
  hasAsked?: true;
}

const known = new WeakMap<Trace, { steps: number; tasks: readonly TaskRuns[] }>();

/** The activities of a run, of all instances, in the order in which they first ran. Computed once for each trace. */
export function taskRunsOf(trace: Trace): readonly TaskRuns[] {
  const found = known.get(trace);
  if (found?.steps === trace.steps.length) return found.tasks;
  const tasks = gather(trace.steps);
  known.set(trace, { steps: trace.steps.length, tasks });
  return tasks;
}

/** The same as of one step: what ran later is not there. */
export const taskRunsUpTo = (trace: Trace, stepIndex: number): TaskRuns[] =>
  taskRunsOf(trace).flatMap((each) => {
    const runs = each.runs.filter(({ step }) => step <= stepIndex);
    return runs.length === 0 ? [] : [{ ...each, runs }];
  });

function gather(steps: readonly Step[]): TaskRuns[] {
  const tasks = new Map<string, TaskRuns>();
  // Continue-as-new counts from 1 again. A late activity of the history before belongs to what that one had handed out.
  const generations = new Map<string, { count: number; asked: Set<number> }>();
  const keyOf = (instance: string, task: number): string => {
    const { count = 0, asked } = generations.get(instance) ?? {};
    return `${instance}/${asked?.has(task) || count === 0 ? count : count - 1}/${task}`;
  };
  steps.forEach((step, index) => {
    if (step.kind === 'dispatched') {
      const now = generations.get(step.instance) ?? { count: 0, asked: new Set() };
      for (const task of step.tasks) now.asked.add(task);
      generations.set(step.instance, now);
    } else if (step.kind === 'turn-saved' && step.status === 'CONTINUED_AS_NEW') {
      const count = (generations.get(step.instance)?.count ?? 0) + 1;
      generations.set(step.instance, { count, asked: new Set() });
    } else if (step.kind === 'pass' && step.pass.of === 'task') {
      takePass(tasks, keyOf(step.pass.instance, step.pass.number), step, index);
    } else if (step.kind === 'effect' && step.place.subject === 'task') {
      if (isOfUnknownService(step.response)) return;
      const of = tasks.get(keyOf(step.instance, step.place.number));
      if (of) of.hasAsked = true;
    } else if (step.kind === 'recorded' && 'taskScheduledId' in step.event) {
      const of = tasks.get(keyOf(step.instance, step.event.taskScheduledId));
      if (of) of.keptAt ??= index;
    }
  });
  return [...tasks.values()];
}

function takePass(
  tasks: Map<string, TaskRuns>,
  key: string,
  { pass }: Extract<Step, { kind: 'pass' }>,
  step: number,
): void {
  const { instance, number: task, name, attempt, process } = pass;
  const isCut = pass.isTorn && pass.beats?.at(-1)?.kind !== 'finish';
  const of: TaskRuns = tasks.get(key) ?? { instance, task, name, runs: [] };
  tasks.set(key, of);
  const last = of.runs.at(-1);
  // An activity that asks the world runs on in a further pass.
  if (last?.attempt === attempt) last.isCut = isCut;
  else of.runs.push({ attempt, step, process, isCut });
}
