import { describe, expect, it } from 'vitest';
import { samples } from '../samples/catalogue.ts';
import { compile } from './compile.ts';

const WORKFLOW = 'export async function* flow(ctx) { return yield ctx.callActivity(work, 1); }';
const WORK = `export async function work(ctx, input) {
  const headers = {};
  headers['x-count'] = input;
  const answer = await fetch('https://a.example/', { headers });
  return { ...(await answer.json()), at: Date.now() };
}`;

function isStateless(...parts: string[]): boolean {
  const compiled = compile([WORKFLOW, WORK, ...parts].join('\n'));
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
  return compiled.isStateless === true;
}

describe('programs that leave nothing behind', () => {
  it.each([
    ['functions alone', ''],
    [
      'constants',
      'const MINUTE = 60 * 1000; const NAME = "a" + `b`; const OFF = -1; const NO = undefined;',
    ],
    ['a plain object', 'const LIMITS = { most: 3, texts: { a: "b" } };'],
    [
      'a plain list that is only read',
      'const NAMES = ["a", "b"]; export const all = () => NAMES.map((each) => each.length);',
    ],
    [
      'a retry policy',
      'import { RetryPolicy } from "@microsoft/durabletask-js"; const policy = new RetryPolicy({ maxNumberOfAttempts: 3 });',
    ],
    ['types', 'interface Order { id: string } type Id = Order["id"]; const id = "x" as Id;'],
    [
      'a class without statics',
      'class Late extends Error { kind = "late"; text() { return this.message; } }',
    ],
    ['arrows', 'const double = (n) => n * 2; const later = async (n) => double(n);'],
    [
      'variables of functions',
      'function sum(list) { let all = 0; for (const each of list) all += each; [all] = [all + 1]; return all; }',
    ],
    [
      'own collections',
      'function own() { const list = []; list.push(1); list[0] += 1; const map = new Map(); map.set(1, 2); return list; }',
    ],
    ['keys of an object', 'const keys = (thing) => Object.keys(thing);'],
  ])('%s', (_, text) => {
    expect(isStateless(text)).toBe(true);
  });

  it('the samples that read no module state', () => {
    const found = samples
      .filter(({ source }) => {
        const compiled = compile(source);
        return compiled.ok && compiled.isStateless;
      })
      .map(({ id }) => id);
    expect(found).toContain('order');
  });
});

describe('programs that may leave something behind', () => {
  it.each([
    ['a variable', 'let count = 0;'],
    ['an old variable', 'var count = 0;'],
    ['a map', 'const cache = new Map();'],
    ['a list that is changed', 'const seen = []; export const note = (each) => seen.push(each);'],
    [
      'a list that is changed under another name',
      'const seen = []; export const note = (each) => { const s = seen; s.push(each); };',
    ],
    [
      'an object that is changed',
      'const seen = {}; export const note = () => { seen.count = 1; };',
    ],
    [
      'an object that is changed as an argument',
      'const seen = {}; const add = (to) => { to.count = 1; }; export const note = () => add(seen);',
    ],
    ['an object that changes itself', 'const counter = { n: 0, next() { return this.n++; } };'],
    ['an object with a getter', 'const odd = { get now() { return 1; } };'],
    [
      'a function with a property',
      'export function note() { note.count = (note.count ?? 0) + 1; }',
    ],
    ['a closure', 'const next = (() => { let n = 0; return () => ++n; })();'],
    ['a regular expression', 'const word = /a/g;'],
    ['a value from a call', 'const id = work();'],
    ['work at the top', 'work();'],
    ['a loop at the top', 'for (const each of [1]) work(each);'],
    ['a static', 'class Counter { static count = 0; }'],
    ['a static block', 'class Counter { static { work(); } }'],
    [
      'a name that is declared twice',
      'function a() { const one = {}; return one; } function b(one) { one.count = 1; }',
    ],
    ['a function that is put somewhere else', 'export function note() { work = () => 1; }'],
    ['a deeper property of an own object', 'function a(b) { const one = { b }; one.b.count = 1; }'],
    ['a built-in that is exchanged', 'export function note() { fetch = () => 1; }'],
    [
      'a destructuring into something else',
      'export function note() { [Math.count] = [1]; ({ a: Math.count } = { a: 1 }); }',
    ],
    ['a loop into something else', 'export function note() { for (Math.count of [1]) work(); }'],
    ['a count of something else', 'export function note() { Math.count++; }'],
    ['a property that is taken away', 'export function note() { delete Math.abs; }'],
    ['a template that is kept', 'const tag = (text) => text; export const note = () => tag`x`;'],
    ['the stack', 'export const note = () => new Error("x").stack;'],
    ['a prototype by its text', 'export const note = (a) => a["__proto__"];'],
    ['Function', 'export const note = () => Function("return 1")();'],
    ['Reflect', 'export const note = (a) => Reflect.set(a, "b", 1);'],
  ])('%s', (_, text) => {
    expect(isStateless(text)).toBe(false);
  });
});
