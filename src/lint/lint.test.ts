import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { badPrograms } from './bad-programs.test-support.ts';
import { innocentPrograms } from './innocent-programs.test-support.ts';
import { judgedInnocent, judgedWrong } from './judged-programs.test-support.ts';
import type { Finding } from './finding.ts';
import { lint, lintFile } from './lint.ts';

function findings(source: string): Finding[] {
  const result = lintFile(source);
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.findings;
}

const found = (source: string): string[] =>
  findings(source).map((each) => `${each.code}@${each.line}`);

describe('a program that does not stand a replay', () => {
  test.each([...badPrograms, ...judgedWrong])('%s', (_name, source, expected) => {
    expect(found(source)).toEqual(expected);
  });
});

describe('a program that stands every replay', () => {
  test.each([...innocentPrograms, ...judgedInnocent])('%s', (_name, source) => {
    expect(found(source)).toEqual([]);
  });
});

describe('a finding', () => {
  test('has its place in the source as written, and the way to it', () => {
    const source = [
      'export async function* wf(ctx: WorkflowContext): any {',
      '  /* é */ const at: number =',
      '    stamp() as number;',
      '}',
      'const stamp = () => {',
      '  return inner(',
      '  );',
      '};',
      'function inner() { return Date.now(',
      '); }',
    ];
    const [finding, ...more] = findings(source.join('\r\n'));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      code: 'RS102',
      line: 9,
      column: 27,
      endLine: 10,
      endColumn: 2,
      severity: 'error',
      via: ['wf', 'stamp', 'inner'],
      fixes: [],
    });
  });

  test('in the workflow itself names no way, also inside of a callback', () => {
    const [finding] = findings(
      'export async function* wf(ctx, list) { return list.map((n) => n * Math.random()); }',
    );
    expect(finding).toMatchObject({ code: 'RS101', sample: 'coin', fixes: [] });
    expect(finding).not.toHaveProperty('via');
  });

  test('that yield cannot mend gets no such fix', () => {
    const titles = findings(
      'export async function* wf(ctx, list) { return list.map(() => Date.now()); }',
    ).flatMap(({ fixes }) => fixes.map(({ title }) => title));
    expect(titles).toEqual([
      'Use ctx.getCurrentUtcDateTime() (Dapr)',
      'Use ctx.currentUtcDateTime (Durable Task)',
    ]);
  });

  test('comes once, and always in the same order', () => {
    for (const [, source] of badPrograms) {
      const once = findings(source);
      expect(findings(source)).toEqual(once);
      const places = once.map((each) => each.line * 1000 + each.column);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
    }
  });
});

describe('a file that cannot be read', () => {
  test('is told with its line, and has no findings', () => {
    const source = 'export async function* wf(ctx) {\n  return (;\n}';
    expect(lintFile(source)).toMatchObject({ ok: false, problem: { line: 2, column: 11 } });
    expect(lint(source)).toEqual([]);
  });

  test('may be too long or too deep', () => {
    expect(lintFile('x;'.repeat(200_000))).toMatchObject({ ok: false });
    const deep = `export async function* wf(ctx) { return ${'('.repeat(50_000)}1${')'.repeat(50_000)}; }`;
    expect(lintFile(deep)).toMatchObject({ ok: false });
  });
});

describe('any program', () => {
  const words = [...badPrograms, ...innocentPrograms].flatMap(([, source]) =>
    source.split(/(?<=[;{}\n])/),
  );

  test('made of pieces of others is answered, without a fault', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 30 }), (pieces) => {
        const result = lintFile(pieces.join(''));
        expect(typeof result.ok).toBe('boolean');
      }),
      { numRuns: 1500 },
    );
  });

  test('that goes round in circles comes to an end', () => {
    const circles = [
      'const a = b, b = c, c = a; export async function* wf(ctx) { return a() + b.x.y() + c[a](); }',
      'const f = () => g(), g = () => f(); export async function* wf(ctx) { yield f()(g); }',
      'function f(x) { return f(f(x)(f)); } export async function* wf(ctx) { return f(f)(f(f)); }',
      'class A extends A {} class B extends C {} class C extends B { m() { return super.m(); } } export async function* wf(ctx) { new A(); new B().m(); }',
      'const o = { ...o, get x() { return o.x; } }; export async function* wf(ctx) { return o.x; }',
      'let x = () => x; x = x(); export async function* wf(ctx) { for (const y of [x, y]) y(); }',
      'export async function* wf(ctx) { yield* wf(ctx); wf.call(wf, ...wf()); }',
    ];
    for (const source of circles) expect(lintFile(source)).toMatchObject({ ok: true });
  });

  test('with many names for one another comes to an end', () => {
    const names = Array.from(
      { length: 300 },
      (_, n) => `const f${n} = (x) => f${(n * 7 + 1) % 300}(f${(n + 1) % 300}, x);`,
    );
    const source = `${names.join('\n')}\nexport async function* wf(ctx) { return f0(Math.random); }`;
    expect(lintFile(source)).toMatchObject({ ok: true });
  });
});
