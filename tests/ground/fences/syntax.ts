import { parseSync } from 'vite';
import type { ProjectFile } from './project-files.ts';

/** A node of the syntax tree, known only by its type. */
export interface Node {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

/** Syntax tree of a TypeScript or JavaScript file. Throws when it can't be read. */
export function parseFile({ path, text }: ProjectFile): Node {
  const { program, errors } = parseSync(path, text);
  const first = errors[0];
  if (first !== undefined) throw new Error(`${path} can't be parsed: ${first.message}`);
  return program as unknown as Node;
}

/** Calls `visit` for every node, parents first. */
export function walk(node: Node, visit: (node: Node, parent: Node | undefined) => void): void {
  const go = (current: Node, parent: Node | undefined): void => {
    visit(current, parent);
    for (const value of Object.values(current)) {
      if (Array.isArray(value)) {
        for (const item of value) if (isNode(item)) go(item, current);
      } else if (isNode(value)) go(value, current);
    }
  };
  go(node, undefined);
}

/** Line number, from 1, of a position in the text. */
export function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length;
}

/** Name of an identifier, of a property that is written plainly, or undefined. */
export function nameOf(node: unknown): string | undefined {
  return isNode(node) && node.type === 'Identifier' && typeof node['name'] === 'string'
    ? node['name']
    : undefined;
}

/** The text of a string literal, or undefined. */
export function stringOf(node: unknown): string | undefined {
  return isNode(node) && node.type === 'Literal' && typeof node['value'] === 'string'
    ? node['value']
    : undefined;
}
