import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { compile, type Compiled } from './compile.ts';

function compiled(source: string): Compiled {
  const result = compile(source);
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result;
}

/** What the machine gives to a compiled program, writing down what the probes say. */
function runtimeOf(seen: string[], sdk: object = {}) {
  let count = 0;
  return {
    load: (id: string) => ({ id, ...sdk }),
    importer: async (id: string) => ({ id, ...sdk }),
    require: (id: string) => ({ id, ...sdk }),
    module: { exports: {} },
    setProbes: (_isOn: boolean): void => undefined,
    enter: (fn: string) => ({ fn, id: (count += 1) }),
    leave: (frame: { fn: string }) => void seen.push(`leave ${frame.fn}`),
    step: (_frame: unknown, line: number) => seen.push(`line ${line}`) > 0,
    capture: (_frame: unknown, _probe: number, values: unknown[]) =>
      void seen.push(JSON.stringify(values)),
    yields: (_frame: unknown, line: number, value: unknown) => {
      seen.push(`yield ${line}`);
      return value;
    },
  };
}

type Functions = Record<string, (...given: unknown[]) => unknown>;

function load({ code }: Compiled, sdk?: object): { functions: Functions; seen: string[] } {
  const seen: string[] = [];
  const runtime = runtimeOf(seen, sdk);
  const functions = (runInNewContext(code) as (given: typeof runtime) => Functions)(runtime);
  runtime.setProbes(true);
  return { functions, seen };
}

describe('types are blanked', () => {
  const cases: [name: string, source: string, expected: unknown][] = [
    [
      'annotations',
      'export function f(a: number, b?: string, ...c: Array<number>): number { let d: number = a; return d; }',
      7,
    ],
    [
      'generics',
      'function id<T extends object | number>(x: T): T { return x; }\nexport function f(a: number) { return id<number>(a); }',
      7,
    ],
    [
      'casts',
      'export function f(a: any) { return ((a as unknown) as number)! satisfies number; }',
      7,
    ],
    ['old casts', 'export function f(a: any) { return <number>(a); }', 7],
    ['as const', 'export function f(a: any) { const o = { a } as const; return o.a; }', 7],
    [
      'interfaces',
      'interface A { a: number }\ntype B = A | string;\nexport type { A };\nexport interface C {}\nexport function f(a: number) { return a; }',
      7,
    ],
    [
      'overloads',
      'export function f(a: number): number;\nexport function f(a: any) { return a; }',
      7,
    ],
    [
      'declare',
      'declare const x: number;\ndeclare function y(): void;\ndeclare module "z" {}\nexport function f(a: number) { return a; }',
      7,
    ],
    ['this', 'export function f(this: void, a: number) { return a; }', 7],
    ['definite', 'export function f(a: number) { let b!: number; b = a; return b; }', 7],
    [
      'arrow with a type over lines',
      'export const f = (\n  a: number,\n): Promise<\n  number\n> | number => a;',
      7,
    ],
    [
      'async arrow',
      'const g = async <T,>(a: T): Promise<T> => a;\nexport const f = (a: number) => (g(a), a);',
      7,
    ],
    [
      'classes',
      'abstract class A<T> implements Iterable<T> { private readonly x: number = 1; declare z: string; [k: string]: any; y?: number; constructor(a: number) { this.y = a; } abstract q(): void; protected get w(): number { return this.y!; } static s?: string; over(a: 1): void; over(a: any) {} *[Symbol.iterator](): any {} }\nclass B extends A<number> { constructor(a: number) { super(a); } override q(): void {} }\nexport function f(a: number) { return new B(a).y; }',
      7,
    ],
    [
      'type imports',
      'import type { WorkflowContext } from "elsewhere";\nimport { type Other } from "elsewhere";\nexport function f(a: number) { return a; }',
      7,
    ],
    [
      'statements that end without a semicolon',
      'let a = 1\ninterface X {}\n;[1].map((x) => x)\nexport function f(b: number) { return b }',
      7,
    ],
    [
      'catch',
      'export function f(a: number) { try { throw a; } catch (e: unknown) { return e as number; } }',
      7,
    ],
    [
      'parameter properties',
      'class A { constructor(private readonly a: number, public b = 2) {} get c() { return this.a + this.b; } }\nclass B extends A { constructor(public d: number) { super(d); } }\nexport function f(a: number) { const b = new B(a); return b.c - b.b + (b.d - a); }',
      7,
    ],
    [
      'enums',
      'enum A { x = 5, y, z = "z" }\nexport enum B {\n  one = 1 << 2,\n  two = -1,\n}\nexport function f(a: number) { return A[a - 1] === "y" && A.z === "z" && B.two < 0 ? A.x + 2 : B.one; }',
      7,
    ],
    [
      'comments that look like code',
      'export const f = (a: number /* => ? : as */) /* ) => */ => /* => */ a as /* as */ number;',
      7,
    ],
  ];
  it.each(cases)('%s', (_name, source, expected) => {
    expect(load(compiled(source)).functions.f?.(7)).toBe(expected);
  });

  it('keeps every line where it was', () => {
    const source = [
      'interface Order {',
      '  id: string;',
      '}',
      'export function f(',
      '  order: Order,',
      '  count?: number,',
      '): string {',
      '  /* a comment',
      '     of two lines */',
      '  const text: string = `a',
      '${order.id}`;',
      '  throw new Error(text);',
      '}',
    ].join('\n');
    const { code } = compiled(source);
    const lines = code.split('\n');
    source.split('\n').forEach((line, index) => {
      for (const word of line.match(/\b(?:text|throw|order\.id|return)\b/g) ?? [])
        expect(lines[index]).toContain(word);
    });
    let stack = '';
    try {
      const { functions } = load(compiled(source));
      functions.f?.({ id: 'b' });
    } catch (error) {
      stack = (error as Error).stack ?? '';
    }
    expect(stack).toMatch(/evalmachine[^\n]*:12:/);
  });
});

describe('modules', () => {
  it('binds imports from the SDKs', () => {
    const source = [
      "import { whenAll as all, type Task } from '@dapr/dapr';",
      "import sdk from '@microsoft/durabletask-js';",
      "import * as more from '@dapr/durabletask-js';",
      'export function f() { return [all, sdk.whenAny, more.whenAny]; }',
    ].join('\n');
    const { functions } = load(compiled(source), { whenAll: 'all', whenAny: 'any' });
    expect(functions.f?.()).toEqual(['all', 'any', 'any']);
  });

  it('lists the functions', () => {
    const source = [
      'export async function* flow(ctx) {',
      '  yield 1;',
      '}',
      'function* old() {}',
      'const activity = async (ctx, x) => x;',
      'export const other = function () {},',
      '  value = 1;',
      'export { activity as renamed };',
      'export default function last() {}',
      'function outer() { function inner() {} }',
    ].join('\n');
    expect(compiled(source).functions).toEqual([
      {
        name: 'flow',
        kind: 'workflow',
        line: 1,
        endLine: 3,
        isExported: true,
        isSyncGenerator: false,
      },
      {
        name: 'old',
        kind: 'workflow',
        line: 4,
        endLine: 4,
        isExported: false,
        isSyncGenerator: true,
      },
      {
        name: 'activity',
        kind: 'function',
        line: 5,
        endLine: 5,
        isExported: true,
        isSyncGenerator: false,
      },
      {
        name: 'other',
        kind: 'function',
        line: 6,
        endLine: 6,
        isExported: true,
        isSyncGenerator: false,
      },
      {
        name: 'last',
        kind: 'function',
        line: 9,
        endLine: 9,
        isExported: true,
        isSyncGenerator: false,
      },
      {
        name: 'outer',
        kind: 'function',
        line: 10,
        endLine: 10,
        isExported: false,
        isSyncGenerator: false,
      },
    ]);
  });

  it.each([
    ["import { randomUUID } from 'node:crypto';", 'randomUUID', 'crypto'],
    ["import * as dapr from '@dapr/dapr';", 'dapr.WorkflowRuntime', '@dapr/dapr'],
    ["import { Task } from '@dapr/durabletask-js/task/task';", 'Task', '@dapr/durabletask-js'],
    ["import x = require('@dapr/dapr');", 'x.WorkflowRuntime', '@dapr/dapr'],
  ])('%s', (text, use, id) => {
    const result = compiled(`${text}\nexport function f() { return ${use}; }`);
    expect(result.code).toContain(`.load("${id}")`);
    expect(load(result, { [use.replace(/.*\./, '')]: 'it' }).functions.f?.()).toBe('it');
  });

  it('loads nothing for names that only types speak of', () => {
    const source =
      "import { Order } from './model';\nimport axios from 'axios';\nexport function f(a: Order): axios { return a; }";
    expect(load(compiled(source)).functions.f?.(7)).toBe(7);
  });

  it('gives the older form of modules', () => {
    const source = [
      "const { whenAll } = require('@microsoft/durabletask-js');",
      'async function* flow(ctx) { return [whenAll, __dirname, require.main === module]; }',
      'module.exports = { flow };',
    ].join('\n');
    const result = compiled(source);
    expect(result.functions).toMatchObject([{ name: 'flow', isExported: true }]);
    expect(result.written).toEqual({ dialect: 'durabletask', facade: 'durabletask' });
  });

  it('waits at the top, and loads in the middle', async () => {
    const source =
      "const { v4 } = await import('uuid');\nexport const f = () => v4;\nfor await (const x of []) f(x);";
    const made = (await (runInNewContext(compiled(source).code) as (r: unknown) => unknown)(
      runtimeOf([], { v4: 'it' }),
    )) as Functions;
    expect(made.f?.()).toBe('it');
  });

  it('passes over the line that names an interpreter', () => {
    expect(compiled('#!/usr/bin/env node\nfunction f() {}').functions[0]?.line).toBe(2);
  });

  it('accepts a default export without a name', () => {
    expect(compiled('export default async function* () {}').functions).toEqual([]);
    expect(compiled('export default () => 1;').ok).toBe(true);
  });

  it('gives plain JSON data', () => {
    const result = compiled('export const f = (a) => g(a);\nfunction g(a) { return a; }');
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });
});

describe('what cannot run', () => {
  const cases: [name: string, source: string, line: number, column: number, words: RegExp][] = [
    ['syntax', 'function f() {\n  return (1;\n}', 2, 12, /missing/],
    ['an unclosed block', 'function f() {', 1, 15, /missing/],
    [
      'enums with computed values',
      'const a = 1;\nenum E { a = Math.random() }',
      2,
      10,
      /object instead/,
    ],
    ['namespaces', 'namespace N {}', 1, 1, /Namespaces/],
    ['decorators', '@log class A {}', 1, 1, /Decorators/],
    ['accessor fields', 'class A { accessor a = 1; }', 1, 11, /get and a set/],
    [
      'other imports',
      "\n import axios from 'axios';\naxios();",
      2,
      2,
      /'axios' can’t be loaded.*fetch/,
    ],
    ['imports for effect', "import 'reflect-metadata';", 1, 1, /'reflect-metadata'/],
    ['import =', "import x = require('x');\nx();", 1, 1, /'x' can’t be loaded/],
    ['import = of a name', 'import x = N.y;', 1, 1, /form of import/],
    ['require', "const x = require('x');", 1, 11, /'x' can’t be loaded/],
    ['require of what is not written out', 'const x = require(name);', 1, 11, /written out/],
    [
      'imports from another file',
      "import { work } from './activities';\nwork();",
      1,
      1,
      /one file here. Put the code of that file into this file/,
    ],
    ['export =', 'const x = 1;\nexport = x;', 2, 1, /form of export/],
    ['re-exports', "export * from './other.ts';", 1, 1, /one file/],
    ['named re-exports', "export { a } from './other.ts';", 1, 1, /one file/],
    ['import()', "async function f() {\n  await import('./x');\n}", 2, 9, /one file/],
    ['import.meta', 'const a = import.meta.url;', 1, 11, /Take it out/],
    ['return at the top', 'return 1;', 1, 1, /return/],
    ['a name declared twice', 'const a = 1;\nconst a = 2;', 2, 7, /already been declared/],
    ['a program that is too long', ' '.repeat(300_000), 1, 1, /too long/],
  ];
  it.each(cases)('%s', (_name, source, line, column, words) => {
    const result = compile(source);
    if (result.ok) throw new Error('It compiled.');
    expect(result.errors[0]).toMatchObject({ line, column });
    expect(result.errors[0]?.message).toMatch(words);
  });

  it.each(['!', '[', '(', 'a=>'])('a program that is nested too deeply in %s', (part) => {
    expect(compile(`x = ${part.repeat(50_000)}1`).ok).toBe(false);
  });

  it('tells every problem at once, in order', () => {
    const result = compile("namespace A {}\nimport b from 'b';\nb();\nnamespace C {}");
    if (result.ok) throw new Error('It compiled.');
    expect(result.errors.map((each) => each.line)).toEqual([1, 2, 4]);
  });
});

describe('probes', () => {
  it('tell each statement with the variables that have a value there', () => {
    const source = [
      'export function f(a) {',
      '  let b = a + 1;',
      '  for (let i = 0; i < 2; i += 1)',
      '    if (i === b) a = 1;',
      '    else { let c = i; a += c; }',
      '  { let hidden = b; b = hidden; }',
      '  return b;',
      '}',
    ].join('\n');
    const { functions, seen } = load(compiled(source));
    functions.f?.(1);
    expect(seen).toEqual([
      ...['line 2', '[1]', 'line 3', '[1,2]', 'line 3', '[1,2,0]'],
      ...['line 4', '[1,2,0]', 'line 5', '[1,2,0]', 'line 5', '[1,2,0,0]'],
      ...['line 3', '[1,2,1]', 'line 4', '[1,2,1]', 'line 5', '[1,2,1]', 'line 5', '[1,2,1,1]'],
      ...['line 3', '[2,2,2]', 'line 6', '[2,2]', 'line 6', '[2,2,2]', 'line 7', '[2,2]'],
      'leave f',
    ]);
  });

  it('never touch a variable that has no value yet', () => {
    const source = [
      'export function f(a) {',
      '  const before = typeof a;',
      '  { g(); let a = 1; g(a); }',
      '  switch (before) { case "x": let s = 1; break; default: g(); s = 2; g(s); }',
      '  try { g(); const t = 1; throw t; } catch ({ message }) { g(message); }',
      '  class A { m() { return x; } }',
      '  g(); const x = 2; var late = 1; return [new A().m(), late];',
      '}',
      'function g(y) { return y; }',
    ].join('\n');
    const { functions } = load(compiled(source));
    expect(() => functions.f?.(1)).toThrow(/initiali[sz]ation|before/);
    const mended = source.replace('s = 2; g(s);', '');
    expect(load(compiled(mended)).functions.f?.(1)).toEqual([2, 1]);
  });

  it('tell the line of a yield', () => {
    const source =
      'export function* f() {\n  const a =\n    yield 1;\n  yield* g();\n  yield;\n}\nfunction* g() { yield 2; }';
    const { functions, seen } = load(compiled(source));
    expect(Array.from(functions.f?.() as Iterable<number>)).toEqual([1, 2, undefined]);
    expect(seen.filter((each) => each.startsWith('yield'))).toEqual([
      'yield 3',
      'yield 4',
      'yield 7',
      'yield 5',
    ]);
  });

  it('say nothing while they are off', () => {
    const result = compiled(
      'export function f(a) {\n  return g(a);\n}\nconst g = (a) => a + Math.abs(1);',
    );
    const seen: string[] = [];
    const runtime = runtimeOf(seen);
    const functions = (runInNewContext(result.code) as (given: typeof runtime) => Functions)(
      runtime,
    );
    expect(functions.f?.(1)).toBe(2);
    expect(seen).toEqual([]);
  });

  it('use names that the program does not have', () => {
    const source = 'export function f($rF, $rP) { const $rrS = 1; return [$rF, $rP, $rrS]; }';
    const { functions } = load(compiled(source));
    expect(functions.f?.(2, 3)).toEqual([2, 3, 1]);
  });
});
