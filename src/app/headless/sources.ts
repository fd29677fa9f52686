import type { Dialect, Facade } from '../../engine/turn.ts';
import { createRegisteredMachine, type RegisteredMachine } from '../../sandbox/machine.ts';
import { LONGEST_SOURCE } from '../../source/compile.ts';
import { problemIn, type RegisteredSources } from '../../source/registered.ts';
import { type Fields, maybeOneOf } from './fields.ts';
import { LineError } from './line-error.ts';

const DIALECTS: readonly Dialect[] = ['durabletask', 'dapr'];

/** Reads which engine's behaviour is asked for, and what the context looks like. */
export function readManner(line: Fields): { dialect: Dialect; facade: Facade } {
  const dialect = maybeOneOf(line, 'dialect', DIALECTS);
  if (!dialect) throw new LineError('bad-request', '"dialect" must be "durabletask" or "dapr".');
  return { dialect, facade: maybeOneOf(line, 'facade', DIALECTS) ?? 'durabletask' };
}

/** @throws LineError when a source is no expression. */
export function checkSources(sources: RegisteredSources): void {
  for (const texts of [sources.orchestrators, sources.activities])
    for (const [name, text] of Object.entries(texts))
      if (text.length > LONGEST_SOURCE)
        throw new LineError('bad-source', `The source of ${name} is longer than 256 KB.`);
  const problem = problemIn(sources);
  if (!problem) return;
  const { role, name, line, column, message } = problem;
  throw new LineError('bad-source', `${role} ${name}, line ${line}, column ${column}: ${message}`);
}

/** A machine with the sources in it, before its first process. `state` is JSON of what the sources share. */
export function machineOf(
  wasm: WebAssembly.Module,
  sources: RegisteredSources,
  manner: { dialect: Dialect; facade: Facade; state?: string },
): RegisteredMachine {
  checkSources(sources);
  try {
    return createRegisteredMachine(wasm, sources, manner);
  } catch (error) {
    // The parser knows newer JavaScript than the machine.
    const reason = error instanceof Error ? error.message : String(error);
    throw new LineError('bad-source', `The sandbox can not read a source: ${reason}`);
  }
}
