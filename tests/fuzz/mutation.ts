import fc from 'fast-check';
import { aStep, aTask } from './arbitrary-program.ts';
import type { Program, Step, TaskCode } from './program.ts';

/** One change of the code between two wake-ups. `at` picks the place. */
export type Mutation =
  | { change: 'remove' | 'swap' | 'repeat'; at: number }
  | { change: 'insert'; at: number; step: Step }
  | { change: 'rename'; at: number; name: string }
  | { change: 'kind'; at: number; task: TaskCode }
  /** Another target or name of a sent event. */
  | { change: 'send'; at: number; from: string; to: string }
  | { change: 'same' };

const at = fc.nat(40);
const EARLY = ['return "early";', 'throw new Error("early");', 'ctx.continueAsNew("early");'];
const SENT = ['ctx.sendEvent("wf-9", "news", 1);', 'ctx.sendEvent("wf-2", "other", 1);'];

const OTHER_SENDS = [
  ['"wf-2"', '"wf-3"'],
  ['"news"', '"renamed"'],
  ['ctx.sendEvent', 'ctx.callActivity'],
  ['ctx.sendEvent', 'ctx.waitForExternalEvent'],
] as const;

export const mutations: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({ change: fc.constantFrom('remove', 'swap', 'repeat'), at }),
  fc.record({ change: fc.constant('insert'), at, step: aStep }),
  fc.record({
    change: fc.constant('insert'),
    at,
    step: fc.record({ do: fc.constant('run'), code: fc.constantFrom(...EARLY, ...SENT) }),
  }),
  fc.record({ change: fc.constant('rename'), at, name: fc.constantFrom('"renamed"', '"b"', '""') }),
  fc.record({ change: fc.constant('kind'), at, task: aTask }),
  fc
    .tuple(at, fc.constantFrom(...OTHER_SENDS))
    .map(([place, [from, to]]) => ({ change: 'send', at: place, from, to })),
  fc.constant({ change: 'same' }),
) as fc.Arbitrary<Mutation>;

/** The changed program; the old one stays as it is. */
export function mutate(program: Program, mutation: Mutation): Program {
  if (mutation.change === 'same') return program;
  const copy = structuredClone(program);
  const lists = listsOf(copy.steps);
  if (mutation.change === 'send') {
    const sends = lists.flat().filter((step) => step.do === 'run' && /sendEvent/.test(step.code));
    const send = sends[mutation.at % Math.max(sends.length, 1)];
    if (send?.do === 'run') send.code = send.code.replace(mutation.from, mutation.to);
    return copy;
  }
  if (mutation.change === 'rename' || mutation.change === 'kind') {
    changeTask(lists, mutation);
    return copy;
  }
  const places = lists.flatMap((steps) => steps.map((_, index) => ({ steps, index })));
  const place = places[mutation.at % Math.max(places.length, 1)];
  if (!place) return copy;
  const { steps, index } = place;
  const [here] = steps.slice(index, index + 1);
  if (!here) return copy;
  if (mutation.change === 'remove') steps.splice(index, 1);
  else if (mutation.change === 'repeat') steps.splice(index, 0, structuredClone(here));
  else if (mutation.change === 'insert') steps.splice(index, 0, mutation.step);
  else steps.splice(index, 2, ...steps.slice(index, index + 2).reverse());
  return copy;
}

/** All lists of steps, the outermost first. */
function listsOf(steps: Step[]): Step[][] {
  return [steps, ...steps.flatMap((step) => inside(step).flatMap(listsOf))];
}

function inside(step: Step): Step[][] {
  switch (step.do) {
    case 'try':
      return [step.body, step.caught ?? [], step.last ?? []];
    case 'if':
      return [step.body, step.other];
    case 'loop':
    case 'inner':
      return [step.body];
    case 'yield':
    case 'start':
    case 'run':
    case 'leave':
      return [];
  }
}

function changeTask(
  lists: Step[][],
  mutation: Extract<Mutation, { change: 'rename' | 'kind' }>,
): void {
  const holders = lists.flat().filter((step) => step.do === 'yield' || step.do === 'start');
  const holder = holders[mutation.at % Math.max(holders.length, 1)];
  if (!holder) return;
  if (mutation.change === 'kind') {
    holder.task = mutation.task;
    return;
  }
  const named = namedIn(holder.task);
  if (named) named.name = mutation.name;
}

function namedIn(task: TaskCode): { name: string } | undefined {
  switch (task.task) {
    case 'activity':
    case 'child':
    case 'wait':
      return task;
    case 'all':
    case 'any':
      return task.of.map(namedIn).find((found) => found !== undefined);
    case 'timer':
    case 'again':
    case 'none':
      return undefined;
  }
}
