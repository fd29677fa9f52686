/**
 * A workflow. `ctx` is one of the facades in contexts.ts. Only an `async function*` can wait; any other function's value
 * (after `await`) completes the workflow at once.
 */
export type OrchestratorFunction = (ctx: never, input: never) => unknown;

/** The workflows that the app has registered, by name. */
export interface OrchestratorRegistry {
  get(name: string): OrchestratorFunction | undefined;
  /** The versions that are registered under that name, if any (Dapr's own: SEMANTICS section 12). */
  versionsOf?(name: string): WorkflowVersions | undefined;
}

/** Named versions of one workflow. */
export interface WorkflowVersions {
  /** The version that new instances get. */
  latest?: string;
  get(version: string): OrchestratorFunction | undefined;
}

const SYNC_GENERATOR = '[object GeneratorFunction]';

/**
 * True for a `function*`. Both real SDKs take its generator for a plain return value, so that the workflow completes at
 * once with `{}`. The page runs it anyway, by `asAsyncGenerator`, and says so.
 */
export function isSyncGenerator(orchestrator: OrchestratorFunction): boolean {
  return Object.prototype.toString.call(orchestrator) === SYNC_GENERATOR;
}

/** The same workflow as an `async function*`, for a `function*`; any other function as it is. */
export function asAsyncGenerator(orchestrator: OrchestratorFunction): OrchestratorFunction {
  if (!isSyncGenerator(orchestrator)) return orchestrator;
  const generate = orchestrator as (ctx: never, input: never) => Generator<unknown, unknown, never>;
  return async function* (ctx: never, input: never): AsyncGenerator<unknown, unknown, never> {
    return yield* generate(ctx, input);
  };
}
