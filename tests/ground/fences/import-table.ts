import { importsOf, packageOf } from './imports.ts';
import type { Import } from './imports.ts';
import { isCode, isTest } from './project-files.ts';
import type { Offence, ProjectFile } from './project-files.ts';

/** How far a room may look into another: at everything, or only at its types. */
type Reach = 'all' | 'types';

interface RoomRule {
  rooms: Partial<Record<string, Reach>>;
  packages: readonly string[];
  /** Files of other rooms that may be imported although the room as a whole may not. */
  files?: Partial<Record<string, Reach>>;
}

/** The table of docs/ARCHITECTURE.md. A room that is not here may not exist. */
export const IMPORT_TABLE: Record<string, RoomRule> = {
  engine: { rooms: {}, packages: [] },
  trace: { rooms: { engine: 'types' }, packages: [] },
  sim: { rooms: { engine: 'all', trace: 'all' }, packages: [] },
  source: {
    rooms: { engine: 'types' },
    packages: ['@sveltejs/acorn-typescript', 'acorn', 'acorn-walk', 'magic-string'],
  },
  sandbox: {
    rooms: { source: 'all', engine: 'all', trace: 'types' },
    packages: ['quickjs-wasi'],
    files: { 'src/sim/machine.ts': 'types', 'src/sim/client-machine.ts': 'types' },
  },
  lint: { rooms: { source: 'all' }, packages: ['acorn-walk'] },
  explore: { rooms: { engine: 'types', sim: 'all', trace: 'all' }, packages: [] },
  samples: { rooms: { engine: 'types', sim: 'types', trace: 'types' }, packages: [] },
  link: { rooms: { sim: 'types', samples: 'all', trace: 'all' }, packages: ['fflate', 'valibot'] },
  view: {
    rooms: { engine: 'types', trace: 'all' },
    packages: ['d3-array', 'd3-interpolate', 'd3-scale', 'd3-shape'],
  },
  player: { rooms: { trace: 'all' }, packages: ['xstate'] },
  embed: { rooms: {}, packages: ['react'] },
  ui: {
    rooms: { view: 'all', trace: 'all', engine: 'types', embed: 'types' },
    packages: [
      '@codemirror/autocomplete',
      '@codemirror/commands',
      '@codemirror/lang-javascript',
      '@codemirror/language',
      '@codemirror/lint',
      '@codemirror/merge',
      '@codemirror/search',
      '@codemirror/state',
      '@codemirror/view',
      '@lezer/common',
      '@lezer/highlight',
      '@lezer/javascript',
      'lucide-react',
      'react',
      'react-dom',
    ],
  },
  app: {
    rooms: {
      embed: 'all',
      engine: 'all',
      explore: 'all',
      link: 'all',
      lint: 'all',
      player: 'all',
      samples: 'all',
      sandbox: 'all',
      sim: 'all',
      source: 'all',
      trace: 'all',
      ui: 'all',
      view: 'all',
    },
    packages: [
      '@xstate/react',
      'idb-keyval',
      'quickjs-wasi',
      'react',
      'react-dom',
      'workbox-window',
      'xstate',
      'zustand',
    ],
  },
};

/** The room of a file: the folder right below src/. Undefined outside of src/. */
export function roomOf(path: string): string | undefined {
  return /^src\/([^/]+)\/./.exec(path)?.[1];
}

function problemWithFile(entry: Import, target: string, rule: RoomRule, room: string) {
  const other = roomOf(target);
  if (other === room) return undefined;
  if (other === undefined) return `imports ${target}, which is in no room`;
  const reach = rule.rooms[other] ?? rule.files?.[target];
  if (reach === undefined) return `room ${room} may not import room ${other} (${entry.specifier})`;
  if (reach === 'types' && !entry.isTypeOnly) {
    return `room ${room} may import only types from room ${other} (${entry.specifier}): use import type`;
  }
  return undefined;
}

function problemWith(entry: Import, rule: RoomRule, room: string): string | undefined {
  if (entry.target !== undefined) return problemWithFile(entry, entry.target, rule, room);
  if (entry.specifier.startsWith('node:')) return `${entry.specifier} does not exist in a browser`;
  const name = packageOf(entry.specifier);
  return rule.packages.includes(name)
    ? undefined
    : `room ${room} may not import the package ${name}`;
}

/** Imports that the table does not allow. Tests may import what they test with. */
export function importTableOffences(files: readonly ProjectFile[]): Offence[] {
  const offences: Offence[] = [];
  for (const file of files) {
    if (!file.path.startsWith('src/') || !isCode(file.path)) continue;
    const room = roomOf(file.path);
    const rule = room === undefined ? undefined : IMPORT_TABLE[room];
    if (room === undefined || rule === undefined) {
      offences.push({
        path: file.path,
        line: 0,
        message: `is in no room of the table in docs/ARCHITECTURE.md`,
      });
      continue;
    }
    if (isTest(file.path)) continue;
    for (const entry of importsOf(file)) {
      const message =
        entry.target !== undefined && isTest(entry.target)
          ? `imports ${entry.target}, which is only for tests`
          : problemWith(entry, rule, room);
      if (message !== undefined) offences.push({ path: file.path, line: entry.line, message });
    }
  }
  return offences;
}

/** Rooms that a room of the table may import from, in whatever part. */
export function reachOf(room: string): string[] {
  const rule = IMPORT_TABLE[room];
  const files = Object.keys(rule?.files ?? {}).map((path) => roomOf(path) ?? path);
  return [...new Set([...Object.keys(rule?.rooms ?? {}), ...files])].sort();
}

/** The table of rooms in docs/ARCHITECTURE.md: the rooms that each room may import from. */
export function documentedTable(architecture: string): Map<string, string[]> {
  const table = /^\| room [^]*?(?=\n\n|$(?![^]))/m.exec(architecture)?.[0] ?? '';
  const rows = table
    .split('\n')
    .slice(2)
    .map((line) => line.split('|').map((cell) => cell.trim()));
  return new Map(
    rows.map(([, room = '', , reach = '']) => {
      if (reach === 'all') return [room, rows.map((row) => row[1] ?? '').filter((r) => r !== room)];
      const names = reach.replaceAll(/\([^)]*\)/g, '').match(/[a-z]+/g) ?? [];
      return [room, [...names].sort()];
    }),
  );
}
