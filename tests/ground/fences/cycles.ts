import { importsOf } from './imports.ts';
import { isCode, isTest } from './project-files.ts';
import type { Offence, ProjectFile } from './project-files.ts';

/** One cycle in a graph, as the nodes on the way, the first one again at the end; or undefined. */
export function findCycle(graph: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>();
  const way: string[] = [];
  const visit = (node: string): string[] | undefined => {
    const seenAt = way.indexOf(node);
    if (seenAt !== -1) return [...way.slice(seenAt), node];
    if (done.has(node)) return undefined;
    way.push(node);
    for (const next of graph.get(node) ?? []) {
      const cycle = visit(next);
      if (cycle !== undefined) return cycle;
    }
    way.pop();
    done.add(node);
    return undefined;
  };
  for (const node of graph.keys()) {
    const cycle = visit(node);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}

/** A cycle of files that import each other, types included. */
export function cycleOffences(files: readonly ProjectFile[]): Offence[] {
  const own = files.filter(({ path }) => path.startsWith('src/') && isCode(path) && !isTest(path));
  const known = new Set(own.map(({ path }) => path));
  const graph = new Map(
    own.map((file) => [
      file.path,
      importsOf(file).flatMap(({ target }) =>
        target !== undefined && known.has(target) ? [target] : [],
      ),
    ]),
  );
  const cycle = findCycle(graph);
  return cycle === undefined
    ? []
    : [
        {
          path: cycle[0] ?? '',
          line: 0,
          message: `files import each other: ${cycle.join(' -> ')}`,
        },
      ];
}
