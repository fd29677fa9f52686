import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

/** One built script, as scripts/first-load.mjs reads it. All file names are those of the built folder. */
interface BuiltPart {
  file: string;
  /** It belongs to the page itself: nothing asks for it by a dynamic import. */
  isEntry: boolean;
  /** Scripts that are loaded with it, and those that it may ask for later. */
  imports: string[];
  later: string[];
  /** What it was made from: paths in the project, names of packages' files, and names of made-up modules. */
  modules: string[];
  /** Styles and other files that come with it. */
  styles: string[];
  assets: string[];
}

const WHERE = '.cache/built-parts.json';

/** Writes down which script loads which others, and what each is made from: for the budget of the first load. Not part of the app. */
export function builtParts(): Plugin {
  let root = '';
  return {
    name: 'built-parts',
    apply: 'build',
    configResolved: (config) => {
      root = config.root;
    },
    writeBundle(_options, bundle) {
      const nameOf = (id: string) =>
        path.isAbsolute(id) ? path.relative(root, id) : id.replaceAll('\0', '');
      const parts = Object.values(bundle).flatMap((each): BuiltPart[] => {
        if (each.type !== 'chunk') return [];
        const extra = each.viteMetadata;
        return [
          {
            file: each.fileName,
            isEntry: each.isEntry,
            imports: each.imports,
            later: each.dynamicImports,
            modules: each.moduleIds.map(nameOf),
            styles: [...(extra?.importedCss ?? [])],
            assets: [...(extra?.importedAssets ?? [])],
          },
        ];
      });
      mkdirSync(path.join(root, '.cache'), { recursive: true });
      writeFileSync(path.join(root, WHERE), JSON.stringify(parts));
    },
  };
}
