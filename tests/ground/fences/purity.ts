import { roomOf } from './import-table.ts';
import { isCode, isTest } from './project-files.ts';
import type { Offence, ProjectFile } from './project-files.ts';
import { isNode, lineAt, nameOf, parseFile, walk } from './syntax.ts';
import type { Node } from './syntax.ts';

/**
 * Rooms that are given time and chance and never take them. The app is the shell; the sandbox has to name
 * what it replaces inside the machine.
 */
const ROOMS_WITH_EFFECTS = new Set(['app', 'sandbox']);
/** The room that may ask the browser for the time of a frame, and for nothing else. */
const ROOMS_ON_SCREEN = new Set(['ui']);

function memberName(node: Node): string | undefined {
  if (node.type !== 'MemberExpression') return undefined;
  const object = nameOf(node['object']);
  const property = nameOf(node['property']);
  return object === undefined || property === undefined ? undefined : `${object}.${property}`;
}

function impurity(node: Node, isOnScreen: boolean): string | undefined {
  const member = memberName(node);
  if (member === 'Math.random' || member === 'Date.now') return member;
  if (member?.startsWith('crypto.') === true) return member;
  if (!isOnScreen && member?.startsWith('performance.') === true) return member;
  const isDate = nameOf(node['callee']) === 'Date';
  const isBare = Array.isArray(node['arguments']) && node['arguments'].length === 0;
  if (isDate && (node.type === 'CallExpression' || isBare)) return 'the time now from Date';
  return undefined;
}

/** Clock, chance and identity in rooms that get them as arguments. The text of strings is not looked at. */
export function purityOffences(files: readonly ProjectFile[]): Offence[] {
  const offences: Offence[] = [];
  for (const file of files) {
    const room = roomOf(file.path);
    if (room === undefined || ROOMS_WITH_EFFECTS.has(room)) continue;
    if (!isCode(file.path) || isTest(file.path)) continue;
    walk(parseFile(file), (node) => {
      if (!isNode(node)) return;
      const found = impurity(node, ROOMS_ON_SCREEN.has(room));
      if (found === undefined) return;
      const line = lineAt(file.text, node.start);
      offences.push({
        path: file.path,
        line,
        message: `room ${room} takes ${found}: time, chance and identity are arguments`,
      });
    });
  }
  return offences;
}
