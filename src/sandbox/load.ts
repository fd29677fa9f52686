import type { Dialect } from '../engine/turn.ts';
import type { Compiled } from '../source/compile.ts';
import guestCode from './guest/main.ts?iife';
import type { ToGuest } from './guest/messages.ts';
import { PROGRAM_FILE } from './guest/stack-line.ts';
import { Isolate, type Limits, type Snapshot } from './isolate.ts';
import type { Handle } from './quickjs.ts';

const LIMITS: Limits = {
  memoryBytes: 32 * 1024 * 1024,
  // Safe in every browser's worker; deeper recursion would break the machine itself (FINDINGS 1.3).
  stackBytes: 192 * 1024,
  jobs: 400_000,
};

const begunMachines = new WeakMap<WebAssembly.Module, { snapshot: Snapshot; guest: Handle }>();

/** The state of a machine that holds the guest and no program yet. Made once: it takes longer than all the rest. */
function guestIn(module: WebAssembly.Module): { snapshot: Snapshot; guest: Handle } {
  const known = begunMachines.get(module);
  if (known) return known;
  const isolate = new Isolate(module, LIMITS);
  isolate.evaluate(guestCode, 'machine.js');
  const guest = isolate.evaluate(
    '(() => { const { guest } = globalThis; delete globalThis.guest; return guest; })()',
    'machine.js',
  );
  const begun = { snapshot: isolate.snapshot(), guest };
  begunMachines.set(module, begun);
  return begun;
}

/** A machine with the program in it, before its top level has run. */
export function loaded(
  module: WebAssembly.Module,
  compiled: Compiled,
  dialect: Dialect,
): { isolate: Isolate; guest: Handle } {
  const { snapshot, guest } = guestIn(module);
  const isolate = new Isolate(module, LIMITS, snapshot);
  const program = isolate.evaluate(compiled.code, PROGRAM_FILE);
  const { probes, calls, isRegisteredByRole = false } = compiled;
  const names = compiled.functions.map((each) => each.name);
  const isHost = compiled.host !== undefined;
  const message: ToGuest = {
    do: 'load',
    names,
    probes,
    calls,
    dialect,
    isRegisteredByRole,
    isHost,
  };
  isolate.call(guest, [JSON.stringify(message), { handle: program }]);
  isolate.snapshot();
  return { isolate, guest };
}
