import type { Dialect, Facade } from '../../engine/turn.ts';
import type { ClientAnswer, ClientRequest } from '../../sim/client-machine.ts';
import type { ProcessIdentity } from '../../sim/machine.ts';
import { bare } from './builtins.ts';

/** A function of the program, as the machine knows it. */
export type ProgramValue = (...given: unknown[]) => unknown;

/** A function as a worker of the program has registered it. */
export interface RegisteredFunction {
  fn: ProgramValue;
  facade: Facade;
}

/** Workflows under a name and a version name, without a prototype. */
export type NamedVersions = Record<
  string,
  { latest?: string; byName: Record<string, ProgramValue | undefined> } | undefined
>;

export type Registry = Record<string, RegisteredFunction | undefined>;

/** What a client object asks goes there; `method` is what the program has called, to find its line. */
export interface ClientLine {
  ask(request: ClientRequest, method: string, settle: (answer: ClientAnswer) => void): void;
}

/** What the program's own host code has set up in this process. The same text is run as the app, and once more as the client. */
export class Host {
  readonly role: 'app' | 'client';
  readonly dialect: Dialect;
  readonly variables: Record<string, string>;
  /** What the workers that are started have registered. */
  readonly orchestrators: Registry = bare();
  readonly activities: Registry = bare();
  readonly versions: NamedVersions = bare();
  isStarted = false;
  /** Set by `process.exit`: nothing that the code does after it counts. */
  exitCode: number | undefined = undefined;
  /** In the client: what it asks of the sidecar goes there. */
  client: ClientLine | undefined = undefined;
  /** Questions that were put to the person at the keyboard. */
  questionCount = 0;

  constructor(role: 'app' | 'client', dialect: Dialect, { variables }: ProcessIdentity) {
    this.role = role;
    this.dialect = dialect;
    this.variables = variables;
  }

  /** Workers do work in the app alone. */
  take(orchestrators: Registry, activities: Registry, versions: NamedVersions): void {
    this.isStarted = true;
    if (this.role === 'client') return;
    Object.assign(this.orchestrators, orchestrators);
    Object.assign(this.activities, activities);
    Object.assign(this.versions, versions);
  }

  /** Said when the program has ended its own process. */
  get exitText(): string | undefined {
    const { exitCode } = this;
    return exitCode === undefined
      ? undefined
      : `The code ended the app with process.exit(${exitCode}).`;
  }

  registered(): { workflows: Record<string, Facade>; activities: string[] } {
    const workflows = bare<Facade>();
    for (const [name, value] of Object.entries(this.orchestrators))
      if (value) workflows[name] = value.facade;
    // Only Dapr's worker registers versions.
    for (const name of Object.keys(this.versions)) workflows[name] ??= 'dapr';
    return { workflows, activities: Object.keys(this.activities) };
  }
}

let host = new Host('app', 'durabletask', { seed: 0, process: 0, nowMs: 0, variables: {} });

export function currentHost(): Host {
  return host;
}

export function beginHost(
  role: 'app' | 'client',
  dialect: Dialect,
  identity: ProcessIdentity,
): Host {
  host = new Host(role, dialect, identity);
  return host;
}

/** Thrown by `process.exit`, so that the code that called it does not go on. */
class ProcessExit extends Error {
  static override readonly name: string = 'ProcessExit';
}

export function exitProcess(code: unknown): never {
  const given =
    code === undefined
      ? Reflect.get(Reflect.get(globalThis, 'process') as object, 'exitCode')
      : code;
  host.exitCode ??= Number(given ?? 0) || 0;
  throw new ProcessExit('The process has ended.');
}
