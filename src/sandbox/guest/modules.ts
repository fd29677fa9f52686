import { sdkFor, type Sdk } from '../../engine/sdk.ts';
import type { Dialect } from '../../engine/turn.ts';
import { builtins } from './builtins.ts';
import { TimeoutError } from './client-errors.ts';
import { OrchestrationState, WorkflowFailureDetails, WorkflowState } from './client-states.ts';
import {
  DurableTaskAzureManagedClientBuilder,
  TaskHubGrpcClient,
  terminateOptions,
} from './clients.ts';
import { DaprWorkflowClient } from './dapr-client.ts';
import * as keyboard from './keyboard.ts';
import { show } from './show.ts';
import {
  DurableTaskAzureManagedWorkerBuilder,
  TaskHubGrpcWorker,
  WorkflowRuntime,
} from './workers.ts';

/** What the program can import, by module (the names are those of src/source/modules.ts). */
export interface Loader {
  load(id: string): object;
  require: ((id: string) => object) & { main: object };
  module: { exports: object };
  importer: (id: string) => Promise<object>;
}

/** For one process: what one life of the program does to a module the next one does not see. */
export function loaderFor(dialect: Dialect): Loader {
  const loaded = new Map<string, object>();
  const load = (id: string): object => {
    const known = loaded.get(id);
    if (known) return known;
    const made = make(id, dialect);
    loaded.set(id, made);
    return made;
  };
  const module = { exports: {} };
  const require = Object.assign((from: string) => load(keyOf(from)), { main: module });
  return {
    load,
    require,
    module,
    importer: async (from) => ({ ...load(keyOf(from)), default: load(keyOf(from)) }),
  };
}

/** `node:path` and `path` are one module, and so is every path inside of an SDK. */
function keyOf(from: string): string {
  const bare = from.replace(/^node:/, '');
  const sdk = /^@(?:dapr\/dapr|dapr\/durabletask-js|microsoft\/durabletask-js)(?=\/)/.exec(bare);
  return sdk?.[0] ?? bare;
}

const fromGlobal = (name: string): unknown => Reflect.get(globalThis, name);

function make(id: string, dialect: Dialect): object {
  switch (id) {
    case '@dapr/dapr':
      return {
        ...sdkFor(dialect),
        WorkflowRuntime,
        DaprWorkflowClient,
        WorkflowState,
        WorkflowFailureDetails,
        fromOrchestrationStatus: (status: number) => status,
        toOrchestrationStatus: (status: number) => status,
      };
    case '@dapr/durabletask-js':
    case '@microsoft/durabletask-js':
      return durableTask(sdkFor(dialect));
    case '@microsoft/durabletask-js-azuremanaged':
      return {
        DurableTaskAzureManagedClientBuilder,
        DurableTaskAzureManagedWorkerBuilder,
        createAzureManagedClient: () => new DurableTaskAzureManagedClientBuilder().build(),
        createAzureManagedWorkerBuilder: () => new DurableTaskAzureManagedWorkerBuilder(),
        createAzureLogger: () => new ConsoleLogger(),
        ConsoleLogger,
        NoOpLogger: sdkFor(dialect).NoOpLogger,
      };
    case '@azure/identity':
      return { DefaultAzureCredential: Credential, ManagedIdentityCredential: Credential };
    case 'readline-sync':
      return keyboard.readlineSync;
    case 'readline':
    case 'readline/promises':
      return { createInterface: keyboard.createInterface };
    case 'dotenv':
      return { config: () => ({ parsed: {} }) };
    case 'process':
      return fromGlobal('process') as object;
    case 'crypto':
      return { ...(fromGlobal('crypto') as object), webcrypto: fromGlobal('crypto') };
    case 'perf_hooks':
      return { performance: fromGlobal('performance') };
    case 'uuid':
      return { v4: () => uuid()() };
    case 'path':
      return path;
    case 'util':
      return { inspect: show, promisify };
    case 'timers/promises':
      return { setTimeout: pause, setImmediate: (value: unknown) => pause(0, value) };
    case 'timers':
      return timers();
    default:
      return {};
  }
}

const uuid = (): (() => string) =>
  Reflect.get(fromGlobal('crypto') as object, 'randomUUID') as () => string;

function durableTask(sdk: Sdk): object {
  return {
    ...sdk,
    TaskHubGrpcWorker,
    TaskHubGrpcClient,
    OrchestrationState,
    TimeoutError,
    terminateOptions,
    ConsoleLogger,
  };
}

class Credential {
  static readonly name: string = 'DefaultAzureCredential';
}

function toConsole(method: string, values: readonly unknown[]): void {
  Reflect.apply(
    Reflect.get(fromGlobal('console') as object, method) as () => void,
    undefined,
    values,
  );
}

/** Writes to the console. */
class ConsoleLogger {
  static readonly name: string = 'ConsoleLogger';

  error(...values: unknown[]): void {
    toConsole('error', values);
  }

  warn(...values: unknown[]): void {
    toConsole('warn', values);
  }

  info(...values: unknown[]): void {
    toConsole('info', values);
  }

  debug(...values: unknown[]): void {
    toConsole('debug', values);
  }
}

type Callback = (error: unknown, value: unknown) => void;

function promisify(
  fn: (...given: unknown[]) => unknown,
): (...given: unknown[]) => Promise<unknown> {
  // Node's own `setTimeout` has a form for it.
  if (fn === fromGlobal('setTimeout')) return (ms) => pause(ms);
  return (...given) =>
    new builtins.Promise((resolve, reject) => {
      const done: Callback = (error, value) => (error ? reject(error) : resolve(value));
      fn(...given, done);
    });
}

function pause(ms?: unknown, value?: unknown): Promise<unknown> {
  const set = fromGlobal('setTimeout') as (run: () => void, ms: unknown) => void;
  return new builtins.Promise((resolve) => set(() => resolve(value), ms));
}

function timers(): object {
  const names = ['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval'];
  return Object.fromEntries(names.map((name) => [name, fromGlobal(name)]));
}

const join = (...parts: string[]): string => {
  const all: string[] = [];
  for (const part of parts.join('/').split('/')) {
    if (part === '..') all.pop();
    else if (part !== '' && part !== '.') all.push(part);
  }
  return `${parts[0]?.startsWith('/') ? '/' : ''}${all.join('/')}` || '.';
};

const basename = (name: string): string => name.slice(name.lastIndexOf('/') + 1);

const path = {
  join,
  resolve: (...parts: string[]): string =>
    join(...(parts[0]?.startsWith('/') ? parts : ['/app', ...parts])),
  dirname: (name: string): string => name.slice(0, Math.max(0, name.lastIndexOf('/'))) || '.',
  basename,
  extname: (name: string): string => /\.[^.]*$/.exec(basename(name).slice(1))?.[0] ?? '',
  sep: '/',
};
