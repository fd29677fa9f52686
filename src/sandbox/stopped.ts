/** The code can't go on. The machine needs a reset. */
export class Stopped extends Error {
  readonly reason: 'steps' | 'memory' | 'stack' | 'trap';

  constructor(reason: 'steps' | 'memory' | 'stack' | 'trap', message: string) {
    super(message);
    this.name = 'Stopped';
    this.reason = reason;
  }
}

export function tooLong(): Stopped {
  return new Stopped(
    'steps',
    'The code ran for too long without coming to an end, so it was stopped. Look for a loop that never ends.',
  );
}

export function outOfMemory(): Stopped {
  return new Stopped('memory', 'The code needs more memory than the app process has (32 MB).');
}
