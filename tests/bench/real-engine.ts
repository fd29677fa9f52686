import { createRequire } from 'node:module';
import type { HistoryEvent } from '../../src/engine/history.ts';
import { toProto, type Proto } from '../fuzz/proto.ts';

/** The real executor and its in-memory backend, as far as the bench uses them. */
type RealWorkflow = (ctx: RealContext, input: unknown) => AsyncGenerator<unknown, unknown, never>;
type RealActivity = (ctx: unknown, input: unknown) => unknown;

interface RealContext {
  callActivity(name: string, input?: unknown): unknown;
}

interface RealExecutor {
  execute(
    instanceId: string,
    oldEvents: readonly unknown[],
    newEvents: readonly unknown[],
  ): Promise<{ actions: unknown[] }>;
}

interface RealPackage {
  InMemoryOrchestrationBackend: new (mostEvents: number) => object;
  TestOrchestrationWorker: new (backend: object) => {
    addNamedOrchestrator(name: string, workflow: RealWorkflow): void;
    addNamedActivity(name: string, activity: RealActivity): void;
    start(): Promise<void>;
    stop(): Promise<void>;
  };
  TestOrchestrationClient: new (backend: object) => {
    scheduleNewOrchestration(name: string, input?: unknown): Promise<string>;
    waitForOrchestrationCompletion(
      id: string,
      fetchPayloads: boolean,
      timeoutSeconds: number,
    ): Promise<{ serializedOutput?: string } | undefined>;
  };
  NoOpLogger: new () => object;
}

const load = createRequire(import.meta.url);
const PACKAGE = '@microsoft/durabletask-js';

export const real = load(PACKAGE) as RealPackage;

const proto = load(`${PACKAGE}/dist/proto/orchestrator_service_pb.js`) as Proto;
const { OrchestrationExecutor } = load(`${PACKAGE}/dist/worker/orchestration-executor.js`) as {
  OrchestrationExecutor: new (registry: object, logger: object) => RealExecutor;
};
const { Registry } = load(`${PACKAGE}/dist/worker/registry.js`) as {
  Registry: new () => { addNamedOrchestrator(name: string, workflow: RealWorkflow): void };
};

/** A new executor for each turn, as the real worker makes it. It writes no log. */
export function realExecutor(name: string, workflow: RealWorkflow): RealExecutor {
  const registry = new Registry();
  registry.addNamedOrchestrator(name, workflow);
  return new OrchestrationExecutor(registry, new real.NoOpLogger());
}

/** The same history in the form that the real executor takes. */
export const realEvents = (events: readonly HistoryEvent[]): unknown[] =>
  events.map((event) => toProto(proto, event));
