import { posix } from 'node:path';
import type { ProjectFile } from './project-files.ts';
import { isNode, lineAt, nameOf, parseFile, stringOf, walk } from './syntax.ts';
import type { Node } from './syntax.ts';

/** One import, re-export, dynamic import, import type or worker address. */
export interface Import {
  from: string;
  line: number;
  /** As written, without a bundler's `?suffix`. */
  specifier: string;
  /** True when the compiler wipes it out: only types come in. */
  isTypeOnly: boolean;
  /** Path of the imported file in the project; absent for a package. */
  target?: string;
}

function hasOnlyTypes(node: Node): boolean {
  if (node['importKind'] === 'type' || node['exportKind'] === 'type') return true;
  const specifiers = Array.isArray(node['specifiers']) ? node['specifiers'].filter(isNode) : [];
  return (
    specifiers.length > 0 &&
    specifiers.every((item) => item['importKind'] === 'type' || item['exportKind'] === 'type')
  );
}

/** `new URL('./x.ts', import.meta.url)`: how a bundler is told of a worker or an asset. */
function moduleAddress(node: Node): string | undefined {
  if (node.type !== 'NewExpression' || nameOf(node['callee']) !== 'URL') return undefined;
  const [address, base] = Array.isArray(node['arguments']) ? node['arguments'] : [];
  const isOfModule =
    isNode(base) && base.type === 'MemberExpression' && nameOf(base['property']) === 'url';
  return isOfModule ? stringOf(address) : undefined;
}

function specifierOf(node: Node): { specifier: string; isTypeOnly: boolean } | undefined {
  const source = stringOf(node['source']);
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return source === undefined
        ? undefined
        : { specifier: source, isTypeOnly: hasOnlyTypes(node) };
    case 'ImportExpression':
      return source === undefined ? undefined : { specifier: source, isTypeOnly: false };
    case 'TSImportType':
      return source === undefined ? undefined : { specifier: source, isTypeOnly: true };
    default: {
      const address = moduleAddress(node);
      return address === undefined ? undefined : { specifier: address, isTypeOnly: false };
    }
  }
}

/** Everything that one file imports, in order. */
export function importsOf(file: ProjectFile): Import[] {
  const found: Import[] = [];
  walk(parseFile(file), (node) => {
    const hit = specifierOf(node);
    if (hit === undefined) return;
    const specifier = hit.specifier.replace(/\?.*$/, '');
    const entry: Import = {
      from: file.path,
      line: lineAt(file.text, node.start),
      specifier,
      isTypeOnly: hit.isTypeOnly,
    };
    if (specifier.startsWith('.')) {
      entry.target = posix.join(posix.dirname(file.path), specifier);
    }
    found.push(entry);
  });
  return found;
}

/** `react` for `react/jsx-runtime`, `@lezer/highlight` for itself. */
export function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier);
}
