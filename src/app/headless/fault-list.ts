import { Faults, type Fault } from '../../sim/faults.ts';
import { placeFromJson } from '../../trace/place-json.ts';
import { field, list, maybeCount, maybeOneOf, pathOf, type Fields } from './fields.ts';
import { LineError } from './line-error.ts';

/** Reads the faults of a `run` line. */
export function readFaults(line: Fields): Fault[] {
  if (field(line, 'faults') === undefined) return [];
  return list(line, 'faults').map(readFault);
}

function readFault(given: Fields): Fault {
  if (!maybeOneOf(given, 'kind', ['crash']))
    throw new LineError('bad-request', `${pathOf(given, 'kind')} must be "crash".`);
  const target = maybeOneOf(given, 'target', ['app', 'sidecar'] as const);
  if (!target)
    throw new LineError('bad-request', `${pathOf(given, 'target')} must be "app" or "sidecar".`);
  const { place: at, process } = placeAndProcess(given);
  const reading = placeFromJson(at);
  if (!reading.ok) throw new LineError('bad-request', `${pathOf(given, 'at')}: ${reading.problem}`);
  if (target === 'sidecar' && !Faults.canKillSidecarAt(reading.place))
    throw new LineError(
      'bad-request',
      `${pathOf(given, 'at')}: the sidecar can only be killed at a place of a turn or a task.`,
    );
  return { target, at: reading.place, ...(process !== undefined && { process }) };
}

/** Beside a turn or a task, `process` says in which life of the app. Alone it is a place itself. */
function placeAndProcess(given: Fields): { place: unknown; process?: number } {
  const at = field(given, 'at');
  if (typeof at !== 'object' || at === null || Array.isArray(at)) return { place: at };
  const names = Object.keys(at);
  if (!names.includes('process') || !names.some((each) => each === 'turn' || each === 'task'))
    return { place: at };
  const fields: Fields = { values: at as Record<string, unknown>, where: `${given.where}.at` };
  const process = maybeCount(fields, 'process');
  const rest = Object.entries(at).filter(([name]) => name !== 'process');
  return { place: Object.fromEntries(rest), ...(process !== undefined && { process }) };
}
