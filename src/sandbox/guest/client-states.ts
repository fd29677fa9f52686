import { FailureDetails } from '../../engine/errors.ts';
import { RUNTIME_STATUS } from '../../engine/sdk.ts';
import type { InstanceState } from '../../sim/client-machine.ts';

/** An instance as the Durable Task client tells of it (AUTHORING-API section 4). */
export class OrchestrationState {
  static readonly name: string = 'OrchestrationState';
  readonly instanceId: string;
  readonly name: string;
  readonly runtimeStatus: number;
  readonly createdAt: Date;
  readonly lastUpdatedAt: Date;
  readonly serializedInput: string | undefined;
  readonly serializedOutput: string | undefined;
  readonly serializedCustomStatus: string | undefined;
  readonly failureDetails: FailureDetails | undefined;
  readonly tags: Record<string, string> | undefined;

  /** Without payloads neither input nor output, custom status nor failure are told. */
  constructor(state: InstanceState, hasPayloads: boolean) {
    this.instanceId = state.instance;
    this.name = state.name;
    this.runtimeStatus = RUNTIME_STATUS[state.status as keyof typeof RUNTIME_STATUS] ?? 8;
    this.createdAt = new Date(state.createdAtMs);
    this.lastUpdatedAt = new Date(state.updatedAtMs);
    const { failure } = state;
    this.serializedInput = hasPayloads ? state.input : undefined;
    this.serializedOutput = hasPayloads ? state.output : undefined;
    this.serializedCustomStatus = hasPayloads ? state.customStatus : undefined;
    // Both SDKs take a failure without a message or a type for none.
    this.failureDetails =
      hasPayloads && failure?.message && failure.type
        ? new FailureDetails(failure.message, failure.type, failure.stack)
        : undefined;
    this.tags = state.tags;
  }

  raiseIfFailed(): void {
    const { failureDetails, instanceId } = this;
    if (!failureDetails && this.runtimeStatus !== RUNTIME_STATUS.FAILED) return;
    const message = failureDetails?.message ?? 'Unknown error';
    throw new OrchestrationFailedError(
      `Orchestration '${instanceId}' failed: ${message}`,
      failureDetails ?? new FailureDetails(message, 'UnknownError'),
    );
  }
}

class OrchestrationFailedError extends Error {
  static override readonly name: string = 'OrchestrationFailedError';
  readonly #details: FailureDetails;

  constructor(message: string, details: FailureDetails) {
    super(message);
    this.#details = details;
  }

  get failureDetails(): FailureDetails {
    return this.#details;
  }
}

/** The same as Dapr's client tells it. */
export class WorkflowState {
  static readonly name: string = 'WorkflowState';
  readonly #state: OrchestrationState;

  constructor(state: OrchestrationState) {
    if (!state) throw new Error('OrchestrationMetadata cannot be null');
    this.#state = state;
  }

  static of(state: OrchestrationState | undefined): WorkflowState | undefined {
    return state && new WorkflowState(state);
  }

  get name(): string {
    return this.#state.name;
  }

  get instanceId(): string {
    return this.#state.instanceId;
  }

  get runtimeStatus(): number {
    return this.#state.runtimeStatus;
  }

  get createdAt(): Date {
    return this.#state.createdAt;
  }

  get lastUpdatedAt(): Date {
    return this.#state.lastUpdatedAt;
  }

  get serializedInput(): string | undefined {
    return this.#state.serializedInput;
  }

  get serializedOutput(): string | undefined {
    return this.#state.serializedOutput;
  }

  get workflowFailureDetails(): WorkflowFailureDetails | undefined {
    const { failureDetails } = this.#state;
    return failureDetails && new WorkflowFailureDetails(failureDetails);
  }

  get customStatus(): string | undefined {
    return this.#state.serializedCustomStatus;
  }
}

/** What a failure looks like to a client. */
export class WorkflowFailureDetails {
  static readonly name: string = 'WorkflowFailureDetails';
  readonly #details: FailureDetails;

  constructor(details: FailureDetails) {
    this.#details = details;
  }

  getErrorType(): string {
    return this.#details.errorType;
  }

  getErrorMessage(): string {
    return this.#details.message;
  }

  getStackTrace(): string | undefined {
    return this.#details.stackTrace;
  }
}

/** Part of a long list. */
export class Page<T> {
  static readonly name: string = 'Page';
  readonly values: readonly T[];
  readonly continuationToken: string | undefined;

  constructor(values: readonly T[], continuationToken?: string) {
    this.values = values;
    this.continuationToken = continuationToken;
  }

  /** The page that follows on the token: the place of its first value in the whole list. */
  static of<T>(all: readonly T[], token: string | undefined, size: number): Page<T> {
    const start = Number(token ?? 0) || 0;
    const end = start + Math.max(1, size);
    return new Page(all.slice(start, end), end < all.length ? `${end}` : undefined);
  }

  get hasMoreResults(): boolean {
    return !!this.continuationToken;
  }
}

export interface Pageable<T> extends AsyncIterable<T> {
  asPages(token?: string, size?: number): AsyncIterable<Page<T>>;
}

/** A list that is fetched when somebody walks through it, in one go or page by page. */
export function pageable<T>(size: number, fetchAll: () => Promise<readonly T[]>): Pageable<T> {
  async function* pages(from?: string, pageSize = size): AsyncGenerator<Page<T>> {
    const all = await fetchAll();
    let token = from;
    do {
      const page = Page.of(all, token, pageSize);
      yield page;
      token = page.continuationToken;
    } while (token !== undefined);
  }
  return {
    async *[Symbol.asyncIterator]() {
      for await (const page of pages()) yield* page.values;
    },
    asPages: pages,
  };
}
