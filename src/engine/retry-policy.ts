/** What a retry predicate or handler is told of the last failure. */
export interface RetryFailure {
  readonly errorType: string;
  readonly message: string;
  readonly stackTrace?: string;
}

export interface RetryPolicyOptions {
  /** The first execution included. */
  maxNumberOfAttempts: number;
  firstRetryIntervalInMilliseconds: number;
  /** 1 when absent. */
  backoffCoefficient?: number;
  /** An hour when absent; -1 is no limit. */
  maxRetryIntervalInMilliseconds?: number;
  /** -1, no limit, when absent. */
  retryTimeoutInMilliseconds?: number;
  /** False stops the retries. */
  handleFailure?: (failure: RetryFailure) => boolean;
}

const ONE_HOUR_MS = 3_600_000;

/** durabletask's retry policy, with its checks and its words. */
export class RetryPolicy {
  static readonly name: string = 'RetryPolicy';
  readonly maxNumberOfAttempts: number;
  readonly firstRetryIntervalInMilliseconds: number;
  readonly backoffCoefficient: number;
  readonly maxRetryIntervalInMilliseconds: number;
  readonly retryTimeoutInMilliseconds: number;
  readonly handleFailure: (failure: RetryFailure) => boolean;

  constructor(options: RetryPolicyOptions) {
    const first = options.firstRetryIntervalInMilliseconds;
    const backoff = options.backoffCoefficient ?? 1;
    const longest = options.maxRetryIntervalInMilliseconds ?? ONE_HOUR_MS;
    const timeout = options.retryTimeoutInMilliseconds ?? -1;
    mustBe(
      options.maxNumberOfAttempts > 0 && Number.isFinite(options.maxNumberOfAttempts),
      'maxNumberOfAttempts must be a finite number greater than zero',
    );
    mustBe(
      first > 0 && Number.isFinite(first),
      'firstRetryIntervalInMilliseconds must be a finite number greater than zero',
    );
    mustBe(
      backoff >= 1 && Number.isFinite(backoff),
      'backoffCoefficient must be a finite number greater than or equal to 1.0',
    );
    mustBe(
      longest === -1 || (longest >= first && Number.isFinite(longest)),
      'maxRetryIntervalInMilliseconds must be a finite number greater than or equal to firstRetryIntervalInMilliseconds',
    );
    mustBe(
      timeout === -1 || (timeout >= first && Number.isFinite(timeout)),
      'retryTimeoutInMilliseconds must be a finite number greater than or equal to firstRetryIntervalInMilliseconds',
    );
    this.maxNumberOfAttempts = options.maxNumberOfAttempts;
    this.firstRetryIntervalInMilliseconds = first;
    this.backoffCoefficient = backoff;
    this.maxRetryIntervalInMilliseconds = longest;
    this.retryTimeoutInMilliseconds = timeout;
    this.handleFailure = options.handleFailure ?? (() => true);
  }

  shouldRetry(failure: RetryFailure): boolean {
    return this.handleFailure(failure);
  }
}

function mustBe(isRight: boolean, message: string): void {
  if (!isRight) throw new Error(message);
}
