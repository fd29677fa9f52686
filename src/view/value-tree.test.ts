import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canOpen } from './can-open.ts';
import { isChanged, partOf, valueTree, type ValueNode } from './value-tree.ts';

/** Names and texts of what can't be opened further. */
function leaves(node: ValueNode, path = ''): string[] {
  if (!node.parts) return [`${path}=${node.text}`];
  return node.parts.flatMap((part) => leaves(part.node, `${path}.${part.name}`));
}

describe('a value taken apart', () => {
  it.each([
    [
      'an order',
      '{"id":"A-1","items":["book","pen"],"total":12}',
      ['.id="A-1"', '.items.0="book"', '.items.1="pen"', '.total=12'],
    ],
    ['a class', 'Order {"id":1}', ['.id=1']],
    [
      'what JSON has no word for',
      '{"a":[1,null,undefined],"b":a getter,"f":function f}',
      ['.a.0=1', '.a.1=null', '.a.2=undefined', '.b=a getter', '.f=function f'],
    ],
    ['what was left out', '{"a":{"b":{…}}}', ['.a.b={…}']],
    ['what was cut off', '{"id":"A-1","note":"aaa…', ['.id="A-1"', '.note="aaa…']],
    ['signs inside text', '{"a":"}],{","b\\"c":2}', ['.a="}],{"', '.b\\"c=2']],
    ['a word', '"plain"', ['="plain"']],
    ['an empty list', '[]', ['=[]']],
  ])('%s', (_, text, wanted) => {
    expect(leaves(valueTree(text))).toEqual(wanted);
  });

  it('has the leaves of any JSON, as they were written', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        const node = valueTree(text);
        expect(node.text).toBe(text);
        const count = (each: unknown): number =>
          typeof each === 'object' && each !== null && Object.keys(each).length > 0
            ? Object.values(each).reduce<number>((sum, one) => sum + count(one), 0)
            : 1;
        expect(leaves(node)).toHaveLength(count(value));
      }),
    );
  });

  it('comes to an end with any text, and loses none of it', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[[{"},:\]a ….]{0,60}$/), (text) => {
        expect(valueTree(text).text).toBe(text);
      }),
    );
  });

  it('can be opened exactly when it holds something', () => {
    expect(['{"a":1}', '[0]', 'Order {"id":1}'].map(canOpen)).toEqual([true, true, true]);
    expect(['{}', '[]', '{…}', '[…]', '"{a"', 'Map(1)', '12', ''].some(canOpen)).toBe(false);
  });

  it('tells which part is another one now', () => {
    const [now, before] = [valueTree('{"a":{"b":2},"c":1}'), valueTree('{"a":{"b":1},"c":1}')];
    const changed = now.parts?.filter(({ name, node }) => isChanged(node, partOf(before, name)));
    expect(changed?.map(({ name }) => name)).toEqual(['a']);
    expect(isChanged(now, undefined)).toBe(true);
  });
});
