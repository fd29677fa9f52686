import { screenWordOffences } from './fences/screen-words.ts';
import { describe, expect, test } from 'vitest';
import { cycleOffences, findCycle } from './fences/cycles.ts';
import { documentedTable, importTableOffences } from './fences/import-table.ts';
import { importsOf } from './fences/imports.ts';
import { nameOffences } from './fences/names.ts';
import { ignoredBy } from './fences/project-files.ts';
import type { Offence, ProjectFile } from './fences/project-files.ts';
import { purityOffences } from './fences/purity.ts';
import { LONGEST_FILE, LONGEST_FUNCTION, sizeOffences } from './fences/sizes.ts';
import { anyOffences, leftOutOffences, textOffences } from './fences/words.ts';

const file = (path: string, text: string): ProjectFile => ({ path, text });

/** Path and line of every offence, as the failing test would name them. */
const places = (offences: Offence[]): string[] =>
  offences.map(({ path, line }) => `${path}:${line}`);

describe('what a file imports', () => {
  const text = [
    `import type { A } from '../trace/a.ts';`,
    `import { type B, c } from './b.ts';`,
    `import { type D } from './d.ts';`,
    `export { e } from './e.ts';`,
    `export * from './f.ts';`,
    `const g = import('./g.ts');`,
    `type H = import('./h.ts').H;`,
    `new Worker(new URL('./i.ts', import.meta.url));`,
    `import code from './j.ts?raw';`,
    `import 'react/jsx-runtime';`,
    `const notOne = "import { x } from './x.ts'"; // import './y.ts'`,
  ].join('\n');
  const found = importsOf(file('src/view/here.ts', text));

  test('is found in every form, and nowhere else', () => {
    expect(found.map(({ target, specifier }) => target ?? specifier)).toEqual([
      'src/trace/a.ts',
      'src/view/b.ts',
      'src/view/d.ts',
      'src/view/e.ts',
      'src/view/f.ts',
      'src/view/g.ts',
      'src/view/h.ts',
      'src/view/i.ts',
      'src/view/j.ts',
      'react/jsx-runtime',
    ]);
    expect(found.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test('is known as types only where the compiler wipes it out', () => {
    expect(found.filter(({ isTypeOnly }) => isTypeOnly).map(({ line }) => line)).toEqual([1, 3, 7]);
  });

  test('a file that cannot be parsed is no silent pass', () => {
    expect(() => importsOf(file('src/view/broken.ts', 'const = ;'))).toThrow(/src\/view\/broken/);
  });
});

describe('the words of the screen', () => {
  test.each([
    ['a text', `const a = 'This cannot run.';`],
    ['a template', 'const a = `${b} can not run.`;'],
    ['a straight apostrophe', `const a = "It can't run.";`],
    ['a shout', `const a = 'It runs again!';`],
  ])('are held in %s', (_name, text) => {
    expect(places(screenWordOffences([file('src/view/x.ts', `\n${text}`)]))).toEqual([
      'src/view/x.ts:2',
    ]);
  });

  test('are free in comments, keys and the words of others', () => {
    const text = `// It cannot.\nconst a = 'cannot';`;
    expect(screenWordOffences([file('src/view/x.ts', text)])).toEqual([]);
    const theirs = `const a = 'It cannot.';`;
    expect(screenWordOffences([file('src/view/other-engines.ts', theirs)])).toEqual([]);
  });
});

describe('the import table catches', () => {
  const caught = (path: string, text: string) => importTableOffences([file(path, text)]);

  test.each([
    ['a room that is out of reach', 'src/view/x.ts', `import '../sim/cluster.ts';`],
    ['a type from a room out of reach', 'src/engine/x.ts', `import type { A } from '../sim/a.ts';`],
    ['more than types', 'src/trace/x.ts', `import { execute } from '../engine/execute.ts';`],
    ['more than types in a re-export', 'src/trace/x.ts', `export { a } from '../engine/a.ts';`],
    ['anyone who imports the app', 'src/ui/x.tsx', `import { store } from '../app/store.ts';`],
    ['a dynamic import', 'src/engine/x.ts', `await import('../sim/cluster.ts');`],
    ['a worker', 'src/ui/x.ts', `new URL('../sandbox/w.ts', import.meta.url);`],
    ['a package', 'src/engine/x.ts', `import { array } from 'valibot';`],
    ['a package below a path', 'src/sim/x.ts', `import 'react/jsx-runtime';`],
    ['a package with a scope', 'src/view/x.ts', `import { tags } from '@lezer/highlight';`],
    ['Node', 'src/app/x.ts', `import { readFileSync } from 'node:fs';`],
    ['a file in no room', 'src/app/x.ts', `import '../../scripts/build.mjs';`],
    ['the port used for more than types', 'src/sandbox/x.ts', `import '../sim/machine.ts';`],
    ['more of sim than its port', 'src/sandbox/x.ts', `import type { A } from '../sim/fork.ts';`],
    ['a helper of tests', 'src/view/x.ts', `import './builder.test-support.ts';`],
  ])('%s', (_name, path, text) => {
    expect(places(caught(path, `\n${text}`))).toEqual([`${path}:2`]);
  });

  test('a file in a room that the table does not know', () => {
    expect(places(caught('src/misfits/x.ts', ''))).toEqual(['src/misfits/x.ts:0']);
    expect(places(caught('src/main.ts', ''))).toEqual(['src/main.ts:0']);
  });

  test.each([
    ['src/trace/x.ts', `import type { HistoryEvent } from '../engine/history.ts';`],
    ['src/sim/x.ts', `import { stepText } from '../trace/text.ts';`],
    ['src/sandbox/x.ts', `import type { Machine } from '../sim/machine.ts';`],
    ['src/view/x.ts', `import { scaleLinear } from 'd3-scale';`],
    ['src/app/x.ts', `import { Screen } from '../ui/screen.tsx';`],
    ['src/view/x.test.ts', `import { simulate } from '../sim/simulate.ts';`],
  ])('but not what %s may import', (path, text) => {
    expect(caught(path, text)).toEqual([]);
  });

  test('and the document’s table is read as it stands', () => {
    const text = [
      '| word | what |',
      '| ---- | ---- |',
      '| turn | one |',
      '',
      '| room | holds | may import |',
      '| ---- | ----- | ---------- |',
      '| engine  | turns, steps | – |',
      '| sim | parties | trace, engine (types) |',
      '| app | the shell | all |',
      '',
      '| other | table |',
    ].join('\n');
    expect([...documentedTable(text)]).toEqual([
      ['engine', []],
      ['sim', ['engine', 'trace']],
      ['app', ['engine', 'sim']],
    ]);
  });
});

describe('the fence against circles', () => {
  test('names the way round, types included', () => {
    const offences = cycleOffences([
      file('src/sim/a.ts', `import { b } from './b.ts';`),
      file('src/sim/b.ts', `import type { C } from './c.ts';`),
      file('src/sim/c.ts', `import './a.ts';`),
    ]);
    expect(offences).toHaveLength(1);
    expect(offences[0]?.message).toContain('src/sim/a.ts -> src/sim/b.ts -> src/sim/c.ts');
  });

  test('lets two ways to one file pass', () => {
    const graph = new Map([
      ['a', ['b', 'c']],
      ['b', ['d']],
      ['c', ['d']],
      ['d', []],
    ]);
    expect(findCycle(graph)).toBeUndefined();
    expect(findCycle(new Map([['a', ['a']]]))).toEqual(['a', 'a']);
  });
});

describe('the fence around names catches', () => {
  test.each([
    'src/view/utils.ts',
    'src/view/helpers.ts',
    'src/view/common.ts',
    'src/view/index.ts',
    'src/ui/hooks/use-x.ts',
    'src/trace/types/step.ts',
    'src/app/constants/keys.ts',
  ])('%s', (path) => {
    expect(places(nameOffences([file(path, 'export const a = 1;')]))).toEqual([`${path}:0`]);
  });

  test('a barrel, but not a file that also holds something', () => {
    const barrel = `export * from './a.ts';\nexport { b } from './b.ts';\n`;
    expect(nameOffences([file('src/view/all.ts', barrel)])).toHaveLength(1);
    expect(nameOffences([file('src/view/some.ts', `${barrel}export const c = 1;`)])).toEqual([]);
  });
});

describe('the fence around sizes', () => {
  const lines = (count: number) => Array.from({ length: count }, () => '  a();').join('\n');

  test('catches a long file, a long style sheet, a long function', () => {
    expect(places(sizeOffences([file('src/view/x.ts', lines(LONGEST_FILE + 1))]))).toEqual([
      'src/view/x.ts:0',
    ]);
    expect(sizeOffences([file('src/ui/x.css', lines(LONGEST_FILE + 1))])).toHaveLength(1);
    const long = `\nfunction long() {\n${lines(LONGEST_FUNCTION - 1)}\n}`;
    expect(places(sizeOffences([file('src/view/x.ts', long)]))).toEqual(['src/view/x.ts:2']);
    const arrow = `const long = () => {\n${lines(LONGEST_FUNCTION - 1)}\n};`;
    expect(sizeOffences([file('src/view/x.ts', arrow)])[0]?.message).toContain('long has');
    const method = `class A {\n  long() {\n${lines(LONGEST_FUNCTION - 1)}\n  }\n}`;
    expect(places(sizeOffences([file('src/view/x.ts', method)]))).toEqual(['src/view/x.ts:2']);
  });

  test('lets the longest allowed pass, and tests', () => {
    expect(sizeOffences([file('src/view/x.ts', lines(LONGEST_FILE))])).toEqual([]);
    const longest = `function f() {\n${lines(LONGEST_FUNCTION - 2)}\n}`;
    expect(sizeOffences([file('src/view/x.ts', longest)])).toEqual([]);
    expect(sizeOffences([file('src/view/x.test.ts', lines(LONGEST_FILE + 1))])).toEqual([]);
  });
});

describe('the fence around time and chance', () => {
  test.each([
    'Math.random();',
    'const draw = Math.random;',
    'Date.now();',
    'new Date();',
    'Date();',
    'performance.now();',
    'crypto.randomUUID();',
  ])('catches %s', (text) => {
    expect(places(purityOffences([file('src/sim/x.ts', `\n${text}`)]))).toEqual(['src/sim/x.ts:2']);
  });

  test('lets text, given times and the shell pass', () => {
    const innocent = `const a = 'Math.random()'; // Date.now()\nnew Date(0); Date.UTC(2026, 0);`;
    expect(purityOffences([file('src/sim/x.ts', innocent)])).toEqual([]);
    expect(purityOffences([file('src/app/x.ts', 'Date.now();')])).toEqual([]);
    expect(purityOffences([file('src/ui/x.ts', 'performance.now();')])).toEqual([]);
    expect(purityOffences([file('src/ui/x.ts', 'Math.random();')])).toHaveLength(1);
    expect(purityOffences([file('src/samples/programs/toss.js', 'Math.random();')])).toEqual([]);
  });
});

describe('the fence around words catches', () => {
  test.each([
    ['a check switched off', 'src/sim/x.ts', '// @ts-ignore'],
    ['an expected error', 'tests/x.test.ts', '// @ts-expect-error'],
    ['a lint rule switched off', 'src/sim/x.ts', '/* oxlint-disable no-console */'],
    ['the older name of that', 'src/sim/x.ts', '// eslint-disable-next-line'],
    ['work left undone', 'docs/x.md', 'TODO: write this'],
    ['a registry', '.npmrc', 'registry=https://registry.example.com/'],
    [
      'a registry in the lock file',
      'package-lock.json',
      `https://${['registry', 'npmjs', 'org'].join('.')}/a`,
    ],
    ['a home folder', 'README.md', 'cd /home/someone/replayscope'],
    ['a folder of a Mac', 'scripts/x.mjs', `const a = '/Users/someone';`],
    ['a folder of Windows', 'docs/x.md', 'C:\\Users\\someone'],
  ])('%s', (_name, path, text) => {
    expect(places(textOffences([file(path, `first\n${text}`)]))).toEqual([`${path}:2`]);
  });

  test.each([
    ['README.md', 'See https://example.com/home/page and docs/home/x'],
    ['scripts/x.mjs', `const a = '/usr/bin/chromium';`],
  ])('but not what %s may say', (path, text) => {
    expect(textOffences([file(path, text)])).toEqual([]);
  });

  test('any, where it is a type', () => {
    const text = `const any = 'any';\nlet a: any;\nconst b = a as any;`;
    expect(places(anyOffences([file('src/sim/x.ts', text)]))).toEqual([
      'src/sim/x.ts:2',
      'src/sim/x.ts:3',
    ]);
  });

  test.each([
    `test.skip('a', () => {});`,
    `describe.only('a', () => {});`,
    `test.describe.only('a', () => {});`,
    `it.todo('a');`,
    `test.skipIf(true)('a', () => {});`,
    `test.fixme();`,
  ])('a test that is left out: %s', (text) => {
    expect(leftOutOffences([file('src/sim/x.test.ts', text)]).length).toBeGreaterThan(0);
  });

  test('but not a test that runs', () => {
    const text = `test('a', () => {}); test.each([1])('b', () => {}); list.skip(1);`;
    expect(leftOutOffences([file('e2e/x.spec.ts', text)])).toEqual([]);
  });
});

describe('the files of the project', () => {
  test('leave out what git leaves out', () => {
    const isIgnored = ignoredBy('# built\nnode_modules/\ndist/\n\n*.tsbuildinfo\n');
    const names = ['node_modules', 'dist', 'a.tsbuildinfo', 'src', 'distance.ts'];
    expect(names.filter(isIgnored)).toEqual(['node_modules', 'dist', 'a.tsbuildinfo']);
  });
});
