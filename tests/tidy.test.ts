import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { cycleOffences, findCycle } from './ground/fences/cycles.ts';
import {
  IMPORT_TABLE,
  documentedTable,
  importTableOffences,
  reachOf,
} from './ground/fences/import-table.ts';
import { nameOffences } from './ground/fences/names.ts';
import { readProject, showOffence } from './ground/fences/project-files.ts';
import type { Offence, ProjectFile } from './ground/fences/project-files.ts';
import { purityOffences } from './ground/fences/purity.ts';
import { screenWordOffences } from './ground/fences/screen-words.ts';
import { sizeOffences } from './ground/fences/sizes.ts';
import { anyOffences, leftOutOffences, textOffences } from './ground/fences/words.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const files = readProject(root);

const FENCES: Record<string, (files: readonly ProjectFile[]) => Offence[]> = {
  'rooms import only what the table allows': importTableOffences,
  'no files import each other in a circle': cycleOffences,
  'names say what is inside, and no file is a barrel': nameOffences,
  'files and functions are short': sizeOffences,
  'time, chance and identity are arguments': purityOffences,
  'no check is switched off, no work left undone, no machine named': textOffences,
  'no any': anyOffences,
  'the screen has one word for one thing': screenWordOffences,
  'every test runs': leftOutOffences,
};

describe('the fences', () => {
  test('there is something to look at', () => {
    expect(files.filter(({ path }) => path.startsWith('src/')).length).toBeGreaterThan(50);
  });

  test.each(Object.entries(FENCES))('%s', (_name, fence) => {
    expect(fence(files).map(showOffence)).toEqual([]);
  });
});

describe('the table of rooms', () => {
  test('has no circle in itself', () => {
    const graph = new Map(
      Object.entries(IMPORT_TABLE).map(([room, rule]) => [room, Object.keys(rule.rooms)]),
    );
    expect(findCycle(graph)).toBeUndefined();
  });

  test('nobody may import the app', () => {
    const importers = Object.entries(IMPORT_TABLE).filter(([, rule]) => 'app' in rule.rooms);
    expect(importers.map(([room]) => room)).toEqual([]);
  });

  test('is the one in docs/ARCHITECTURE.md', () => {
    const documented = documentedTable(readFileSync(`${root}/docs/ARCHITECTURE.md`, 'utf8'));
    const rooms = Object.keys(IMPORT_TABLE).filter((room) => existsSync(`${root}/src/${room}`));
    const exists = (room: string): boolean => rooms.includes(room);
    expect([...documented.keys()].sort()).toEqual(rooms.sort());
    for (const room of rooms) {
      expect([room, documented.get(room)?.sort()]).toEqual([room, reachOf(room).filter(exists)]);
    }
  });
});

describe('the top level', () => {
  const lock = readFileSync(`${root}/package-lock.json`, 'utf8');

  test.each(['package.json', 'index.html', 'src', 'public', 'e2e', 'vite.config.ts'])(
    '%s is there',
    (path) => {
      expect(existsSync(`${root}/${path}`)).toBe(true);
    },
  );

  test('the lock file knows the packages of every system, or npm ci refuses it', () => {
    const { packages } = JSON.parse(lock) as {
      packages: Record<string, { optionalDependencies?: Record<string, string> }>;
    };
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) =>
          packages[`node_modules/${name}`] === undefined &&
          packages[`${path}/node_modules/${name}`] === undefined,
      ),
    );
    expect(missing).toEqual([]);
  });

  test('the lock file holds no addresses of packages', () => {
    expect(lock.match(/"resolved": "https?:[^"]*"/g) ?? []).toEqual([]);
  });
});
