import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import type { Plugin } from 'vite';

/** What a host page loads: its name in the built folder, what it is made from, and its form. */
const FILES = [
  { name: 'embed/embed.js', entry: '../src/embed/script.ts', format: 'iife' },
  { name: 'embed/react.js', entry: '../src/embed/react.tsx', format: 'esm' },
] as const;

async function textOf({ entry, format }: (typeof FILES)[number]): Promise<string> {
  const build = await rolldown({
    input: fileURLToPath(new URL(entry, import.meta.url)),
    platform: 'browser',
    // The page that uses the component has its own React.
    external: [/^react($|\/)/],
    transform: { target: 'es2022', jsx: { runtime: 'automatic' } },
    logLevel: 'silent',
  });
  try {
    const { output } = await build.generate({ format, minify: format === 'iife' });
    return output[0].code;
  } finally {
    await build.close();
  }
}

/** The script and the React component for pages that embed Replayscope, under names that stay. */
export function embedFiles(): Plugin {
  return {
    name: 'embed-files',
    async generateBundle() {
      for (const file of FILES) {
        this.emitFile({ type: 'asset', fileName: file.name, source: await textOf(file) });
      }
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const file = FILES.find(({ name }) => request.url?.split('?', 1)[0] === `/${name}`);
        if (!file) return next();
        textOf(file).then((text) => {
          response.setHeader('Content-Type', 'text/javascript; charset=utf-8');
          response.end(text);
        }, next);
      });
    },
  };
}
