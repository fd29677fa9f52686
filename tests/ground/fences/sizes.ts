import { isCode, isTest } from './project-files.ts';
import type { Offence, ProjectFile } from './project-files.ts';
import { isNode, lineAt, nameOf, parseFile, walk } from './syntax.ts';
import type { Node } from './syntax.ts';

export const LONGEST_FILE = 320;
export const LONGEST_FUNCTION = 80;

const FUNCTIONS = new Set(['ArrowFunctionExpression', 'FunctionDeclaration', 'FunctionExpression']);

const lineCount = (text: string): number => text.replace(/\n$/, '').split('\n').length;

function nameOfFunction(node: Node, parent: Node | undefined): string {
  const name = nameOf(node['id']) ?? nameOf(parent?.['id']) ?? nameOf(parent?.['key']);
  return name ?? 'a function without a name';
}

function functionOffences(file: ProjectFile): Offence[] {
  const offences: Offence[] = [];
  walk(parseFile(file), (node, parent) => {
    if (!FUNCTIONS.has(node.type) || !isNode(node['body'])) return;
    const length = lineCount(file.text.slice(node.start, node.end));
    if (length <= LONGEST_FUNCTION) return;
    offences.push({
      path: file.path,
      line: lineAt(file.text, node.start),
      message: `${nameOfFunction(node, parent)} has ${length} lines, more than ${LONGEST_FUNCTION}`,
    });
  });
  return offences;
}

/** Files and functions that are too long. Tests are exempt. */
export function sizeOffences(files: readonly ProjectFile[]): Offence[] {
  return files.flatMap((file) => {
    const isStyle = file.path.endsWith('.css');
    if (isTest(file.path) || !(isCode(file.path) || isStyle)) return [];
    const length = lineCount(file.text);
    const tooLong: Offence[] =
      length <= LONGEST_FILE
        ? []
        : [{ path: file.path, line: 0, message: `has ${length} lines, more than ${LONGEST_FILE}` }];
    return isStyle ? tooLong : [...tooLong, ...functionOffences(file)];
  });
}
