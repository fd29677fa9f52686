import type { WireEvent } from '../../engine/wire.ts';
import { field, fieldsOf, list, maybeNumber, maybeText, text, type Fields } from './fields.ts';
import { LineError } from './line-error.ts';

const TEXTS = [
  'name',
  'input',
  'result',
  'instanceId',
  'executionId',
  'status',
  'reason',
  'description',
];
const NUMBERS = ['id', 'taskScheduledId', 'timerId', 'fireAfterMs'];
const DEEPEST_FAILURE = 32;

/**
 * Reads the events of a line. A started workflow without a name gets the line's own.
 *
 * @throws LineError
 */
export function readEvents(line: Fields, name: string, workflow: string | undefined): WireEvent[] {
  return list(line, name).map((event) => {
    const type = text(event, 'type');
    for (const each of TEXTS) maybeText(event, each);
    if (type === 'OrchestratorStarted') checkVersion(event);
    else maybeText(event, 'version');
    for (const each of NUMBERS) maybeNumber(event, each);
    const timestamp = maybeText(event, 'timestamp');
    if (timestamp !== undefined && Number.isNaN(Date.parse(timestamp)))
      throw new LineError('bad-request', `"${event.where}.timestamp" must be a date and time.`);
    const failure = field(event, 'failure');
    if (failure !== undefined) checkFailure(failure, `${event.where}.failure`, 0);
    const parent = field(event, 'parent');
    if (parent !== undefined) checkParent(fieldsOf(parent, `${event.where}.parent`));
    const read = { ...event.values, type } as WireEvent;
    const isNameless = type === 'ExecutionStarted' && (read.name ?? '') === '';
    return isNameless && workflow !== undefined ? { ...read, name: workflow } : read;
  });
}

/** What a turn ran under: patches and a named version. */
function checkVersion(event: Fields): void {
  const value = field(event, 'version');
  if (value === undefined) return;
  const version = fieldsOf(value, `${event.where}.version`);
  maybeText(version, 'name');
  const patches = field(version, 'patches');
  const isTexts =
    Array.isArray(patches) && patches.every((each: unknown) => typeof each === 'string');
  if (patches !== undefined && !isTexts)
    throw new LineError('bad-request', `"${version.where}.patches" must be a list of texts.`);
}

function checkFailure(value: unknown, where: string, depth: number): void {
  const failure = fieldsOf(value, where);
  for (const each of ['type', 'message', 'stack']) maybeText(failure, each);
  const inner = field(failure, 'inner');
  if (inner === undefined) return;
  if (depth >= DEEPEST_FAILURE) throw new LineError('bad-request', `"${where}" goes too deep.`);
  checkFailure(inner, `${where}.inner`, depth + 1);
}

function checkParent(parent: Fields): void {
  maybeText(parent, 'name');
  maybeText(parent, 'instanceId');
  maybeNumber(parent, 'taskScheduledId');
}
