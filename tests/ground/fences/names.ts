import { isCode } from './project-files.ts';
import type { Offence, ProjectFile } from './project-files.ts';
import { isNode, parseFile } from './syntax.ts';

/** Names that say nothing about what is inside. */
const EMPTY_FILE_NAMES = /^(common|helpers?|index|misc|shared|utils?)\.[cm]?[jt]sx?$/;
/** Folders named after a kind of thing and not after a subject. */
const KIND_FOLDERS = new Set([
  'common',
  'constants',
  'helpers',
  'hooks',
  'interfaces',
  'misc',
  'shared',
  'types',
  'utils',
]);

/** True when a file only hands on what others export. */
export function isBarrel(file: ProjectFile): boolean {
  const body = parseFile(file)['body'];
  const statements = Array.isArray(body) ? body.filter(isNode) : [];
  return (
    statements.length > 0 &&
    statements.every(
      (node) =>
        node.type === 'ExportAllDeclaration' ||
        (node.type === 'ExportNamedDeclaration' && isNode(node['source'])),
    )
  );
}

/** Banned file names, banned folder names, barrels. */
export function nameOffences(files: readonly ProjectFile[]): Offence[] {
  return files.flatMap((file) => {
    if (!isCode(file.path)) return [];
    const parts = file.path.split('/');
    const name = parts.pop() ?? '';
    const at = (message: string): Offence => ({ path: file.path, line: 0, message });
    const offences: Offence[] = [];
    if (EMPTY_FILE_NAMES.test(name)) offences.push(at(`a file named ${name} says nothing`));
    const folder = parts.find((part) => KIND_FOLDERS.has(part));
    if (folder !== undefined) offences.push(at(`a folder named ${folder} says nothing`));
    if (isBarrel(file)) offences.push(at('only hands on what other files export (a barrel)'));
    return offences;
  });
}
