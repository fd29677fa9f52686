import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compile } from './compile.ts';

/** Programs that always end: loops count down a `fuel` that every statement uses up. */
const expression = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('a', 'b', 'c', '1', '2', '"t"', 'fuel'),
    tie('sum'),
    tie('call'),
    tie('arrow'),
    tie('choice'),
    tie('assignment'),
  ),
  sum: fc
    .tuple(tie('any'), fc.constantFrom('+', '-', '<', '&&', '||', ','), tie('any'))
    .map((x) => `(${x.join(' ')})`),
  call: fc.tuple(fc.constantFrom('note', 'helper'), tie('any')).map(([fn, x]) => `${fn}(${x})`),
  arrow: fc.tuple(tie('any'), tie('any')).map(([x, y]) => `((c) => ${x})(${y})`),
  choice: fc.tuple(tie('any'), tie('any'), tie('any')).map(([x, y, z]) => `(${x} ? ${y} : ${z})`),
  assignment: fc
    .tuple(fc.constantFrom('a', 'b'), tie('any'))
    .map(([name, x]) => `(${name} = ${x})`),
})).any as fc.Arbitrary<string>;

const statement = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    expression.map((x) => `${x};`),
    expression.map((x) => `note(${x})`),
    fc
      .tuple(fc.constantFrom('x', 'y'), expression)
      .map(([name, x]) => `{ let ${name} = ${x}; note(${name}) }`),
    expression.map((x) => `return ${x};`),
    expression.map((x) => `throw ${x};`),
    expression.map((x) => `note(yield ${x});`),
    fc.constant('note(yield);'),
    tie('if'),
    tie('loop'),
    tie('forLoop'),
    tie('forOf'),
    tie('switch'),
    tie('try'),
    tie('block'),
    tie('inner'),
    tie('class'),
  ),
  if: fc.tuple(expression, tie('any'), tie('any')).map(([x, y, z]) => `if (${x}) ${y}\nelse ${z}`),
  loop: fc.tuple(expression, tie('any')).map(([x, y]) => `while (fuel-- > 0 && ${x}) ${y}`),
  forLoop: fc
    .tuple(tie('any'), tie('any'))
    .map(
      ([x, y]) =>
        `out: for (let i = 0; i < 3 && fuel-- > 0; i++) { ${x}\nif (i) continue out; ${y} }`,
    ),
  forOf: tie('any').map((x) => `for (const i of [1, 2]) { if (fuel-- < 0) break; ${x as string} }`),
  switch: fc
    .tuple(expression, expression, tie('any'), tie('any'))
    .map(([x, y, z, w]) => `switch (${x}) { case ${y}: let k = 1; ${z}\nbreak; default: ${w} }`),
  try: fc
    .tuple(tie('any'), tie('any'), tie('any'))
    .map(([x, y, z]) => `try { ${x} } catch (e) { note(e); ${y} } finally { ${z} }`),
  block: fc.tuple(tie('any'), tie('any')).map(([x, y]) => `{ const b = fuel;\n${x}\n${y} }`),
  class: fc.tuple(expression, tie('any')).map(
    ([x, y]) => `{
  class Base { constructor(v) { this.v = v; }\n get() { note(this.v); return this.v; } }
  class Heir extends Base { constructor(v) { note('before'); super(v); note(this.v); }\n static make(v) { return new Heir(v); } }
  note(Heir.make(${x}).get()); ${y as string} }`,
  ),
  inner: fc.tuple(expression).map(([x]) => `{ function own(c = ${x}) { return c; } note(own()); }`),
})).any as fc.Arbitrary<string>;

const program = fc.array(statement, { minLength: 1, maxLength: 5 }).map(
  (statements) => `
export function* main(a, b, c) {
  let fuel = 20;
  ${statements.join('\n  ')}
}
function helper(c) { if (c > 3) throw new Error('big'); return c; }
`,
);

/** Everything that can be seen of a run: notes, yields, result or error. */
function outcomeOf(
  load: (note: (value: unknown) => unknown) => (...given: unknown[]) => Iterator<unknown>,
): string[] {
  const seen: string[] = [];
  const text = (value: unknown) =>
    typeof value === 'function'
      ? 'function'
      : value instanceof Object
        ? String(value)
        : (JSON.stringify(value) ?? 'undefined');
  const main = load((value) => {
    seen.push(text(value));
    return value;
  });
  try {
    const run = main(1, 2, 3);
    for (let count = 0; count < 100; count += 1) {
      const { done, value } = run.next(count);
      seen.push(`${done ? 'returned' : 'yielded'} ${text(value)}`);
      if (done) break;
    }
  } catch (error) {
    seen.push(`threw ${text(error)}`);
  }
  return seen;
}

function compiledRun(code: string, isOn: boolean) {
  return (note: unknown) => {
    const runtime = {
      sdk: {},
      setProbes: (_isOn: boolean): void => undefined,
      enter: (fn: string) => ({ fn }),
      leave: () => undefined,
      step: () => true,
      capture: (_frame: unknown, _probe: number, values: unknown[]) => void values.length,
      yields: (_frame: unknown, _line: number, value: unknown) => value,
    };
    const load = runInNewContext(code, { note }) as (given: typeof runtime) => {
      main: (...given: unknown[]) => Iterator<unknown>;
    };
    const { main } = load(runtime);
    runtime.setProbes(isOn);
    return main;
  };
}

it('a program does the same with probes on, with probes off, and without any', () => {
  let ran = 0;
  fc.assert(
    fc.property(program, (source) => {
      const compiled = compile(source);
      // Some drawn programs are none, e.g. a `let` twice in one block.
      fc.pre(compiled.ok);
      ran += 1;
      const bare = `"use strict";${source.replace('export ', '')};main`;
      const expected = outcomeOf(
        (note) => runInNewContext(bare, { note }) as (...given: unknown[]) => Iterator<unknown>,
      );
      expect(outcomeOf(compiledRun(compiled.code, false))).toEqual(expected);
      expect(outcomeOf(compiledRun(compiled.code, true))).toEqual(expected);
    }),
    { numRuns: 300, seed: 20_260_101 },
  );
  expect(ran).toBe(300);
}, 60_000);
