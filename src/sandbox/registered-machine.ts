import { compileRegistered, type RegisteredSources } from '../source/registered.ts';
import { registeredMachine, type MachineOptions, type RegisteredMachine } from './machine.ts';

/**
 * A machine of sources that are registered one by one. Apart from the other machines, because it needs a parser. Throws `Stopped`
 * when the machine can not read them.
 */
export const createRegisteredMachine = (
  module: WebAssembly.Module,
  sources: RegisteredSources,
  options: MachineOptions,
): RegisteredMachine => registeredMachine(module, compileRegistered(sources), options);
