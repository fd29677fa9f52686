import { describe, expect, it } from 'vitest';
import {
  apiText,
  counted,
  listing,
  shorten,
  shortPayload,
  shortRead,
  shortReads,
  shortTime,
} from './short-text.ts';

const check = <Input extends unknown[]>(
  fn: (...input: Input) => unknown,
  cases: [Input, unknown][],
) =>
  it.each(cases)(`${fn.name}%j is %j`, (input, output) => {
    expect(fn(...input)).toEqual(output);
  });

describe('several of the same', () => {
  it.each([
    [[], ''],
    [['a'], 'a'],
    [['resize', 'resize'], 'resize (2 times)'],
    [['a', 'b', 'a', 'c'], 'a (2 times), b and c'],
  ])('%j', (parts, text) => {
    expect(counted(parts)).toBe(text);
  });
});

describe('short texts', () => {
  check(shortPayload, [
    [[undefined], ''],
    [['null'], ''],
    [['"ok"'], 'ok'],
    [['not json'], 'not json'],
    [['0.27193841'], '0.2719'],
    [['false'], 'false'],
    [['[]'], 'empty list'],
    [['{}'], 'empty'],
    [['["a","b"]'], 'a, b'],
    [['[{"a":1},{"a":2}]'], '2 items'],
    [['{"id":"A-1042","items":["tea","cup"]}'], 'A-1042'],
    [['{"order":"A-1","items":["tea","cup"]}'], 'order A-1, items 2 items'],
    [['{"tracking":"PX-1","paid":42}'], 'tracking PX-1, paid 42'],
    [['{"a":{"b":{"c":1}}}'], 'a b …'],
    [['"ff39cf53-49ac-4422-ade8-de7020123456"'], 'ff39cf53…'],
  ]);
  check(shorten, [
    [['abcdef', 4], 'abc…'],
    [['abcd', 4], 'abcd'],
  ]);
  check(shortRead, [
    [['0.2719384'], '0.27'],
    [['0.0012'], '0.0012'],
    [['"eu"'], 'eu'],
    [['"ff39cf53-49ac-4422-ade8-de7020123456"'], 'ff39cf53…'],
    [['1767225600017'], '1767225600017'],
  ]);
  check(shortReads, [
    [
      ['0.2719', '0.8109'],
      ['0.27', '0.81'],
    ],
    [
      ['0.2719', '0.2722'],
      ['0.2719', '0.2722'],
    ],
  ]);
  check(apiText, [
    [['Math.random'], 'Math.random()'],
    [['new Date()'], 'new Date()'],
    [['process.env.REGION'], 'process.env.REGION'],
  ]);
  check(shortTime, [
    [[0], '0 ms'],
    [[1_000], '1 second'],
    [[90_000], '1.5 minutes'],
    [[259_200_000], '3 days'],
  ]);
  check(listing, [
    [[[]], ''],
    [[['a']], 'a'],
    [[['a', 'b', 'c']], 'a, b and c'],
    [[['a', 'b'], 'or'], 'a or b'],
  ]);
});
