import type { RunFacts } from './run-facts.ts';

/** What a person calls an instance: its workflow, and which of several it is. */
export function nameIn({ instances }: Pick<RunFacts, 'instances'>, id: string): string {
  const { name } = instances.get(id) ?? {};
  if (!name) return instances.size === 0 ? 'the plain code' : id;
  const same = [...instances.values()].filter((each) => each.name === name);
  const at = same.findIndex((each) => each.id === id) + 1;
  return same.length === 1 ? name : `${name} (${at} of ${same.length})`;
}
