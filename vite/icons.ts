import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The file of the icons that names all of them. */
const isList = (id: string): boolean => /lucide-react\/dist\/esm\/lucide-react\.m?js$/.test(id);

const IMPORT = /import\s*\{([^}]*)\}\s*from\s*["']lucide-react["']/g;
const EXPORT = /export \{([^}]*)\} from '(\.\/icons\/[^']+)'/g;

/**
 * What a module imports, an icon by its own file. Through the file that names them all every part of the app would seem to bring each
 * icon that any part draws.
 */
export function importsOf(info: {
  importedIds: readonly string[];
  code?: string | null;
}): readonly string[] {
  const list = info.importedIds.find(isList);
  if (list === undefined || typeof info.code !== 'string') return info.importedIds;
  const files = iconFiles(list);
  const names = [...info.code.matchAll(IMPORT)].flatMap(([, named = '']) =>
    named.split(',').map((each) => each.trim().split(/\s+as\s+/)[0] ?? ''),
  );
  const icons = names.flatMap((name) => files.get(name) ?? []);
  return [...info.importedIds.filter((id) => id !== list), ...icons];
}

const known = new Map<string, ReadonlyMap<string, string>>();

function iconFiles(list: string): ReadonlyMap<string, string> {
  const found = known.get(list) ?? new Map(namedIn(list));
  known.set(list, found);
  return found;
}

function namedIn(list: string): [name: string, file: string][] {
  return [...readFileSync(list, 'utf8').matchAll(EXPORT)].flatMap(([, named = '', file = '']) =>
    named
      .split(',')
      .map((each): [string, string] => [
        each.replace('default as', '').trim(),
        join(dirname(list), file),
      ]),
  );
}
