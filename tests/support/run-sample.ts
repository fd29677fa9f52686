import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createMachine } from '../../src/sandbox/machine.ts';
import { sampleById, samples } from '../../src/samples/catalogue.ts';
import type { Sample } from '../../src/samples/sample.ts';
import { crashAt } from '../../src/sim/fork.ts';
import type { Machine } from '../../src/sim/machine.ts';
import type { Scenario } from '../../src/sim/scenario.ts';
import { simulate } from '../../src/sim/simulate.ts';
import { compile } from '../../src/source/compile.ts';
import type { Cursor, Trace } from '../../src/trace/trace.ts';

const wasm = await readFile(createRequire(import.meta.url).resolve('quickjs-wasi/quickjs.wasm'));
const machines = new Map<string, Machine>();

/** The real machine (QuickJS, engine inside) with a sample's program loaded. */
export async function machineOf(sample: Sample): Promise<Machine> {
  const known = machines.get(sample.id);
  if (known) return known;
  const compiled = compile(sample.source);
  if (!compiled.ok) throw new Error(compiled.errors.map((each) => each.message).join('\n'));
  const { dialect, facade } = sample.scenario;
  const machine = await createMachine(wasm, compiled, { dialect, facade });
  machines.set(sample.id, machine);
  return machine;
}

export function sampleNamed(id: string): Sample {
  const sample = sampleById(id);
  if (!sample)
    throw new Error(`There is no sample ${id}: ${samples.map((each) => each.id).join(', ')}.`);
  return sample;
}

/** Runs a scenario of a sample to its end in the real machine. */
export async function runSample(
  sample: Sample,
  scenario: Scenario = sample.scenario,
): Promise<Trace> {
  const run = simulate(await machineOf(sample), sample.entry, scenario);
  for (;;) {
    const next = run.next();
    if (next.done) return next.value;
  }
}

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
