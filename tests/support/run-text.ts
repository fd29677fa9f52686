import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { machinesIn } from '../../src/sandbox/machines.ts';
import type { Machines } from '../../src/sim/machine.ts';
import type { Scenario } from '../../src/sim/scenario.ts';
import { simulate } from '../../src/sim/simulate.ts';
import { compile, type Compiled } from '../../src/source/compile.ts';
import type { ProgramFunction } from '../../src/source/module-shape.ts';
import type { Trace } from '../../src/trace/trace.ts';

const wasm = await WebAssembly.compile(
  await readFile(createRequire(import.meta.url).resolve('quickjs-wasi/quickjs.wasm')),
);

/** A plain dapr scenario of one's own text. */
export function scenarioOfText(
  source: string,
  workflow: string,
  rest: Partial<Scenario> = {},
): Scenario {
  return {
    program: { source, workflow },
    mode: 'workflow',
    dialect: 'dapr',
    facade: 'dapr',
    input: null,
    seed: 1,
    environment: { variables: {}, events: [], services: [] },
    interventions: [],
    ...rest,
  };
}

/** The real machines with the text loaded, and the functions of its version 1. */
export function machinesOfText(
  texts: { v1: string; v2?: string },
  { dialect, facade }: Pick<Scenario, 'dialect' | 'facade'>,
): { machines: Machines; functions: ProgramFunction[] } {
  const v1 = compiled(texts.v1);
  const versions = { v1, ...(texts.v2 !== undefined && { v2: compiled(texts.v2) }) };
  return { machines: machinesIn(wasm, versions, { dialect, facade }), functions: v1.functions };
}

function compiled(source: string): Compiled {
  const made = compile(source);
  if (!made.ok) throw new Error(made.errors.map((each) => each.message).join('\n'));
  return made;
}

export function runOf(machines: Machines, workflow: string, scenario: Scenario): Trace {
  const running = simulate(machines, { workflow }, scenario);
  let next = running.next();
  while (!next.done) next = running.next();
  return next.value;
}
