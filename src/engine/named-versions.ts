import { OrchestratorNotRegisteredError } from './errors.ts';
import type { OrchestratorFunction, OrchestratorRegistry } from './program.ts';

/** The app has no such version of a workflow. The turn then answers so, and the sidecar stalls the instance. */
export class VersionNotAvailableError extends Error {
  static override readonly name: string = 'VersionNotAvailableError';
}

/**
 * Finds the workflow that an instance runs, as Dapr's Go SDK does (durabletask-go `task/registry.go`, ResolveWorkflow): a
 * workflow without versions first, then the pinned version, else the latest.
 *
 * @throws VersionNotAvailableError when the instance is pinned to a version that the app lacks.
 * @throws OrchestratorNotRegisteredError when nothing has that name.
 */
export function resolveWorkflow(
  program: OrchestratorRegistry,
  name: string,
  pinned: string | undefined,
): { workflow: OrchestratorFunction; version?: string } {
  const unversioned = name ? program.get(name) : undefined;
  if (unversioned) return { workflow: unversioned };
  const versions = name ? program.versionsOf?.(name) : undefined;
  if (!versions) {
    if (pinned !== undefined) throw new VersionNotAvailableError(pinned);
    throw new OrchestratorNotRegisteredError(name);
  }
  const version = pinned ?? versions.latest;
  if (version === undefined)
    throw new Error(`versioned workflow '${name}' does not have a latest version registered`);
  const workflow = versions.get(version);
  if (!workflow) throw new VersionNotAvailableError(version);
  return { workflow, version };
}
