/** Why a line gets no answer. Its `code` is for programs, its message for people. */
export class LineError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string) {
    super(message);
    this.name = 'LineError';
    this.code = code;
  }
}

/**
 * `bad-json`, `bad-request`, `bad-scenario`: the line can't be read. `bad-source`: a source can't be read, or is no function. `executor-threw`: the
 * real executor throws here, too. `bad-stimulus`: a stimulus that can't be done. The others: code that was stopped, because it
 * takes too many steps or work items, too much memory or stack, waits for what never comes, or broke the machine.
 */
export type ErrorCode =
  | 'bad-json'
  | 'bad-request'
  | 'bad-scenario'
  | 'bad-source'
  | 'executor-threw'
  | 'bad-stimulus'
  | 'too-many-steps'
  | 'too-much-work'
  | 'too-much-memory'
  | 'too-deep'
  | 'stuck'
  | 'broken'
  | 'internal';

/** The code for what stopped the program. */
export function codeOf(reason: 'steps' | 'memory' | 'stack' | 'stuck' | 'trap'): ErrorCode {
  switch (reason) {
    case 'steps':
      return 'too-many-steps';
    case 'memory':
      return 'too-much-memory';
    case 'stack':
      return 'too-deep';
    case 'stuck':
      return 'stuck';
    case 'trap':
      return 'broken';
  }
}
