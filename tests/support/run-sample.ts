import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { machinesIn, programIn } from '../../src/sandbox/machines.ts';
import { sampleById, samples } from '../../src/samples/catalogue.ts';
import type { Sample } from '../../src/samples/sample.ts';
import { crashAt } from '../../src/sim/fork.ts';
import type { Machines } from '../../src/sim/machine.ts';
import type { Scenario } from '../../src/sim/scenario.ts';
import { simulate, type SimulateOptions } from '../../src/sim/simulate.ts';
import { compile, type Compiled } from '../../src/source/compile.ts';
import { entryOf } from '../../src/source/describe.ts';
import type { Cursor, Trace } from '../../src/trace/trace.ts';

const wasm = await WebAssembly.compile(
  await readFile(createRequire(import.meta.url).resolve('quickjs-wasi/quickjs.wasm')),
);
const known = new Map<string, Machines>();

/** The real machines (QuickJS, engine inside) with a sample's program loaded. */
export function machinesOf(sample: Sample): Machines {
  const { source, next, scenario } = sample;
  const { dialect, facade } = scenario;
  const key = JSON.stringify([source, next, dialect, facade]);
  const made =
    known.get(key) ??
    machinesIn(
      wasm,
      { v1: compiledOf(source), ...(next !== undefined && { v2: compiledOf(next) }) },
      { dialect, facade },
    );
  known.set(key, made);
  return made;
}

function compiledOf(source: string): Compiled {
  const compiled = compile(source);
  if (!compiled.ok) throw new Error(compiled.errors.map((each) => each.message).join('\n'));
  return compiled;
}

export function sampleNamed(id: string): Sample {
  const sample = sampleById(id);
  if (!sample)
    throw new Error(`There is no sample ${id}: ${samples.map((each) => each.id).join(', ')}.`);
  return sample;
}

/** Runs a scenario of a sample to its end in the real machine. */
export function runNow(
  sample: Sample,
  scenario: Scenario = sample.scenario,
  options?: SimulateOptions,
): Trace {
  const run = simulate(machinesOf(sample), sample.entry, scenario, options);
  for (;;) {
    const next = run.next();
    if (next.done) return next.value;
  }
}

export const runSample = (sample: Sample, scenario?: Scenario): Promise<Trace> =>
  Promise.resolve(runNow(sample, scenario));

export const cursorAt = (step: number, beat = 0): Cursor => ({ step, beat, fraction: 0 });

/** The scenario with a crash at this cursor and a restart after it. */
export function crashAndRestart(scenario: Scenario, trace: Trace, cursor: Cursor): Scenario {
  const crashed = crashAt(scenario, trace, cursor);
  if (!crashed.ok) throw new Error(crashed.reason);
  return {
    ...crashed.scenario,
    interventions: [...crashed.scenario.interventions, { do: 'restart' }],
  };
}

/** Runs a scenario of a text to its end, as the page and the command do: with its own host code, where it has some. */
export function runText(source: string, change: Partial<Scenario> = {}): Trace {
  const compiled = compiledOf(source);
  const { dialect, facade } = compiled.written ?? ({ dialect: 'dapr', facade: 'dapr' } as const);
  const program = programIn(wasm, { v1: compiled }, { dialect, facade });
  const workflow = entryOf(compiled, source);
  const scenario: Scenario = {
    program: { source },
    mode: 'workflow',
    dialect,
    facade,
    input: undefined,
    seed: 1,
    environment: { variables: {}, events: [], services: [] },
    interventions: [],
    ...change,
  };
  const entry = workflow === undefined ? {} : { workflow };
  const { client } = program;
  const run = simulate(program.machines, entry, scenario, { ...(client && { client }) });
  for (;;) {
    const next = run.next();
    if (next.done) return next.value;
  }
}
