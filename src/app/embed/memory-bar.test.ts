import { describe, expect, it } from 'vitest';
import { memoryBar } from './memory-bar.ts';

describe('the address bar of an embed', () => {
  const home = 'https://replayscope.example/app/';

  it('goes back to where it was opened, and forgets the way from there', () => {
    let moves = 0;
    const bar = memoryBar(`${home}?embed#a`, 'link', () => (moves += 1));
    // The reader steps on, and acts twice.
    bar.replace(undefined, `${home}#b`);
    bar.push({ acts: 1 }, `${home}#c`);
    bar.push({ acts: 2 }, `${home}#d`);
    bar.again();
    expect([bar.href, bar.hash, bar.state, moves]).toEqual([`${home}#a`, '#a', null, 1]);
    bar.forward();
    bar.back();
    expect([bar.href, moves]).toEqual([`${home}#a`, 1]);
  });

  it('takes another moment of its host for its beginning', () => {
    const bar = memoryBar(`${home}?embed#a`, 'link', () => undefined);
    bar.push(null, `${home}?embed#other`);
    bar.push({ acts: 1 }, `${home}#c`);
    bar.again();
    expect(bar.href).toBe(`${home}#other`);
  });
});
