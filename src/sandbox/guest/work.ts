import type { Probe } from '../../source/probes.ts';
import type { Dialect } from '../../engine/turn.ts';
import type { Beat, Read } from '../../trace/beat.ts';
import type { OpenRequest } from '../../sim/machine.ts';
import { append, bare } from './builtins.ts';
import { currentHost, type NamedVersions, type ProgramValue } from './host.ts';
import type { FromGuest } from './messages.ts';
import type { Pass } from './pass.ts';

/** What the guest holds of the program. */
export interface LoadedProgram {
  dialect: Dialect;
  probes: readonly Probe[];
  functions: Record<string, ProgramValue | undefined>;
  versions: NamedVersions;
  /** Names are `orchestrator X` and `activity X` (src/source/registered.ts). */
  isRegisteredByRole: boolean;
  /** Only what its own workers have registered counts. */
  isHost: boolean;
}

/** What the program has registered in that role. */
export function registeredIn(
  program: LoadedProgram,
  role: 'orchestrator' | 'activity',
  name: string,
): ProgramValue | undefined {
  const { orchestrators, activities } = currentHost();
  if (program.isHost) return (role === 'activity' ? activities : orchestrators)[name]?.fn;
  return program.functions[program.isRegisteredByRole ? `${role} ${name}` : name];
}

/** Something that the program has been asked to do, and how far it is. */
export interface Work {
  readonly pass: Pass;
  collect(): FromGuest;
}

/** What every report holds besides its outcome. */
export function seenBy(pass: Pass): { reads: Read[]; beats?: Beat[] } {
  const beats = pass.recorder?.take();
  return { reads: pass.takeReads(), ...(beats && { beats }) };
}

/** The requests that the code waits for, or has sent without waiting, as they are handed on. */
export function requestsOf(pass: Pass): FromGuest {
  const requests: OpenRequest[] = [];
  for (let at = 0; at < pass.pending.length; at += 1) {
    const each = pass.pending[at];
    if (each) append(requests, { id: each.id, request: each.request });
  }
  return { kind: 'requests', requests, ...seenBy(pass) };
}

/** Names that are no functions of the program, whatever `Object.prototype` holds. */
export function ownFunctions(given: unknown, names: readonly string[]): LoadedProgram['functions'] {
  const functions = bare<ProgramValue | undefined>();
  for (let at = 0; at < names.length; at += 1) {
    const name = names[at];
    const value: unknown = name === undefined ? undefined : Reflect.get(given as object, name);
    if (name !== undefined && typeof value === 'function') functions[name] = value as ProgramValue;
  }
  return functions;
}

/** Longest JSON text that may go in or out of a call, in characters. */
export const LONGEST_PAYLOAD = 1024 * 1024;
