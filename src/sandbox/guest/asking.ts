import { type Named, nameOf } from '../../engine/names.ts';
import type { ClientAnswer, ClientRequest } from '../../sim/client-machine.ts';
import { builtins } from './builtins.ts';
import { uuidFrom } from './chance.ts';
import { refusalOf, TimeoutError } from './client-errors.ts';
import { OrchestrationState } from './client-states.ts';
import { currentHost } from './host.ts';
import { currentPass } from './pass.ts';

/**
 * What one client object asks of the sidecar. In the app process it never answers: there the same text is run to register
 * workflows, and what follows from an answer is the client's to do.
 */
export function ask<T>(
  method: string,
  request: ClientRequest,
  read: (answer: ClientAnswer) => T,
  timeoutText = '',
): Promise<T> {
  const { client, dialect } = currentHost();
  return new builtins.Promise((resolve, reject) => {
    client?.ask(request, method, (answer) => {
      if (answer.kind === 'timed-out') reject(new TimeoutError(dialect, timeoutText));
      else if (answer.kind === 'refused') reject(refusalOf(dialect, answer.problem, request));
      else resolve(read(answer));
    });
  });
}

export const nothing = (): undefined => undefined;
const json = (value: unknown): string | undefined => builtins.stringify(value);
/** Both clients send `null` where there is nothing to send. */
export const payload = (value: unknown): string => json(value ?? null) ?? 'null';

export interface StartOptions {
  instanceId?: string;
  startAt?: Date;
  tags?: Record<string, string>;
  version?: string;
}

export function scheduling(workflow: Named, input: unknown, options: StartOptions): ClientRequest {
  const text = json(input);
  const { instanceId, startAt, tags, version } = options;
  return {
    do: 'schedule',
    name: nameOf(workflow),
    instance: instanceId ?? uuidFrom(currentPass().draws('instance')),
    ...(text !== undefined && { input: text }),
    ...(startAt && { startAtMs: startAt.getTime() }),
    ...(tags && { tags }),
    ...(version !== undefined && { version }),
  };
}

export const idOf = (answer: ClientAnswer): string =>
  answer.kind === 'scheduled' ? answer.instance : '';

export function stateOf(
  answer: ClientAnswer,
  hasPayloads: boolean,
): OrchestrationState | undefined {
  if (answer.kind !== 'state' || !answer.state) return undefined;
  return new OrchestrationState(answer.state, hasPayloads);
}

export const waiting = (
  instance: string,
  until: 'started' | 'completed',
  seconds: number,
): ClientRequest => ({ do: 'wait', instance, until, timeoutMs: Math.max(0, seconds * 1000) || 0 });

export const timeoutText = (id: string, what: string, seconds: number): string =>
  `Timed out waiting for orchestration '${id}' to ${what} after ${seconds}s`;

/** Where the methods ask `durabletask` they check their arguments, as its client does. */
export function required(value: unknown, text: string): void {
  if (!value) throw new Error(text);
}
