import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin as BundlerPlugin } from 'rolldown';
import { rolldown } from 'rolldown';
import type { Plugin } from 'vite';

const QUERY = '?iife';
const PREFIX = '\0bundle-text:';

/**
 * The text of one file and all that it imports, as one classic script. Names of functions and classes are kept: the real
 * engines take an activity's and an error's name from them. In what runs around the machine nobody asks for any (1 KB less).
 */
async function bundle(file: string, files: Set<string>): Promise<string> {
  files.add(file);
  const build = await rolldown({
    input: file,
    platform: 'browser',
    plugins: [nestedTexts(files)],
    transform: { define: { 'process.env.NODE_ENV': '"production"' }, target: 'es2022' },
    logLevel: 'silent',
  });
  try {
    const keepNames = !file.includes('/src/app/frame/');
    const { output } = await build.generate({ format: 'iife', minify: true, keepNames });
    for (const each of await build.watchFiles) if (path.isAbsolute(each)) files.add(each);
    return output[0].code;
  } finally {
    await build.close();
  }
}

/** `?iife` and `?raw` inside of a bundle. */
export function nestedTexts(files: Set<string>): BundlerPlugin {
  return {
    name: 'bundle-text-nested',
    async resolveId(id, importer) {
      const query = ['?raw', QUERY].find((each) => id.endsWith(each));
      if (query === undefined) return null;
      const resolved = await this.resolve(id.slice(0, -query.length), importer);
      return resolved ? `${PREFIX}${resolved.id}${query}` : null;
    },
    async load(id) {
      if (!id.startsWith(PREFIX)) return null;
      const file = id.slice(PREFIX.length, id.lastIndexOf('?'));
      files.add(file);
      const text = id.endsWith('?raw') ? readFileSync(file, 'utf8') : await bundle(file, files);
      return { code: `export default ${JSON.stringify(text)};`, moduleType: 'js' };
    },
  };
}

/**
 * `import code from './guest.ts?iife'` gives the text of a minified classic script: that file with all that it imports.
 */
export function bundleText(): Plugin {
  const texts = new Map<string, Promise<string>>();
  /** For each bundle's entry: absolute paths of every file that went into it the last time. */
  const filesOf = new Map<string, Set<string>>();
  const textOf = (entry: string): Promise<string> => {
    const known = texts.get(entry);
    if (known) return known;
    const files = new Set<string>();
    filesOf.set(entry, files);
    const text = bundle(entry, files);
    texts.set(entry, text);
    text.catch(() => texts.delete(entry));
    return text;
  };
  return {
    name: 'bundle-text',
    enforce: 'pre',
    async resolveId(id, importer) {
      if (!id.endsWith(QUERY)) return null;
      const resolved = await this.resolve(id.slice(0, -QUERY.length), importer);
      return resolved ? `${PREFIX}${resolved.id}${QUERY}` : null;
    },
    async load(id) {
      if (!id.startsWith(PREFIX)) return null;
      const entry = id.slice(PREFIX.length, -QUERY.length);
      const text = await textOf(entry);
      for (const each of filesOf.get(entry) ?? []) this.addWatchFile(each);
      return { code: `export default ${JSON.stringify(text)};`, moduleType: 'js' };
    },
    hotUpdate({ file }) {
      const graph = this.environment.moduleGraph;
      const stale = [...filesOf.keys()].filter((entry) => filesOf.get(entry)?.has(file));
      const changed = stale.flatMap((entry) => graph.getModuleById(PREFIX + entry + QUERY) ?? []);
      for (const entry of stale) texts.delete(entry);
      for (const each of changed) graph.invalidateModule(each);
      return changed.length > 0 ? changed : undefined;
    },
  };
}
