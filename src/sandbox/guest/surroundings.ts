import { addTo, builtins, isoTextOf } from './builtins.ts';
import { fractionFrom, uuidFrom } from './chance.ts';
import { fetchFromWorld } from './fetch.ts';
import { exitProcess } from './host.ts';
import { absentIntl, watchLocale } from './locale.ts';
import { currentPass } from './pass.ts';
import { knownProxies, show } from './show.ts';

const { construct, defineProperty, getOwnPropertyDescriptor, ownKeys } = builtins;

/** Puts what a Node process offers around the program, drawn from the pass that runs, and takes away the rest. */
export function prepareGlobals(): void {
  put('Date', clockedDate());
  put('performance', { now: readPerformance, timeOrigin: 0 });
  defineProperty(Math, 'random', { value: readRandom, writable: true, configurable: true });
  put('crypto', { randomUUID: readUuid, getRandomValues: readRandomValues });
  put('fetch', fetchFromWorld);
  put('console', consoleOf());
  put('setTimeout', (run: unknown, ms?: unknown, ...given: unknown[]) =>
    timer('setTimeout', run, ms, given),
  );
  put('setInterval', (run: unknown, ms?: unknown, ...given: unknown[]) =>
    timer('setInterval', run, ms, given),
  );
  put('setImmediate', (run: unknown, ...given: unknown[]) => timer('setImmediate', run, 0, given));
  for (const each of ['clearTimeout', 'clearInterval', 'clearImmediate'])
    put(each, (id: unknown) => currentPass().dropTimer(id));
  watchLocale();
  put('Intl', absentIntl());
  put('Proxy', watchedProxy());
  put('global', globalThis);
  // Shared memory, and anything that shows when the garbage collector has run.
  for (const each of ['WeakRef', 'FinalizationRegistry', 'SharedArrayBuffer', 'Atomics', 'gc'])
    Reflect.deleteProperty(globalThis, each);
}

function put(name: string, value: unknown): void {
  defineProperty(globalThis, name, {
    value,
    writable: true,
    enumerable: false,
    configurable: true,
  });
}

/** `process` is made anew for every app process, with its variables. */
export function prepareProcess(variables: Record<string, string>): void {
  const names = ownKeys(variables);
  const own: Record<string, string> = {};
  for (let at = 0; at < names.length; at += 1) {
    const name = names[at];
    if (typeof name === 'string')
      defineProperty(own, name, getOwnPropertyDescriptor(variables, name) ?? {});
  }
  const env = new builtins.Proxy(own, {
    get(target, name) {
      const own: unknown = getOwnPropertyDescriptor(target, name)?.value;
      if (typeof name !== 'string') return own;
      const pass = currentPass();
      const value = pass.givenOr(`process.env.${name}`, own);
      pass.read(`process.env.${name}`, show(value));
      return value;
    },
    has(target, name) {
      const own = getOwnPropertyDescriptor(target, name) !== undefined;
      if (typeof name !== 'string') return own;
      const pass = currentPass();
      const isThere = pass.givenOr(`${name} in process.env`, own);
      pass.read(`${name} in process.env`, `${isThere}`);
      return isThere;
    },
    // Which variables there are, and in which order, is up to whoever starts the process.
    ownKeys(target) {
      const pass = currentPass();
      const keys = pass.givenOr('Object.keys(process.env)', ownKeys(target));
      pass.read('Object.keys(process.env)', show(keys));
      return keys;
    },
    // As in Node, a variable is always text.
    set: (target, name, value) =>
      Reflect.defineProperty(target, name, {
        value: builtins.String(value),
        writable: true,
        enumerable: true,
        configurable: true,
      }),
  });
  addTo(knownProxies(), env);
  const itself = (): unknown => process;
  const out = (method: string) => ({
    isTTY: false,
    write: (text: unknown) => printed(method, [text]),
  });
  const process = {
    env,
    argv: ['node', '/app/program.ts'],
    nextTick: (run: (...given: unknown[]) => void, ...given: unknown[]) =>
      queueMicrotask(() => run(...given)),
    uptime: () => readElapsed('process.uptime', 1000),
    hrtime: highResolutionTime(),
    cwd: () => '/app',
    platform: 'linux',
    version: 'v20.0.0',
    versions: { node: '20.0.0' },
    exit: exitProcess,
    // Nothing sends signals to this process.
    on: itself,
    once: itself,
    off: itself,
    stdout: out('log'),
    stderr: out('error'),
    stdin: { isTTY: false },
  };
  // Another process has another number.
  const pid = 2 + (drawsOfProcess() % 30_000);
  defineProperty(process, 'pid', {
    get: () => {
      return readPid(pid);
    },
    enumerable: true,
    configurable: true,
  });
  put('process', process);
}

function readPid(own: number): number {
  const pass = currentPass();
  const value = pass.givenOr('process.pid', own);
  pass.read('process.pid', `${value}`);
  return value;
}

const drawsOfProcess = (): number => currentPass().draws('pid')();

/** `process.hrtime()` gives `[seconds, nanoseconds]`, since a moment of its own choice. */
function highResolutionTime(): (() => [number, number]) & { bigint: () => bigint } {
  const now = (): [number, number] => {
    const ms = readElapsed('process.hrtime', 1);
    return [Math.floor(ms / 1000), (ms % 1000) * 1_000_000];
  };
  const bigint = (): bigint => BigInt(readElapsed('process.hrtime.bigint', 1)) * 1_000_000n;
  return Object.assign(now, { bigint });
}

function readRandom(): number {
  const pass = currentPass();
  const value = pass.givenOr('Math.random', fractionFrom(pass.draws('chance')));
  pass.read('Math.random', `${value}`);
  return value;
}

function readUuid(): string {
  const pass = currentPass();
  const value = pass.givenOr('crypto.randomUUID', uuidFrom(pass.draws('id')));
  pass.read('crypto.randomUUID', show(value));
  return value;
}

function readRandomValues(list: Uint8Array): Uint8Array {
  const pass = currentPass();
  const draw = pass.draws('bytes');
  const bytes = new Uint8Array(list.buffer, list.byteOffset, list.byteLength);
  const given = pass.givenOr<number[]>('crypto.getRandomValues', []);
  let text = '';
  for (let at = 0; at < bytes.length; at += 1) {
    const drawn = draw() & 255;
    const byte = given[at] ?? drawn;
    bytes[at] = byte;
    if (at < 20) text += `${at === 0 ? '' : ','}${byte}`;
  }
  pass.read('crypto.getRandomValues', `[${text}${bytes.length > 20 ? ',…' : ''}]`);
  return list;
}

const readPerformance = (): number => readElapsed('performance.now', 1);

/** Milliseconds since the pass began, divided by `unit`. */
function readElapsed(api: string, unit: number): number {
  const pass = currentPass();
  pass.tickMs();
  const value = pass.givenOr(api, pass.elapsedMs / unit);
  pass.read(api, `${value}`);
  return value;
}

/** `Date` with the pass's clock. Dates that are made from something are as ever. */
function clockedDate(): DateConstructor {
  const Real = builtins.Date;
  const readNow = (api: string): number => {
    const pass = currentPass();
    const ownMs = pass.tickMs();
    const given = pass.given(api);
    const nowMs = given === undefined ? ownMs : api === 'Date.now' ? +given : +new Real(given);
    pass.read(api, api === 'Date.now' ? `${nowMs}` : isoTextOf(new Real(nowMs)));
    return nowMs;
  };
  function ClockedDate(...given: unknown[]): unknown {
    if (!new.target) return `${new Real(readNow('Date()'))}`;
    if (given.length > 0) return construct(Real, given, new.target);
    return construct(Real, [readNow('new Date()')], new.target);
  }
  const clocked = ClockedDate as unknown as DateConstructor;
  defineProperty(clocked, 'name', { value: 'Date', configurable: true });
  defineProperty(clocked, 'length', { value: 7, configurable: true });
  defineProperty(clocked, 'prototype', { value: Real.prototype });
  defineProperty(clocked, 'UTC', { value: Real.UTC, writable: true, configurable: true });
  defineProperty(clocked, 'parse', { value: Real.parse, writable: true, configurable: true });
  defineProperty(clocked, 'now', {
    value: () => readNow('Date.now'),
    writable: true,
    configurable: true,
  });
  defineProperty(Real.prototype, 'constructor', {
    value: clocked,
    writable: true,
    configurable: true,
  });
  return clocked;
}

/** Timers fire as soon as the code waits for nothing else: the virtual clock moves, nobody waits. */
function timer(api: string, run: unknown, ms: unknown, given: unknown[]): number {
  if (typeof run !== 'function')
    throw new TypeError('The "callback" argument must be of type function.');
  const pass = currentPass();
  const delayMs = Number(ms ?? 0);
  pass.read(api, api === 'setImmediate' ? 'as soon as possible' : `${delayMs || 0} ms`);
  return pass.addTimer(
    () => builtins.apply(run as () => unknown, undefined, given),
    delayMs,
    api === 'setInterval',
  );
}

function consoleOf(): Record<string, (...given: unknown[]) => void> {
  const made: Record<string, (...given: unknown[]) => void> = {};
  for (const each of ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table'])
    made[each] = (...given) => printed(each, given);
  for (const each of ['group', 'groupEnd', 'time', 'timeEnd', 'assert', 'count'])
    made[each] = () => undefined;
  return made;
}

function printed(method: string, given: readonly unknown[]): void {
  const { recorder, print } = currentPass();
  if (!recorder && !print) return;
  let text = '';
  for (let at = 0; at < given.length; at += 1) {
    const value = given[at];
    text += `${at === 0 ? '' : ' '}${typeof value === 'string' ? value : show(value)}`;
  }
  recorder?.log(method, text);
  print?.(method, text);
}

/** A proxy made by the program is remembered, so that showing its value does not run its traps. */
function watchedProxy(): ProxyConstructor {
  const Real = builtins.Proxy;
  const { revocable } = Real;
  function WatchedProxy(...given: unknown[]): object {
    if (!new.target) throw new TypeError("Constructor Proxy requires 'new'");
    const made = construct(Real, given) as object;
    addTo(knownProxies(), made);
    return made;
  }
  const watched = WatchedProxy as unknown as ProxyConstructor;
  defineProperty(watched, 'name', { value: 'Proxy', configurable: true });
  defineProperty(watched, 'revocable', {
    value: (target: object, handler: ProxyHandler<object>) => {
      const made = revocable(target, handler);
      addTo(knownProxies(), made.proxy);
      return made;
    },
    writable: true,
    configurable: true,
  });
  Reflect.deleteProperty(watched, 'prototype');
  return watched;
}
