import type { ClientMachine } from '../sim/client-machine.ts';
import type { Machine, Machines } from '../sim/machine.ts';
import type { Compiled } from '../source/compile.ts';
import { createClientMachine } from './client.ts';
import { createMachineNow, type MachineOptions } from './machine.ts';

/** The versions of a program, compiled. */
export interface Versions {
  v1: Compiled;
  v2?: Compiled;
}

/**
 * The machines of a program. The first one is made at once, so that a program that the sandbox can not read is told of before
 * anything runs; the others when they are first asked for.
 *
 * @throws what the sandbox says of a source that it can not read
 */
export function machinesIn(
  module: WebAssembly.Module,
  versions: Versions,
  options: MachineOptions,
): Machines {
  const made = new Map<string, Machine>();
  const machines: Machines = (code, slot) => {
    const compiled = versions[code];
    if (!compiled) return undefined;
    const key = `${code} ${slot}`;
    const machine = made.get(key) ?? createMachineNow(module, compiled, options);
    made.set(key, machine);
    return machine;
  };
  machines('v1', 1);
  return machines;
}

/** Everything that runs of a program. */
export interface LoadedProgram {
  machines: Machines;
  /** The client half, where host code brings one. */
  client?: ClientMachine;
}

/** The machines of a program, and that of its client. Throws as `machinesIn` does. */
export function programIn(
  module: WebAssembly.Module,
  versions: Versions,
  options: MachineOptions,
): LoadedProgram {
  const machines = machinesIn(module, versions, options);
  if (!versions.v1.host?.hasClient) return { machines };
  return { machines, client: createClientMachine(module, versions.v1, options.dialect) };
}
