import { describe, expect, it } from 'vitest';
import type { Sample } from '../../src/samples/sample.ts';
import { crashAt } from '../../src/sim/fork.ts';
import type { Machine, Machines } from '../../src/sim/machine.ts';
import { NotRecalled, noting, recalling, type Notes } from '../../src/sim/recall.ts';
import type { Scenario } from '../../src/sim/scenario.ts';
import { simulate, type SimulateOptions } from '../../src/sim/simulate.ts';
import type { Step } from '../../src/trace/step.ts';
import { sampleOf } from '../../src/view/view-run.test-support.ts';
import { machinesOf, runNow, sampleNamed } from '../support/run-sample.ts';

/** Passes of one run that are done again. */
const MOST_PASSES = 8;

function stepsOf(
  machines: Machines,
  { entry }: Sample,
  scenario: Scenario,
  options: Partial<SimulateOptions>,
): Step[] {
  const run = simulate(machines, entry, scenario, {
    maxSteps: 20_000,
    maxBeats: 60_000,
    ...options,
  });
  for (;;) {
    const next = run.next();
    if (next.done) return next.value.steps;
  }
}

/** The same machines, and how often they were asked for a piece of work or for a start. */
function counted(machines: Machines): { machines: Machines; count: () => number } {
  let count = 0;
  const known = new Map<Machine, Machine>();
  const make = (real: Machine): Machine => {
    const counting =
      <Given extends unknown[], Answer>(ask: (...given: Given) => Answer) =>
      (...given: Given): Answer => {
        count += 1;
        return ask(...given);
      };
    return {
      ...(real.isStateless !== undefined && { isStateless: real.isStateless }),
      reset: counting((...given) => real.reset(...given)),
      turn: counting((...given) => real.turn(...given)),
      answerTurn: counting((...given) => real.answerTurn(...given)),
      call: counting((...given) => real.call(...given)),
      answer: counting((...given) => real.answer(...given)),
    };
  };
  return {
    count: () => count,
    machines: (...which) => {
      const real = machines(...which);
      const machine = real && (known.get(real) ?? make(real));
      if (real && machine) known.set(real, machine);
      return machine;
    },
  };
}

/** Its own run, and one with a crash in its middle and a restart. */
function scenariosOf(sample: Sample): Scenario[] {
  const { scenario } = sample;
  const trace = runNow(sample);
  const middle = Math.floor(trace.steps.length / 2);
  const crashed = crashAt(scenario, trace, { step: middle, beat: 0, fraction: 0 });
  if (!crashed.ok) return [scenario];
  const { interventions } = crashed.scenario;
  return [scenario, { ...scenario, interventions: [...interventions, { do: 'restart' }] }];
}

/** Each pass of a run, done again alone, is what it is when the whole run is done again. Answers how many could be recalled. */
function check(sample: Sample, scenario: Scenario): { recalled: number; refused: number } {
  const machines = machinesOf(sample);
  const { machines: heard, notes } = noting(machines);
  const whole = stepsOf(heard, sample, scenario, {});
  expect(whole).toEqual(stepsOf(machines, sample, scenario, {}));
  const told = { recalled: 0, refused: 0 };
  const passes = [...whole.entries()].filter(([, { kind }]) => kind === 'pass');
  const every = Math.ceil(passes.length / MOST_PASSES);
  for (const [index, { place }] of passes.filter((_, nth) => nth % every === 0)) {
    const options = { maxBeats: 1, watched: place };
    try {
      const again = stepsOf(recalling(machines, notes), sample, scenario, options);
      const plain = stepsOf(machines, sample, scenario, options);
      expect(again[index]).toEqual(plain[index]);
      expect(again.length).toBe(plain.length);
      told.recalled += 1;
    } catch (error) {
      if (!(error instanceof NotRecalled)) throw error;
      told.refused += 1;
    }
  }
  return told;
}

describe('a pass that is done again alone', () => {
  it.each(['order', 'task', 'http-charge', 'deploy', 'clock', 'rename'])(
    'is what it was in the run: %s',
    (id) => {
      const sample = sampleNamed(id);
      for (const scenario of scenariosOf(sample)) {
        const { recalled, refused } = check(sample, scenario);
        expect(recalled + refused).toBeGreaterThan(0);
        // A wake-up whose cause is looked for needs its whole process: here the last one at most.
        if (id === 'order') expect(refused).toBeLessThan(2);
      }
    },
  );

  it('also where the code leaves something behind, and activities overlap', () => {
    const sample = sampleOf(
      'leaves',
      `let seen = 0;
export async function* flow(ctx) {
  seen += 1;
  const first = yield ctx.callActivity(count, seen);
  const rest = yield ctx.whenAll([ctx.callActivity(ask, 1), ctx.callActivity(ask, 2)]);
  return [first, rest, seen];
}
async function count(ctx, input) {
  seen += 10;
  return [input, seen];
}
async function ask(ctx, input) {
  seen += 100;
  const response = await fetch('https://stock.example/reservations', { method: 'POST', body: '{}' });
  seen += 1000;
  return [input, seen, response.status];
}
`,
    );
    for (const scenario of scenariosOf(sample)) {
      const { recalled } = check(sample, scenario);
      expect(recalled).toBeGreaterThan(2);
    }
  });

  it('asks the machine for that pass, not for the run before it', () => {
    const sample = sampleOf(
      'long',
      `export async function* flow(ctx) {
  for (let round = 0; round < 200; round += 1) yield ctx.callActivity(work, round);
}
async function work(ctx, round) {
  return round;
}
`,
    );
    const { scenario } = sample;
    const { machines, notes } = noting(machinesOf(sample));
    const whole = stepsOf(machines, sample, scenario, { maxBeats: 1 });
    const last = whole.findLastIndex(
      ({ kind, place }) => kind === 'pass' && place.subject === 'turn',
    );
    const place = whole[last]?.place;
    if (!place) throw new Error('The run has no wake-up.');
    const { machines: real, count } = counted(machinesOf(sample));
    const again = stepsOf(recalling(real, notes), sample, scenario, {
      maxBeats: 1,
      watched: place,
    });
    const step = again[last];
    expect(step?.kind === 'pass' && step.pass.beats?.length).toBeGreaterThan(400);
    // A start, the first wake-up, which always has its lines, and this one: of more than 400.
    expect(count()).toBe(3);
    expect(notes.answers.length).toBeGreaterThan(400);
  });

  it('is told why its result may differ from what it was, without another run', () => {
    const sample = sampleOf(
      'tried',
      `let seen = 0;
export async function* flow(ctx) {
  seen += 1;
  for (let round = 0; round < 20; round += 1) yield ctx.callActivity(work, round);
  ctx.setCustomStatus(String(seen));
  return [seen, Math.random()];
}
async function work(ctx, round) {
  return round;
}
`,
    );
    const asksOf = ({ ways }: Notes) => ways.size;
    for (const scenario of scenariosOf(sample)) {
      const { machines, notes } = noting(machinesOf(sample));
      const whole = stepsOf(machines, sample, scenario, { maxBeats: 1 });
      expect(asksOf(notes)).toBeGreaterThan(0);
      const last = whole.findLastIndex(
        ({ kind, place }) => kind === 'pass' && place.subject === 'turn',
      );
      const place = whole[last]?.place;
      if (!place) throw new Error('The run has no wake-up.');
      const options = { maxBeats: 1, watched: place };
      // Were it refused, this would throw.
      const again = stepsOf(recalling(machinesOf(sample), notes), sample, scenario, options);
      const step = again[last];
      expect(step).toEqual(stepsOf(machinesOf(sample), sample, scenario, options)[last]);
      expect(
        step?.kind === 'pass' && step.pass.tried?.some(({ causes }) => causes.length > 0),
      ).toBe(true);
    }
  });

  it('is refused where a way would have to be tried that was not', () => {
    const sample = sampleNamed('clock');
    for (const scenario of scenariosOf(sample)) {
      const { machines, notes } = noting(machinesOf(sample));
      stepsOf(machines, sample, scenario, { maxBeats: 1 });
      if (notes.ways.size === 0) continue;
      notes.ways.clear();
      const again = () => stepsOf(recalling(machinesOf(sample), notes), sample, scenario, {});
      expect(again).toThrow(NotRecalled);
      return;
    }
    throw new Error('Nothing was tried.');
  });

  it('is refused where the run is another one', () => {
    const sample = sampleNamed('order');
    const { machines, notes } = noting(machinesOf(sample));
    const [quiet, crashed] = scenariosOf(sample);
    if (!quiet || !crashed) throw new Error('The order can be crashed.');
    stepsOf(machines, sample, quiet, {});
    const again = () => stepsOf(recalling(machinesOf(sample), notes), sample, crashed, {});
    expect(again).toThrow(NotRecalled);
  });
});
