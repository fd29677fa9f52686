import type { Failure } from './history.ts';
import type { Dialect } from './turn.ts';

/** durabletask follows `error.cause` this many levels down. */
const DEEPEST_CAUSE = 10;

/**
 * Turns whatever was thrown into failure details (SEMANTICS section 1). Stacks are left out: they would name places
 * inside our own bundle and change with every build.
 *
 * @throws TypeError in the dapr dialect when null or undefined was thrown, as the real executor does.
 */
export function failureOf(thrown: unknown, dialect: Dialect): Failure {
  return dialect === 'durabletask' ? chainOf(thrown, 0) : flatOf(thrown);
}

function chainOf(thrown: unknown, depth: number): Failure {
  if (!(thrown instanceof Error)) return { type: 'UnknownError', message: String(thrown) };
  const failure: Failure = { type: thrown.name, message: thrown.message };
  // A cause may be any value, so only null and undefined count as none.
  if (thrown.cause !== undefined && thrown.cause !== null && depth < DEEPEST_CAUSE) {
    failure.inner = chainOf(thrown.cause, depth + 1);
  }
  return failure;
}

/** dapr: the class name and the message; a thrown string gives type `String` and an empty message. */
function flatOf(thrown: unknown): Failure {
  const like = thrown as { constructor: { name: string }; message?: unknown };
  const type = like.constructor.name;
  const message = like.message;
  return { type: String(type), message: message === undefined ? '' : String(message) };
}
