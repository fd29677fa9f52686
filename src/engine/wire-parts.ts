import type { Failure, TurnVersion } from './history.ts';

/** Parts of events and actions in their form for files (wire.ts). */
export interface WireTurnVersion {
  patches?: string[] | null;
  name?: string | null;
}

export interface WireFailure {
  type: string;
  message: string;
  hasStack?: boolean;
  stack?: string | null;
  inner?: WireFailure | null;
  isNonRetriable?: boolean;
}

export function optional<K extends string, V>(
  key: K,
  value: V | null | undefined,
): { [P in K]?: V } {
  return value === null || value === undefined ? {} : ({ [key]: value } as { [P in K]: V });
}

/** An object without content is no version at all. */
export function turnVersionFromWire(
  version: string | WireTurnVersion | null | undefined,
): TurnVersion | undefined {
  if (typeof version !== 'object' || version === null) return undefined;
  const patches = version.patches ?? [];
  const name = version.name ?? undefined;
  if (patches.length === 0 && name === undefined) return undefined;
  return { ...(patches.length > 0 && { patches }), ...optional('name', name) };
}

export function failureFromWire(failure: WireFailure | null | undefined): Failure {
  return {
    type: failure?.type ?? '',
    message: failure?.message ?? '',
    ...optional('stack', failure?.stack),
    ...(failure?.inner ? { inner: failureFromWire(failure.inner) } : {}),
    ...(failure?.isNonRetriable ? { isNonRetriable: true } : {}),
  };
}

export function failureToWire(failure: Failure): WireFailure {
  return {
    type: failure.type,
    message: failure.message,
    hasStack: failure.stack !== undefined && failure.stack !== '',
    ...(failure.inner ? { inner: failureToWire(failure.inner) } : {}),
  };
}
