import type { OrchestratorFunction, WorkflowVersions } from '../../engine/program.ts';
import { bare, builtins } from './builtins.ts';
import type { NamedVersions, ProgramValue } from './host.ts';

/**
 * Reads what a program exports as `versions` (docs/VERSIONS.md): for each workflow's name a list of
 * `{ versionName, workflow, isLatest }`, as Dapr's `registerVersionedWorkflow` takes them in other languages.
 *
 * @throws Error with the place in `versions` that can not be read: the process then does not start.
 */
export function versionsIn(exported: unknown): NamedVersions {
  const versions: NamedVersions = bare();
  if (exported === undefined) return versions;
  const names = builtins.ownKeys(recordOf(exported, 'versions'));
  for (let at = 0; at < names.length; at += 1) {
    const name = names[at];
    if (typeof name !== 'string') continue;
    const list: unknown = Reflect.get(exported as object, name);
    if (!builtins.isArray(list)) throw new Error(`versions.${name} must be a list.`);
    for (let nth = 0; nth < list.length; nth += 1)
      registerVersion(versions, name, recordOf(list[nth], `versions.${name}[${nth}]`));
  }
  return versions;
}

/** The same for one version. The texts of the two errors are durabletask-go's. */
export function registerVersion(versions: NamedVersions, name: string, entry: object): void {
  const versionName: unknown = Reflect.get(entry, 'versionName');
  const workflow: unknown = Reflect.get(entry, 'workflow');
  if (typeof versionName !== 'string' || versionName === '')
    throw new Error(`A version of ${name} needs a "versionName".`);
  if (typeof workflow !== 'function')
    throw new Error(`Version ${versionName} of ${name} needs a "workflow": a function.`);
  const known = (versions[name] ??= { byName: bare() });
  if (known.byName[versionName])
    throw new Error(`versioned workflow named '${versionName}' is already registered`);
  known.byName[versionName] = workflow as ProgramValue;
  if (Reflect.get(entry, 'isLatest') === true) known.latest = versionName;
}

function recordOf(value: unknown, where: string): object {
  if (typeof value === 'object' && value !== null) return value;
  throw new Error(`${where} must be an object.`);
}

/** The versions of one workflow, as the engine asks for them. `wrap` makes of a program's function what the engine runs. */
export function versionsOf(
  versions: NamedVersions,
  name: string,
  wrap: (own: ProgramValue) => OrchestratorFunction,
): WorkflowVersions | undefined {
  const known = versions[name];
  if (!known) return undefined;
  return {
    ...(known.latest !== undefined && { latest: known.latest }),
    get: (version) => {
      const own = known.byName[version];
      return own && wrap(own);
    },
  };
}
