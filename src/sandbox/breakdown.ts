import type { Breakdown } from '../sim/machine.ts';
import type { FromGuest } from './guest/messages.ts';
import { Stopped } from './stopped.ts';

export function broke(breakdown: Breakdown): { kind: 'broke'; breakdown: Breakdown; reads: [] } {
  return { kind: 'broke', breakdown, reads: [] };
}

export function tampered(): Stopped {
  return new Stopped(
    'trap',
    'The program has changed a built-in that the engine needs, so the engine gave no usable answer.',
  );
}

/** @throws what is no breakdown of the program but a fault of ours. */
export function breakdownOf(error: unknown): Breakdown {
  if (error instanceof Stopped) return { reason: error.reason, message: error.message };
  if (error instanceof SyntaxError) return breakdownOf(tampered());
  throw error;
}

/** Code that ran out of memory has no app process left to report it. */
export function withoutMemoryError(outcome: FromGuest): FromGuest {
  const failures =
    outcome.kind === 'failed'
      ? [outcome.failure]
      : outcome.kind === 'done'
        ? outcome.result.actions.flatMap((each) =>
            'failure' in each && each.failure ? [each.failure] : [],
          )
        : [];
  const isOut = failures.some(
    ({ type, message }) => type === 'InternalError' && message === 'out of memory',
  );
  if (!isOut || !('reads' in outcome)) return outcome;
  const { reads, beats } = outcome;
  const message = 'The code needs more memory than the app process has (32 MB).';
  return {
    kind: 'broke',
    breakdown: { reason: 'memory', message },
    reads,
    ...(beats && { beats }),
  };
}
