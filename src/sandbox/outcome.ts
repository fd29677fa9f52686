import type { ClientProgress } from '../sim/client-machine.ts';
import type { CallProgress, TurnOutcome } from '../sim/machine.ts';
import type { Kept } from './guest/messages.ts';

/** What comes out of the machine was made beside a program that may have changed every built-in: it is looked at first. */
export function isTurnOutcome(value: unknown): value is TurnOutcome & { kept?: Kept } {
  if (!isRecord(value) || !isSeen(value)) return false;
  if (value.kind === 'requests') return areRequests(value.requests);
  if (value.kind !== 'done' || !isRecord(value.result)) return false;
  if (value.kept !== undefined && !isRecord(value.kept)) return false;
  const { actions } = value.result;
  return (
    Array.isArray(actions) &&
    actions.every(
      (each) => isRecord(each) && typeof each.type === 'string' && Number.isInteger(each.id),
    )
  );
}

export function isCallProgress(value: unknown): value is CallProgress {
  if (!isRecord(value) || !isSeen(value)) return false;
  switch (value.kind) {
    case 'returned':
      return value.result === undefined || typeof value.result === 'string';
    case 'failed':
      return isRecord(value.failure) && typeof value.failure.message === 'string';
    case 'requests':
      return areRequests(value.requests);
    default:
      return false;
  }
}

export function isClientProgress(value: unknown): value is ClientProgress {
  if (!isRecord(value) || (value.kind !== 'waiting' && value.kind !== 'ended')) return false;
  return Array.isArray(value.deeds) && value.deeds.every(isDeed);
}

function isDeed(value: unknown): boolean {
  if (!isRecord(value)) return false;
  if (value.kind === 'printed') return typeof value.text === 'string';
  if (value.kind === 'called') return isRequest(value);
  return (
    value.kind === 'asked' &&
    Number.isInteger(value.id) &&
    isRecord(value.request) &&
    typeof value.request.do === 'string'
  );
}

const areRequests = (value: unknown): boolean =>
  Array.isArray(value) && value.length > 0 && value.every(isRequest);

function isRequest(value: unknown): boolean {
  if (!isRecord(value) || !Number.isInteger(value.id) || !isRecord(value.request)) return false;
  const { method, url, headers } = value.request;
  return typeof method === 'string' && typeof url === 'string' && isRecord(headers);
}

/** Beats and reads come from the guest alone; only that they are there is checked. */
function isSeen(value: Record<string, unknown>): boolean {
  return Array.isArray(value.reads) && (value.beats === undefined || Array.isArray(value.beats));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
