import type { Plugin } from 'vite';

/**
 * Puts what page and embed both need into the page as a preload: the entry (src/app/entry.ts) only asks for it once it has run itself,
 * and so it would come one round trip later.
 */
export function preloadCore(): Plugin {
  return {
    name: 'preload-core',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle }) => {
        const core = Object.values(bundle ?? {}).find(
          (each) => each.type === 'chunk' && each.name === 'core',
        );
        if (core?.type !== 'chunk') throw new Error('The build has no core: see vite/chunks.ts.');
        const isEntry = (file: string) => {
          const chunk = bundle?.[file];
          return chunk?.type === 'chunk' && chunk.isEntry;
        };
        const files = [core.fileName, ...core.imports].filter((file) => !isEntry(file));
        return files.map((file) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `./${file}` },
          injectTo: 'head' as const,
        }));
      },
    },
  };
}
