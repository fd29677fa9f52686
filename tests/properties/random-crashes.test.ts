import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HistoryEvent } from '../../src/engine/history.ts';
import { machinesIn } from '../../src/sandbox/machines.ts';
import { crashAt } from '../../src/sim/fork.ts';
import type { Machines } from '../../src/sim/machine.ts';
import type { Scenario } from '../../src/sim/scenario.ts';
import { MAIN_INSTANCE, simulate } from '../../src/sim/simulate.ts';
import { compile } from '../../src/source/compile.ts';
import { positionsOf } from '../../src/trace/positions.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { cursorAt } from '../support/run-sample.ts';
import { madeUpWorkflows } from './made-up-workflow.ts';

const wasm = await WebAssembly.compile(
  await readFile(createRequire(import.meta.url).resolve('quickjs-wasi/quickjs.wasm')),
);

/** Events for every wait that a made-up workflow can have. */
const NEWS = Array.from({ length: 12 }, (_, n) => ({
  name: n % 2 === 0 ? 'news' : 'News',
  data: n,
  afterMs: 1000 * n,
}));

function scenarioOf(source: string): Scenario {
  return {
    program: { source, workflow: 'work' },
    mode: 'workflow',
    dialect: 'dapr',
    facade: 'dapr',
    input: 0,
    seed: 1,
    environment: { variables: {}, events: NEWS, services: [] },
    interventions: [],
  };
}

function machinesFor(source: string): Machines {
  const compiled = compile(source);
  if (!compiled.ok) throw new Error(`${source}\n${JSON.stringify(compiled.errors)}`);
  return machinesIn(wasm, { v1: compiled }, { dialect: 'dapr', facade: 'dapr' });
}

function run(machines: Machines, scenario: Scenario): Trace {
  const steps = simulate(machines, { workflow: 'work' }, scenario);
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
  }
}

const PARTIES = ['app', 'sidecar', 'both'] as const;

/** What a client sees at the end, and what is in the store. */
function outcomeOf(trace: Trace) {
  const saved = trace.steps.filter(
    (step) => step.kind === 'turn-saved' && step.instance === MAIN_INSTANCE,
  );
  const last = saved.at(-1);
  const events = last?.kind === 'turn-saved' ? last.events : [];
  const end = events.find((event) => event.type === 'ExecutionCompleted');
  return {
    status: last?.kind === 'turn-saved' ? last.status : undefined,
    result: end?.result,
    failure: end?.failure?.message,
  };
}

/** Everything that was ever saved, in order: no restart takes anything back. */
const savedIn = (trace: Trace): HistoryEvent[] =>
  trace.steps.flatMap((step) => (step.kind === 'turn-saved' ? step.events : []));

test('a crash of app, sidecar or both at any moment changes no outcome, and takes nothing back', () => {
  fc.assert(
    fc.property(
      madeUpWorkflows,
      fc.array(fc.tuple(fc.nat(), fc.constantFrom(...PARTIES)), {
        minLength: 1,
        maxLength: 4,
      }),
      (source, hits) => {
        const machines = machinesFor(source);
        const whole = run(machines, scenarioOf(source));
        expect(JSON.stringify(run(machines, scenarioOf(source)))).toBe(JSON.stringify(whole));
        let scenario = scenarioOf(source);
        let trace = whole;
        for (const [pick, target] of hits) {
          const positions = positionsOf(trace).filter(({ kind }) => kind !== 'over');
          const { step, beat } = positions[pick % positions.length] ?? { step: 0, beat: 0 };
          const crashed = crashAt(scenario, trace, cursorAt(step, beat), target);
          // Nobody can die before he lives, or where he is dead.
          if (!crashed.ok) continue;
          const before = savedIn({ ...trace, steps: trace.steps.slice(0, step + 1) });
          const { interventions } = crashed.scenario;
          scenario = { ...crashed.scenario, interventions: [...interventions, { do: 'restart' }] };
          trace = run(machines, scenario);
          expect(trace.unused).toEqual([]);
          expect(savedIn(trace).slice(0, before.length)).toEqual(before);
        }
        expect(outcomeOf(trace)).toEqual(outcomeOf(whole));
      },
    ),
    { numRuns: Number(process.env.FUZZ_RUNS ?? 20) },
  );
});
