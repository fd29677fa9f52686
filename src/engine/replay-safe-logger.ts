/** The four levels that a logger has. */
export interface Logger {
  error(message: string, ...values: unknown[]): void;
  warn(message: string, ...values: unknown[]): void;
  info(message: string, ...values: unknown[]): void;
  debug(message: string, ...values: unknown[]): void;
}

/** Anything that can tell whether the workflow is replaying. */
export interface ReplayContext {
  readonly isReplaying: boolean;
}

/** Passes lines on only while the workflow is not replaying, so that each is written once. */
export class ReplaySafeLogger implements Logger {
  static readonly name: string = 'ReplaySafeLogger';
  readonly #context: ReplayContext;
  readonly #logger: Logger;

  constructor(context: ReplayContext, logger: Logger) {
    if (!context) throw new Error('context is required');
    if (!logger) throw new Error('logger is required');
    this.#context = context;
    this.#logger = logger;
  }

  error(message: string, ...values: unknown[]): void {
    if (!this.#context.isReplaying) this.#logger.error(message, ...values);
  }

  warn(message: string, ...values: unknown[]): void {
    if (!this.#context.isReplaying) this.#logger.warn(message, ...values);
  }

  info(message: string, ...values: unknown[]): void {
    if (!this.#context.isReplaying) this.#logger.info(message, ...values);
  }

  debug(message: string, ...values: unknown[]): void {
    if (!this.#context.isReplaying) this.#logger.debug(message, ...values);
  }
}

/** Writes nothing. */
export class NoOpLogger implements Logger {
  static readonly name: string = 'NoOpLogger';

  error(): void {}
  warn(): void {}
  info(): void {}
  debug(): void {}
}
