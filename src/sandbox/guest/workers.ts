import { getName } from '../../engine/names.ts';
import type { Facade } from '../../engine/turn.ts';
import { bare } from './builtins.ts';
import { currentHost, type NamedVersions, type ProgramValue, type Registry } from './host.ts';
import { registerVersion } from './versions.ts';

interface VersionOptions {
  versionName?: string;
  isLatest?: boolean;
}

type Named = ProgramValue & { name: string };

/** What both SDKs' workers do. The texts are the SDKs' own (AUTHORING-API section 3). */
class WorkerCore {
  readonly #orchestrators: Registry = bare();
  readonly #activities: Registry = bare();
  readonly #versions: NamedVersions = bare();
  readonly #facade: Facade;
  #isRunning = false;

  constructor(facade: Facade) {
    this.#facade = facade;
  }

  addOrchestrator(name: string, fn: ProgramValue): void {
    if (this.#isRunning) throw new Error('Cannot add orchestrator while worker is running.');
    this.#add(this.#orchestrators, 'orchestrator', name, fn);
  }

  addVersion(name: string, workflow: ProgramValue, options: VersionOptions): void {
    if (this.#isRunning) throw new Error('Cannot add orchestrator while worker is running.');
    if (!name) throw new Error('A non-empty orchestrator name is required.');
    const versionName = options.versionName ?? workflow.name;
    registerVersion(this.#versions, name, { ...options, versionName, workflow });
  }

  addActivity(name: string, fn: ProgramValue): void {
    if (this.#isRunning) throw new Error('Cannot add activity while worker is running.');
    this.#add(this.#activities, 'activity', name, fn);
  }

  #add(registry: Registry, what: string, name: string, fn: ProgramValue): void {
    if (!name) throw new Error(`A non-empty ${what} name is required.`);
    if (registry[name]) throw new Error(`A '${name}' ${what} already exists.`);
    registry[name] = { fn, facade: this.#facade };
  }

  start(): void {
    if (this.#isRunning) throw new Error('The worker is already running.');
    this.#isRunning = true;
    currentHost().take(this.#orchestrators, this.#activities, this.#versions);
  }

  stop(): void {
    if (!this.#isRunning) throw new Error('The worker is not running.');
    this.#isRunning = false;
  }
}

function required(fn: ProgramValue | undefined, what: string): asserts fn is ProgramValue {
  if (!fn) throw new Error(`An ${what} function argument is required.`);
}

/** Of `@microsoft/durabletask-js` and `@dapr/durabletask-js`. Its options say how to reach a sidecar: here it is at hand. */
export class TaskHubGrpcWorker {
  static readonly name: string = 'TaskHubGrpcWorker';
  readonly #core = new WorkerCore('durabletask');

  addOrchestrator(fn: Named): string {
    required(fn, 'orchestrator');
    return this.addNamedOrchestrator(getName(fn), fn);
  }

  addNamedOrchestrator(name: string, fn: ProgramValue): string {
    this.#core.addOrchestrator(name, fn);
    return name;
  }

  addActivity(fn: Named): string {
    required(fn, 'activity');
    return this.addNamedActivity(getName(fn), fn);
  }

  addNamedActivity(name: string, fn: ProgramValue): string {
    this.#core.addActivity(name, fn);
    return name;
  }

  async start(): Promise<void> {
    this.#core.start();
  }

  async stop(): Promise<void> {
    this.#core.stop();
  }
}

/** Of `@dapr/dapr`: the same worker behind names of its own. */
export class WorkflowRuntime {
  static readonly name: string = 'WorkflowRuntime';
  readonly #core = new WorkerCore('dapr');

  registerWorkflow(workflow: Named): this {
    return this.registerWorkflowWithName(getName(workflow), workflow);
  }

  registerWorkflowWithName(name: string, workflow: ProgramValue): this {
    this.#core.addOrchestrator(name, workflow);
    return this;
  }

  /**
   * Dapr has this in Go, Python, .NET and Java, not in JavaScript (docs/VERSIONS.md): here it has the form that fits beside the
   * others. Without a version name it is the function's own, as in Go.
   */
  registerVersionedWorkflow(name: string, workflow: Named, options: VersionOptions = {}): this {
    required(workflow, 'orchestrator');
    this.#core.addVersion(name, workflow, options);
    return this;
  }

  registerActivity(fn: Named): this {
    return this.registerActivityWithName(getName(fn), fn);
  }

  registerActivityWithName(name: string, fn: ProgramValue): this {
    this.#core.addActivity(name, fn);
    return this;
  }

  async start(): Promise<void> {
    this.#core.start();
  }

  async stop(): Promise<void> {
    this.#core.stop();
  }
}

/** Settings of a builder that say how to reach a sidecar. */
const SETTINGS = [
  'connectionString',
  'endpoint',
  'resourceId',
  'tokenRefreshMargin',
  'workerId',
  'allowInsecureCredentials',
  'grpcChannelOptions',
  'retryOptions',
  'logger',
  'shutdownTimeout',
];

export function ignoreSettings(builder: { prototype: object }): void {
  for (const name of SETTINGS)
    Reflect.defineProperty(builder.prototype, name, {
      value(this: object) {
        return this;
      },
      writable: true,
      configurable: true,
    });
}

/** Of `@microsoft/durabletask-js-azuremanaged`: collects what is registered, then makes the worker. */
export class DurableTaskAzureManagedWorkerBuilder {
  static readonly name: string = 'DurableTaskAzureManagedWorkerBuilder';
  readonly #worker = new TaskHubGrpcWorker();

  addOrchestrator(fn: Named): this {
    this.#worker.addOrchestrator(fn);
    return this;
  }

  addNamedOrchestrator(name: string, fn: ProgramValue): this {
    this.#worker.addNamedOrchestrator(name, fn);
    return this;
  }

  addActivity(fn: Named): this {
    this.#worker.addActivity(fn);
    return this;
  }

  addNamedActivity(name: string, fn: ProgramValue): this {
    this.#worker.addNamedActivity(name, fn);
    return this;
  }

  build(): TaskHubGrpcWorker {
    return this.#worker;
  }
}
ignoreSettings(DurableTaskAzureManagedWorkerBuilder);
