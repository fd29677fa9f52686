import type { WorldRequest, WorldResponse } from '../trace/step.ts';

/** By which a service tells a second attempt from a second order. */
export function keyOf({ headers }: WorldRequest): string | undefined {
  const name = Object.keys(headers).find((each) => each.toLowerCase() === 'idempotency-key');
  return name === undefined ? undefined : headers[name];
}

/** The service knew the key: it answered as the first time, and changed nothing. */
export const isReplayed = ({ headers }: WorldResponse): boolean =>
  headers['idempotent-replayed'] === 'true';
