import { describe, expect, it } from 'vitest';
import {
  differingParts,
  readName,
  readValue,
  readValues,
  requestOf,
  sentText,
} from './read-words.ts';

const GET = 'fetch GET https://rates.example/rates/EUR';
const POST = 'fetch POST https://payments.example/charges';

describe('what a workflow asked the world, in words', () => {
  it.each([
    [GET, 'rates.example/rates/EUR'],
    [POST, 'POST payments.example/charges'],
    ['fetch', undefined],
    ['Math.random', undefined],
    ['process.env.fetch GET', undefined],
  ])('%s', (api, expected) => {
    expect(requestOf(api)).toBe(expected);
  });

  it('keeps the names of other reads', () => {
    expect(readName('Math.random')).toBe('Math.random()');
    expect(readName(GET)).toBe('rates.example/rates/EUR');
    expect(sentText('GET https://rates.example/rates/EUR')).toBe('GET rates.example/rates/EUR');
  });

  it.each([
    ['200 {"currency":"EUR","rate":1.09}', 'currency EUR, rate 1.09'],
    ['201 {"id":"ch_1","amount":42}', 'ch_1'],
    ['204 ', '204'],
    ['503 {"error":"down"}', '503 error down'],
    ['0 ', 'no answer'],
    ['200 plain text', 'plain text'],
  ])('an answer: %s', (value, expected) => {
    expect(readValue({ api: GET, value })).toBe(expected);
  });

  it.each([
    ['200 {"rate":1.09,"at":[1]}', '200 {"rate":1.11,"at":[1]}', ['1.09', '1.11']],
    ['201 {"id":"ch_1","n":1}', '201 {"id":"ch_2","n":2}', ['ch_1', 'ch_2']],
    ['200 {"a":{"b":["x"]}}', '200 {"a":{"b":["y"]}}', ['x', 'y']],
    ['200 {}', '503 {}', ['200', '503']],
    ['200 ok', '0 ', ['200', 'no answer']],
    ['200 one', '200 two', ['one', 'two']],
    ['200 {"a":1}', '200 {"b":1}', ['1', 'nothing']],
  ])('two answers: %s and %s', (one, two, expected) => {
    expect(readValues(POST, one, two)).toEqual(expected);
  });

  it('has no words without end for an answer that is deep or wide', () => {
    const wide = (n: number) =>
      `200 ${JSON.stringify(Array.from({ length: 500 }, (_, i) => i + n))}`;
    expect(differingParts(wide(0), wide(1))).toHaveLength(20);
    const deep = (n: number) => `200 ${'{"a":'.repeat(60)}${n}${'}'.repeat(60)}`;
    expect(differingParts(deep(1), deep(2))).toHaveLength(1);
  });
});
