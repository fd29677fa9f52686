import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin as BundlerPlugin } from 'rolldown';
import { rolldown } from 'rolldown';
import type { Plugin, ViteDevServer } from 'vite';

const TEXT = '?iife';
const URL_OF_TEXT = '?iife-url';
const PREFIX = '\0bundle-text:';
const DEV_PATH = '/@bundle-text/';

interface Bundle {
  code: string;
  /** Absolute paths of every file that went into it. */
  files: string[];
}

function queryOf(id: string): typeof TEXT | typeof URL_OF_TEXT | undefined {
  if (id.endsWith(URL_OF_TEXT)) return URL_OF_TEXT;
  return id.endsWith(TEXT) ? TEXT : undefined;
}

/**
 * The text of one file and all that it imports, as one classic script. Names of functions and classes are kept: the real
 * engines take an activity's and an error's name from them.
 */
async function bundle(file: string, files: Set<string>): Promise<string> {
  files.add(file);
  const build = await rolldown({
    input: file,
    platform: 'browser',
    plugins: [nested(files)],
    transform: { define: { 'process.env.NODE_ENV': '"production"' }, target: 'es2022' },
    logLevel: 'silent',
  });
  try {
    const { output } = await build.generate({ format: 'iife', minify: true, keepNames: true });
    for (const each of await build.watchFiles) if (path.isAbsolute(each)) files.add(each);
    return output[0].code;
  } finally {
    await build.close();
  }
}

/** `?iife` and `?raw` inside of a bundle. */
function nested(files: Set<string>): BundlerPlugin {
  return {
    name: 'bundle-text-nested',
    async resolveId(id, importer) {
      const query = id.endsWith('?raw') ? '?raw' : queryOf(id);
      if (query === undefined || query === URL_OF_TEXT) return null;
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
 * `import code from './guest.ts?iife'` gives the text of a minified classic script of that file with its imports;
 * `?iife-url` puts the same text beside the app and gives its address.
 */
export function bundleText(): Plugin {
  const cache = new Map<string, Promise<Bundle>>();
  const bundleOf = (file: string): Promise<Bundle> => {
    const cached = cache.get(file);
    if (cached) return cached;
    const files = new Set<string>();
    const made = bundle(file, files).then((code) => ({ code, files: [...files] }));
    cache.set(file, made);
    made.catch(() => cache.delete(file));
    return made;
  };
  let isBuild = false;
  return {
    name: 'bundle-text',
    enforce: 'pre',
    configResolved(config) {
      isBuild = config.command === 'build';
    },
    configureServer(server) {
      serveTexts(server, bundleOf);
    },
    async resolveId(id, importer) {
      const query = queryOf(id);
      if (query === undefined) return null;
      const resolved = await this.resolve(id.slice(0, -query.length), importer);
      return resolved ? `${PREFIX}${resolved.id}${query}` : null;
    },
    async load(id) {
      if (!id.startsWith(PREFIX)) return null;
      const file = id.slice(PREFIX.length, id.lastIndexOf('?'));
      if (id.endsWith(URL_OF_TEXT) && !isBuild) {
        const address = DEV_PATH + encodeURIComponent(file);
        return { code: `export default ${JSON.stringify(address)};`, moduleType: 'js' };
      }
      const { code, files } = await bundleOf(file);
      for (const each of files) this.addWatchFile(each);
      if (id.endsWith(TEXT))
        return { code: `export default ${JSON.stringify(code)};`, moduleType: 'js' };
      const name = `${path.basename(file, path.extname(file))}.js`;
      const reference = this.emitFile({ type: 'asset', name, source: code });
      return { code: `export default import.meta.ROLLUP_FILE_URL_${reference};`, moduleType: 'js' };
    },
    async hotUpdate({ file }) {
      const stale: string[] = [];
      for (const [entry, made] of cache) {
        const held = await made.catch(() => undefined);
        if (held && !held.files.includes(file)) continue;
        cache.delete(entry);
        stale.push(entry);
      }
      if (stale.length === 0) return;
      const graph = this.environment.moduleGraph;
      const changed = stale.flatMap((entry) =>
        [TEXT, URL_OF_TEXT].flatMap((query) => graph.getModuleById(PREFIX + entry + query) ?? []),
      );
      for (const each of changed) graph.invalidateModule(each);
      return changed;
    },
  };
}

function serveTexts(server: ViteDevServer, bundleOf: (file: string) => Promise<Bundle>): void {
  server.middlewares.use((request, response, next) => {
    const address = request.url ?? '';
    if (!address.startsWith(DEV_PATH)) return next();
    const file = decodeURIComponent(address.slice(DEV_PATH.length).split('?')[0] ?? '');
    if (!file.startsWith(path.join(server.config.root, 'src') + path.sep)) return next();
    bundleOf(file).then(
      ({ code }) => {
        response.setHeader('Content-Type', 'text/javascript');
        response.end(code);
      },
      (error: unknown) => next(error),
    );
  });
}
