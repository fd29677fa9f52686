import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const IMPORTED = /import \{([^}]*)\} from 'lucide-react';/g;
const EXPORTED = /export \{([^}]*)\} from '\.\/icons\/([a-z0-9-]+)\.mjs'/g;

/** In which file of the library each icon is, by its name. */
function filesByName(): ReadonlyMap<string, string> {
  const library = fileURLToPath(import.meta.resolve('lucide-react/package.json'));
  const list = readFileSync(library.replace('package.json', 'dist/esm/lucide-react.mjs'), 'utf8');
  const files = new Map<string, string>();
  for (const [, names = '', file = ''] of list.matchAll(EXPORTED))
    for (const name of names.split(',')) files.set(name.replace('default as', '').trim(), file);
  return files;
}

/**
 * Icons come from their own files in the built app. By the library's list of all of them, whatever imports one icon seems to import
 * every one, so that those of the last dialog came with the first picture (chunks.ts).
 */
export function singleIcons(): Plugin {
  let files: ReadonlyMap<string, string> | undefined;
  const importOf = (name: string): string => {
    files ??= filesByName();
    const file = files.get(name);
    if (file === undefined) throw new Error(`There is no icon ${name}.`);
    return `import ${name} from 'lucide-react/icons/${file}';`;
  };
  return {
    name: 'single-icons',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: /\/src\/.*\.tsx?$/, code: 'lucide-react' },
      handler: (code) => ({
        code: code.replace(IMPORTED, (_, names: string) =>
          names
            .split(',')
            .map((name) => name.trim())
            .filter((name) => name !== '' && !name.startsWith('type '))
            .map(importOf)
            .join(' '),
        ),
        map: null,
      }),
    },
  };
}
