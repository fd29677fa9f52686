import { createRequire } from 'node:module';
import type { Dialect } from '../../src/engine/turn.ts';
import type { Message } from './real-messages.ts';

export const load = createRequire(import.meta.url);

/** Logs nothing. */
export const SILENT = { error() {}, warn() {}, info() {}, debug() {} };

/** Where the engine of an SDK lies. */
export function rootOf(dialect: Dialect): string {
  return dialect === 'durabletask'
    ? '@microsoft/durabletask-js/dist'
    : '@dapr/dapr/workflow/internal/durabletask';
}

/** An instance in durabletask-js's in-memory backend. */
export interface Instance {
  instanceId: string;
  executionId: string;
  status: number;
  output?: string;
  customStatus?: string;
  failureDetails?: Message;
  history: Message[];
  pendingEvents: Message[];
  completionToken: number;
}

export interface Backend {
  createInstance(id: string, name: string, input: string | undefined): void;
  getInstance(id: string): Instance | undefined;
  raiseEvent(id: string, name: string, input: string): void;
  terminate(id: string, output: string): void;
  suspend(id: string): void;
  resume(id: string): void;
  rewindInstance(id: string, reason?: string): void;
  getNextOrchestrationWorkItem(): Instance | undefined;
  getNextActivityWorkItem():
    { instanceId: string; name: string; taskId: number; input?: string } | undefined;
  completeOrchestration(id: string, token: number, actions: unknown[], status?: string): void;
  completeActivity(id: string, taskId: number, result?: string, error?: unknown): void;
  hasPendingWork(): boolean;
  reset(): void;
}

export type Registered = (...given: never[]) => unknown;

export interface Registry {
  addNamedOrchestrator(name: string, workflow: Registered): void;
  addNamedActivity(name: string, activity: Registered): void;
}

export interface Executors {
  Registry: new () => Registry;
  OrchestrationExecutor: new (
    registry: Registry,
    logger?: unknown,
  ) => {
    execute(
      id: string,
      old: unknown[],
      fresh: unknown[],
      executionId?: string,
    ): Promise<{ actions: unknown[]; customStatus?: string }>;
  };
  ActivityExecutor: new (
    registry: Registry,
    logger?: unknown,
  ) => {
    execute(id: string, name: string, taskId: number, input?: string): Promise<string | undefined>;
  };
  helpers: {
    newFailureDetails(thrown: unknown): Message;
    newCompleteOrchestrationAction(
      id: number,
      status: number,
      result: undefined,
      failure: Message,
    ): unknown;
    newTaskFailedEvent(taskId: number, error: Error): Message;
  };
}

export function executorsOf(dialect: Dialect): Executors {
  const part = (path: string): unknown => load(`${rootOf(dialect)}/${path}`);
  return {
    ...(part('worker/registry') as Pick<Executors, 'Registry'>),
    ...(part('worker/orchestration-executor') as Pick<Executors, 'OrchestrationExecutor'>),
    ...(part('worker/activity-executor') as Pick<Executors, 'ActivityExecutor'>),
    helpers: part('utils/pb-helper.util') as Executors['helpers'],
  };
}
