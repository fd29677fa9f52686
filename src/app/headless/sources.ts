import type { Dialect, Facade } from '../../engine/turn.ts';
import type { RegisteredMachine } from '../../sandbox/machine.ts';
import { createRegisteredMachine } from '../../sandbox/registered-machine.ts';
import { LONGEST_SOURCE } from '../../source/compile.ts';
import {
  problemIn,
  type RegisteredSources,
  type RegisteredVersion,
} from '../../source/registered.ts';
import { field, fieldsOf, list, maybeOneOf, text, type Fields } from './fields.ts';
import { LineError } from './line-error.ts';

const DIALECTS: readonly Dialect[] = ['durabletask', 'dapr'];

/** Reads which engine's behaviour is asked for, and what the context looks like. */
export function readManner(line: Fields): { dialect: Dialect; facade: Facade } {
  const dialect = maybeOneOf(line, 'dialect', DIALECTS);
  if (!dialect) throw new LineError('bad-request', '"dialect" must be "durabletask" or "dapr".');
  return { dialect, facade: maybeOneOf(line, 'facade', DIALECTS) ?? 'durabletask' };
}

/** Reads the named versions of workflows, if the line has any. */
export function readVersions(fields: Fields): RegisteredSources['versions'] {
  const given = field(fields, 'versions');
  if (given === undefined) return undefined;
  const byName = fieldsOf(given, fields.where === '' ? 'versions' : `${fields.where}.versions`);
  return Object.fromEntries(
    Object.keys(byName.values).map((name) => [name, list(byName, name).map(readVersion)]),
  );
}

function readVersion(given: Fields): RegisteredVersion {
  const isLatest = field(given, 'isLatest');
  return {
    versionName: text(given, 'versionName'),
    source: text(given, 'source'),
    ...(isLatest === true && { isLatest }),
  };
}

/** @throws LineError when a source is no expression. */
export function checkSources(sources: RegisteredSources): void {
  for (const texts of [sources.orchestrators, sources.activities])
    for (const [name, source] of Object.entries(texts))
      if (source.length > LONGEST_SOURCE) throw tooLong(name);
  for (const [name, versions] of Object.entries(sources.versions ?? {}))
    for (const { versionName, source } of versions)
      if (source.length > LONGEST_SOURCE) throw tooLong(`${name} ${versionName}`);
  const problem = problemIn(sources);
  if (!problem) return;
  const { role, name, line, column, message } = problem;
  throw new LineError('bad-source', `${role} ${name}, line ${line}, column ${column}: ${message}`);
}

const tooLong = (name: string): LineError =>
  new LineError('bad-source', `The source of ${name} is longer than 256 KB.`);

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
    throw new LineError('bad-source', `The sandbox can't read a source: ${reason}`);
  }
}
