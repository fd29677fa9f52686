import type { RuleCode } from './finding.ts';

/** Names of built-in functions that give another answer each time, by the rule that they break. */
const CALLS: Partial<Record<RuleCode, readonly string[]>> = {
  RS101: [
    'Math.random',
    'crypto.getRandomValues',
    'crypto.randomBytes',
    'crypto.randomInt',
    'crypto.randomFill',
    'crypto.randomFillSync',
    'package lodash.random',
    'package lodash.sample',
    'package lodash.sampleSize',
    'package lodash.shuffle',
  ],
  RS102: [
    'Date',
    'Date.now',
    'performance.now',
    'performance.mark',
    'process.hrtime',
    'process.hrtime.bigint',
    'process.uptime',
    'Temporal.Now.instant',
    'Temporal.Now.plainDateISO',
    'Temporal.Now.plainDateTimeISO',
    'Temporal.Now.plainTimeISO',
    'Temporal.Now.zonedDateTimeISO',
    'package luxon.DateTime.now',
    'package luxon.DateTime.local',
    'package luxon.DateTime.utc',
  ],
  RS103: [
    'crypto.randomUUID',
    'package uuid',
    'package uuid.v1',
    'package uuid.v4',
    'package uuid.v6',
    'package uuid.v7',
    'package nanoid',
    'package nanoid.nanoid',
    'package ulid',
    'package ulid.ulid',
    'package cuid',
    'package @paralleldrive/cuid2.createId',
  ],
  RS104: [
    'process.cwd',
    'process.memoryUsage',
    'process.cpuUsage',
    'Deno.env.get',
    'Temporal.Now.timeZoneId',
    'package os.hostname',
  ],
  RS105: [
    'fetch',
    'navigator.sendBeacon',
    'prompt',
    'confirm',
    'importScripts',
    'localStorage.getItem',
    'localStorage.setItem',
    'sessionStorage.getItem',
    'sessionStorage.setItem',
  ],
  RS106: [
    'setTimeout',
    'setInterval',
    'setImmediate',
    'queueMicrotask',
    'requestAnimationFrame',
    'requestIdleCallback',
    'process.nextTick',
    'Atomics.wait',
    'package timers/promises.setTimeout',
    'package timers/promises.setImmediate',
    'package timers/promises.setInterval',
    'package timers/promises.scheduler.wait',
  ],
};

const MADE: Partial<Record<RuleCode, readonly string[]>> = {
  RS105: [
    'XMLHttpRequest',
    'WebSocket',
    'EventSource',
    'Worker',
    'SharedWorker',
    'BroadcastChannel',
  ],
  RS115: ['WeakRef', 'FinalizationRegistry'],
};

/** What already the reading of it tells something of the machine. */
const READS: Partial<Record<RuleCode, readonly string[]>> = {
  RS102: ['performance.timeOrigin'],
  RS104: [
    'process.env',
    'process.argv',
    'process.pid',
    'process.ppid',
    'process.platform',
    'process.arch',
    'process.version',
    'process.versions',
    'process.execPath',
    'Bun.env',
    'navigator.language',
    'navigator.languages',
    'navigator.userAgent',
    'navigator.onLine',
    'navigator.hardwareConcurrency',
  ],
};

/** Packages whose every call leaves the process. They can't be loaded here; the message is of use all the same. */
const OUTSIDE_PACKAGES = new Set(
  (
    'axios node-fetch cross-fetch undici got ky superagent request http https http2 net dgram dns tls ws fs fs/promises child_process ' +
    'worker_threads readline readline/promises readline-sync os cluster pg mysql mysql2 mysql2/promise mongodb mongoose redis ioredis ' +
    '@prisma/client knex sqlite3 better-sqlite3 nodemailer amqplib kafkajs aws-sdk stripe openai'
  ).split(' '),
);

const OUTSIDE_SCOPES = ['@aws-sdk/', '@azure/', '@google-cloud/'];

/** Clients of the SDKs themselves: the host's tools. */
const CLIENTS = new Set(
  ['DaprClient', 'DaprServer', 'DaprWorkflowClient', 'TaskHubGrpcClient'].map(
    (name) => `sdk.${name}`,
  ),
);

const indexOf = (table: Partial<Record<RuleCode, readonly string[]>>): Map<string, RuleCode> =>
  new Map(
    Object.entries(table).flatMap(([code, names]) =>
      names.map((name): [string, RuleCode] => [name, code as RuleCode]),
    ),
  );

const calls = indexOf(CALLS);
const made = indexOf(MADE);
const reads = indexOf(READS);

/** What calling a built-in or imported thing breaks. The path is that of values.ts: `['Math', 'random']`. */
export function ruleOfCall(path: readonly string[], argumentCount: number): RuleCode | undefined {
  const key = path.join('.');
  if (path.length === 1 && (key === 'package moment' || key === 'package dayjs'))
    return argumentCount === 0 ? 'RS102' : undefined;
  return calls.get(key) ?? (isOutside(path) ? 'RS105' : undefined);
}

export function ruleOfNew(path: readonly string[], argumentCount: number): RuleCode | undefined {
  const key = path.join('.');
  if (key === 'Date') return argumentCount === 0 ? 'RS102' : undefined;
  return made.get(key);
}

/** What reading a built-in value breaks, and how many names of the path stand for the thing that is read. */
export function ruleOfRead(path: readonly string[]): RuleCode | undefined {
  if (path[0] === 'import.meta') return path[1] === 'env' ? 'RS104' : undefined;
  return reads.get(path.slice(0, 2).join('.'));
}

export const isOutsidePackage = (name: string): boolean =>
  OUTSIDE_PACKAGES.has(name) || OUTSIDE_SCOPES.some((scope) => name.startsWith(scope));

function isOutside(path: readonly string[]): boolean {
  const [first = '', second = ''] = path;
  if (first === 'sdk') return CLIENTS.has(`sdk.${second}`) && path.length > 2;
  return first.startsWith('package ') && isOutsidePackage(first.slice('package '.length));
}

const SDK_PACKAGES = [
  '@dapr/dapr',
  '@microsoft/durabletask-js',
  '@dapr/durabletask-js',
  'durable-functions',
];

/** The path of what a package hands out. Node's own modules that are also built in have the path of the built-in. */
export function pathOfModule(specifier: string): string[] {
  const name = specifier.replace(/^node:/, '');
  if (SDK_PACKAGES.includes(name)) return ['sdk'];
  switch (name) {
    case 'crypto':
    case 'process':
      return [name];
    case 'perf_hooks':
    case 'timers':
      return [];
    case 'lodash-es':
      return ['package lodash'];
    default:
      return [`package ${name}`];
  }
}
