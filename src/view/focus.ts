import type { Step } from '../trace/step.ts';
import type { Trace } from '../trace/trace.ts';
import type { ProgramView } from './program-view.ts';

type Scheduled = Extract<Step, { kind: 'scheduled' }>;
type Known = Pick<Scheduled, 'instance' | 'name' | 'input' | 'parent'>;

/** Every workflow instance that a run starts, in the order in which they start. An id that is used again counts once. */
export function instancesOf(trace: Trace): readonly Known[] {
  const found = known.get(trace);
  if (found?.steps === trace.steps.length) return found.instances;
  const byId = new Map<string, Scheduled>();
  for (const step of trace.steps)
    if (step.kind === 'scheduled' && !byId.has(step.instance)) byId.set(step.instance, step);
  const instances = [...byId.values()];
  known.set(trace, { steps: trace.steps.length, instances });
  return instances;
}

/** Asked for at every moment. A run that is still coming in grows. */
const known = new WeakMap<Trace, { steps: number; instances: readonly Known[] }>();

/** The instance that is shown: the one in focus, else the first that was started. */
export function shownInstance(trace: Trace, program: ProgramView): string | undefined {
  if (program.focus !== undefined) return program.focus;
  const first = trace.steps.find((step) => step.kind === 'scheduled');
  return first?.kind === 'scheduled' ? first.instance : undefined;
}

/**
 * The program as it looks with another instance in focus: its own workflow's lines are the listing. An instance that this
 * run does not have changes nothing.
 */
export function focusOn(
  program: ProgramView,
  trace: Trace,
  instance: string | undefined,
): ProgramView {
  if (instance === undefined || !program.workflow) return program;
  const all = instancesOf(trace);
  const wanted = all.find((each) => each.instance === instance);
  if (!wanted || all[0] === wanted) return program;
  const span = program.functions.find(({ name }) => name === wanted.name);
  return { ...program, focus: instance, ...(span && { workflow: span }) };
}

/** Host code starts its workflows itself: the first of them is the one that the listing shows. */
export function withStarted(program: ProgramView, trace: Trace): ProgramView {
  if (program.workflow) return program;
  const name = instancesOf(trace)[0]?.name;
  const span = program.functions.find((each) => each.name === name);
  return span ? { ...program, workflow: span } : program;
}
