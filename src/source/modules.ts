import type { Dialect } from '../engine/turn.ts';

/** What a program can import here, and what of it would be there in reality. */
export interface KnownModule {
  /** The names that the machine provides (src/sandbox/guest/modules.ts). */
  names: readonly string[];
  /** An SDK of that engine. */
  dialect?: Dialect;
  /** What the real package does not export, although it can be imported here. */
  notInReality?: readonly string[];
  /** What stands in for something that is not there: said as a remark. */
  remark?: string;
}

const DURABLE_TASK_NAMES = [
  'whenAll',
  'whenAny',
  'getName',
  'Task',
  'TimerTask',
  'RetryPolicy',
  'TaskFailedError',
  'FailureDetails',
  'ReplaySafeLogger',
  'NoOpLogger',
  'ConsoleLogger',
  'createReplaySafeLogger',
  'compareVersions',
  'isRetryPolicy',
  'isRetryHandler',
  'OrchestrationStatus',
  'OrchestrationState',
  'TimeoutError',
  'terminateOptions',
  'TaskHubGrpcWorker',
  'TaskHubGrpcClient',
] as const;

const DAPR_NAMES = [
  'Task',
  'WorkflowRuntime',
  'DaprWorkflowClient',
  'WorkflowRuntimeStatus',
  'WorkflowState',
  'WorkflowFailureDetails',
  'fromOrchestrationStatus',
  'toOrchestrationStatus',
] as const;

const DAPR_EXTRA = [
  'whenAll',
  'whenAny',
  'getName',
  'TimerTask',
  'TaskFailedError',
  'RetryPolicy',
  'FailureDetails',
  'OrchestrationStatus',
] as const;

const AZURE_NAMES = [
  'createAzureManagedClient',
  'createAzureManagedWorkerBuilder',
  'createAzureLogger',
  'DurableTaskAzureManagedClientBuilder',
  'DurableTaskAzureManagedWorkerBuilder',
  'ConsoleLogger',
  'NoOpLogger',
] as const;

const NOBODY_TYPES =
  'Nobody can type an answer here. Every question gets the answer "1000", and every yes-or-no question yes. To give other answers, set the variable ANSWERS, separated by commas.';

/** By the name that a program imports; `node:` and the path inside of an SDK are left out. */
const MODULES: Readonly<Record<string, KnownModule>> = {
  '@dapr/dapr': {
    names: [...DAPR_NAMES, ...DAPR_EXTRA],
    dialect: 'dapr',
    notInReality: DAPR_EXTRA,
  },
  '@dapr/durabletask-js': { names: DURABLE_TASK_NAMES, dialect: 'dapr' },
  '@microsoft/durabletask-js': { names: DURABLE_TASK_NAMES, dialect: 'durabletask' },
  '@microsoft/durabletask-js-azuremanaged': { names: AZURE_NAMES, dialect: 'durabletask' },
  '@azure/identity': { names: ['DefaultAzureCredential', 'ManagedIdentityCredential'] },
  'readline-sync': {
    names: ['question', 'questionInt', 'questionFloat', 'keyInYN', 'keyInYNStrict', 'prompt'],
    remark: NOBODY_TYPES,
  },
  readline: { names: ['createInterface'], remark: NOBODY_TYPES },
  'readline/promises': { names: ['createInterface'], remark: NOBODY_TYPES },
  dotenv: { names: ['config'] },
  'dotenv/config': { names: [] },
  path: { names: ['join', 'resolve', 'dirname', 'basename', 'extname', 'sep'] },
  'timers/promises': { names: ['setTimeout', 'setImmediate'] },
  timers: {
    names: ['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval'],
  },
  crypto: { names: ['randomUUID', 'getRandomValues', 'webcrypto'] },
  process: { names: ['env', 'argv', 'exit', 'on', 'once', 'nextTick', 'cwd', 'uptime'] },
  perf_hooks: { names: ['performance'] },
  util: { names: ['promisify', 'inspect'] },
  uuid: { names: ['v4'] },
};

/** Workers and clients: a program that uses one brings its own host code. */
export const WORKERS: readonly string[] = [
  'WorkflowRuntime',
  'TaskHubGrpcWorker',
  'createAzureManagedWorkerBuilder',
  'DurableTaskAzureManagedWorkerBuilder',
];
export const CLIENTS: readonly string[] = [
  'DaprWorkflowClient',
  'TaskHubGrpcClient',
  'createAzureManagedClient',
  'DurableTaskAzureManagedClientBuilder',
];

/** Exports of the SDKs that have no simulation, with what to do instead. */
const WITHOUT_SIMULATION: Readonly<Record<string, string>> = {
  DaprClient:
    'Only workflows are simulated, no other part of Dapr. Call a service with fetch in an activity instead.',
  DaprServer: 'Only workflows are simulated, no other part of Dapr. Take the server out.',
  CommunicationProtocolEnum:
    'Only workflows are simulated, no other part of Dapr. Take it out together with DaprClient.',
  TestOrchestrationClient: 'Use TaskHubGrpcClient: here it speaks to a simulated engine.',
  TestOrchestrationWorker: 'Use TaskHubGrpcWorker: here it speaks to a simulated engine.',
  InMemoryOrchestrationBackend:
    'It is not needed: TaskHubGrpcWorker and TaskHubGrpcClient speak to a simulated engine here.',
  HistoryEventType: 'The page shows the history itself. Take this part out.',
  VersionMatchStrategy: 'Versions of a worker are not simulated. Take this option out.',
  VersionFailureStrategy: 'Versions of a worker are not simulated. Take this option out.',
  EntityInstanceId: 'Entities are not simulated. Keep the state in the workflow instead.',
  TaskEntity: 'Entities are not simulated. Keep the state in the workflow instead.',
};

/** Methods of workers, clients and contexts that have no simulation, with what to do instead. */
export const METHODS_WITHOUT_SIMULATION: Readonly<Record<string, string>> = {
  addEntity: 'Entities are not simulated. Keep the state in the workflow instead.',
  addNamedEntity: 'Entities are not simulated. Keep the state in the workflow instead.',
  signalEntity: 'Entities are not simulated. Keep the state in the workflow instead.',
  callEntity: 'Entities are not simulated. Keep the state in the workflow instead.',
  getEntity: 'Entities are not simulated. Keep the state in the workflow instead.',
  getEntities: 'Entities are not simulated. Keep the state in the workflow instead.',
  cleanEntityStorage: 'Entities are not simulated. Keep the state in the workflow instead.',
  lockEntities: 'Entities are not simulated. Keep the state in the workflow instead.',
  getOrchestrationHistory: 'The page shows the history itself. Take this call out.',
  versioning: 'Versions of a worker are not simulated. Take this call out.',
  useWorkItemFilters: 'A worker here takes all work. Take this call out.',
  callHttp: 'Call the service with fetch in an activity instead.',
};

/** The module of that name; undefined when it can not be loaded. `id` is the key under which the machine knows it. */
export function knownModule(from: string): { id: string; module: KnownModule } | undefined {
  const bare = from.replace(/^node:/, '');
  const sdk = /^@(?:dapr\/dapr|dapr\/durabletask-js|microsoft\/durabletask-js)(?=\/)/.exec(bare);
  const id = sdk?.[0] ?? bare;
  const module = Object.hasOwn(MODULES, id) ? MODULES[id] : undefined;
  return module && { id, module };
}

/** Why this module can not be loaded, and what to do about it. */
export function whyUnknown(from: string): string {
  if (/^\.{0,2}\//.test(from))
    return `'${from}' can’t be loaded: a program is one file here. Put the code of that file into this file.`;
  return `'${from}' can’t be loaded here. The workflow packages can (${sdkNames().join(', ')}), and a few small helpers of Node. Take this import out; to call a service, use fetch.`;
}

/** Why that export can not be used, and what to do about it. */
export function whyUnsupported(id: string, name: string): string {
  const instead = Object.hasOwn(WITHOUT_SIMULATION, name) ? WITHOUT_SIMULATION[name] : undefined;
  const what = `${name} of '${id}' can’t be used here.`;
  return `${what} ${instead ?? `Use only: ${(MODULES[id]?.names ?? []).join(', ')}.`}`;
}

const sdkNames = (): string[] => Object.keys(MODULES).filter((id) => MODULES[id]?.dialect);
/** Every module with the names that it has here, for the tests of the machine. */
export const allModules = (): readonly [string, KnownModule][] => Object.entries(MODULES);
