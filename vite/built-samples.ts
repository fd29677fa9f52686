import path from 'node:path';
import { rolldown } from 'rolldown';
import type { Plugin } from 'vite';
import { nestedTexts } from './bundle-text.ts';

const SCHEME = 'built-samples:';
const ENTRY = path.resolve(import.meta.dirname, '../src/app/samples/at-build.ts');

interface Built {
  outlines: readonly { id: string }[];
  programs: readonly { id: string; program: unknown; python?: unknown }[];
}

interface Made {
  built: Built;
  files: ReadonlySet<string>;
}

/** Runs src/app/samples/at-build.ts, as it is now. */
async function make(): Promise<Made> {
  const files = new Set<string>();
  const build = await rolldown({
    input: ENTRY,
    platform: 'node',
    plugins: [nestedTexts(files)],
    logLevel: 'silent',
  });
  try {
    const { output } = await build.generate({ format: 'esm' });
    for (const each of await build.watchFiles) if (path.isAbsolute(each)) files.add(each);
    const code = Buffer.from(output[0].code).toString('base64');
    const built = (await import(`data:text/javascript;base64,${code}`)) as Built;
    return { built, files };
  } finally {
    await build.close();
  }
}

/** JSON as JavaScript that is read fast, and never grows a prototype. */
const moduleOf = (value: unknown): string =>
  `export default JSON.parse(${JSON.stringify(JSON.stringify(value))});`;

function loadsOf({ programs }: Built): string {
  const loads = (kind: string, ids: readonly string[]) =>
    `export const ${kind}s = {${ids
      .map(
        (id) => `${JSON.stringify(id)}: () => import(${JSON.stringify(`${SCHEME}${kind}/${id}`)})`,
      )
      .join(',')}};`;
  const withPython = programs.filter(({ python }) => python !== undefined);
  return [
    loads(
      'program',
      programs.map(({ id }) => id),
    ),
    loads(
      'python',
      withPython.map(({ id }) => id),
    ),
  ].join('\n');
}

/** The text of one of our modules. */
function textOf(name: string, built: Built): string {
  if (name === 'outlines') return moduleOf(built.outlines);
  if (name === 'loads') return loadsOf(built);
  const [kind, id] = name.split('/');
  const found = built.programs.find((each) => each.id === id);
  return moduleOf(kind === 'python' ? found?.python : found?.program);
}

/**
 * `./at-build.ts?outlines` and `?loads`: the samples, read when the app is built: their outlines in one module, and each program (parsed, instrumented, coloured) in a
 * file of its own, so that neither page nor worker needs a parser to run them.
 */
export function builtSamples(): Plugin {
  let made: Promise<Made> | undefined;
  return {
    name: 'built-samples',
    enforce: 'pre',
    buildStart() {
      made = undefined;
    },
    resolveId: (id) => {
      const asked = /\/at-build\.ts\?(outlines|loads)$/.exec(id)?.[1];
      if (asked !== undefined) return `\0${SCHEME}${asked}`;
      return id.startsWith(SCHEME) ? `\0${id}` : null;
    },
    async load(id) {
      if (!id.startsWith(`\0${SCHEME}`)) return null;
      const { built, files } = await (made ??= make());
      for (const each of files) this.addWatchFile(each);
      return { code: textOf(id.slice(SCHEME.length + 1), built), moduleType: 'js' };
    },
    async hotUpdate({ file }) {
      if (!made || !(await made).files.has(file)) return undefined;
      made = undefined;
      const graph = this.environment.moduleGraph;
      const stale = [...graph.idToModuleMap.values()].filter((each) =>
        each.id?.startsWith(`\0${SCHEME}`),
      );
      for (const each of stale) graph.invalidateModule(each);
      return stale;
    },
  };
}
