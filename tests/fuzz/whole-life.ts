import fc from 'fast-check';
import type { RealStimulus } from '../conformance/real-line.ts';
import { programs } from './arbitrary-program.ts';
import { mutate, mutations, type Mutation } from './mutation.ts';
import { render, type Program, type Spelling, type Step } from './program.ts';

/** A workflow, its activities and child, and what is done to it from outside. */
export interface WholeLife {
  program: Program;
  mutation: Mutation;
  child: string;
  input: string | undefined;
  /** `deploy` stands for the mutated code. */
  stimuli: (RealStimulus | 'deploy')[];
}

const CHILDREN = [
  'async function* (ctx, x) { return [x ?? null, yield ctx.callActivity("b", 1)]; }',
  'async function* (ctx) { yield ctx.callActivity("c", 1); throw new RangeError("child"); }',
  'async (_ctx, x) => x',
  'async function* (ctx) { return yield ctx.waitForExternalEvent("never"); }',
];

/** What the workflows call. They answer from their input and the world alone. */
export const ACTIVITIES: Record<string, string> = {
  a: '(_, x) => x',
  b: '() => { state.b = (state.b ?? 0) + 1; if (state.b % 2 === 1) throw new Error("boom"); return state.b; }',
  c: 'async (_, x) => { if (x === undefined) throw new TypeError("no input", { cause: new Error("why") }); return [x]; }',
  act1: '() => { throw "text"; }',
  spare: '() => 0',
};

const calm: RealStimulus = { do: 'idle' };
const stimulus = fc.oneof(
  { weight: 4, arbitrary: fc.constant<RealStimulus[]>([calm]) },
  {
    weight: 5,
    arbitrary: fc
      .tuple(
        fc.constantFrom('news', 'NEWS', 'other', 'x'),
        fc.constantFrom(undefined, null, 0, 'text', { a: [1] }),
      )
      .map(([name, data]): RealStimulus[] => [{ do: 'raiseEvent', name, data }]),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(0, 1000, 5000).map((ms): RealStimulus[] => [{ do: 'sleep', ms }]),
  },
  // Alone in its turn: work asked for behind a suspension is asked for again without end (differences.ts).
  { weight: 1, arbitrary: fc.constant<RealStimulus[]>([calm, { do: 'suspend' }, calm]) },
  { weight: 1, arbitrary: fc.constant<RealStimulus[]>([{ do: 'resume' }, calm]) },
  {
    weight: 1,
    arbitrary: fc.constant<RealStimulus[]>([{ do: 'stopWorker' }, { do: 'startWorker' }]),
  },
  {
    weight: 1,
    arbitrary: fc.constant<RealStimulus[]>([{ do: 'terminate', output: 'enough' }]),
  },
  { weight: 2, arbitrary: fc.constant<'deploy'[]>(['deploy']) },
);

export const wholeLives: fc.Arbitrary<WholeLife> = fc.record({
  program: programs,
  mutation: mutations,
  child: fc.constantFrom(...CHILDREN),
  input: fc.constantFrom(undefined, '1', '"in"', '0', 'null'),
  stimuli: fc
    .array(stimulus, { maxLength: 10, size: 'large' })
    .map((lists): WholeLife['stimuli'] => [{ do: 'startWorker' }, ...lists.flat()]),
});

export function sourceOf(program: Program, spelling: Spelling): string {
  // The in-memory backend hands what an earlier generation's child answers to the later one (mended after 0.4.0).
  const isOneGeneration = JSON.stringify(program).includes('"child"');
  const steps = program.steps.map((step) => bounded(step, isOneGeneration));
  const source = render({ ...program, steps }, spelling);
  // Stacks name places in the engine itself.
  return source.replaceAll(/[ef]\.(details\.)?stackTrace/g, 'null');
}

export function changed({ program, mutation }: WholeLife, spelling: Spelling): string {
  return sourceOf(mutate(program, mutation), spelling);
}

/** New generations end some time, and events to others are left out: the in-memory backend does not write them down. */
function bounded(step: Step, isOneGeneration: boolean): Step {
  const all = (steps: Step[]): Step[] => steps.map((each) => bounded(each, isOneGeneration));
  switch (step.do) {
    case 'run': {
      if (step.code.includes('sendEvent')) return { do: 'run', code: ';' };
      const save = /ctx\.continueAsNew\(.*?(, true|, false|, 1|)\);$/.exec(step.code)?.[1];
      if (save === undefined) return step;
      if (isOneGeneration) return { do: 'run', code: ';' };
      return {
        do: 'run',
        code: `if (!(input >= 3)) ctx.continueAsNew(input >= 1 ? input + 1 : 1${save});`,
      };
    }
    case 'try':
      return {
        ...step,
        body: all(step.body),
        caught: step.caught && all(step.caught),
        last: step.last && all(step.last),
      };
    case 'if':
      return { ...step, body: all(step.body), other: all(step.other) };
    case 'loop':
    case 'inner':
      return { ...step, body: all(step.body) };
    case 'yield':
    case 'start':
    case 'leave':
      return step;
  }
}
