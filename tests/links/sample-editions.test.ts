import { readFileSync } from 'node:fs';
import { strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { crcOf, digitsOf } from '../../src/link/checksum.ts';
import { samples } from '../../src/samples/catalogue.ts';
import { earlierSamples } from '../../src/samples/earlier.ts';
import { linkNameOf, sampleOfLinkName } from '../../src/samples/editions.ts';
import type { Sample } from '../../src/samples/sample.ts';

const kept = readFileSync(new URL('./sample-editions.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => line.split(' '));

/** All that decides what a link to the sample means. */
function sumOf({ source, next, entry, scenario }: Sample): string {
  const { program: _id, ...rest } = scenario;
  const text = JSON.stringify([source, next ?? null, entry, rest]);
  return digitsOf(crcOf(strToU8(text)), 7);
}

const sampleNamed = (name: string): Sample => {
  const sample = sampleOfLinkName(name, [...samples, ...earlierSamples]);
  if (!sample)
    throw new Error(`Links name the sample ${name}: it must be in src/samples/earlier.ts.`);
  return sample;
};

describe('the samples that links name', () => {
  it.each(kept)('%s is what it was', (name = '', sum = '') => {
    expect(
      sumOf(sampleNamed(name)),
      `Links that name ${name} mean the sample as it was. docs/LINKS.md, "Samples that change", says how to change it.`,
    ).toBe(sum);
  });

  it.each([...samples, ...earlierSamples].map((sample) => [linkNameOf(sample), sample] as const))(
    '%s is kept in the list',
    (name, sample) => {
      expect(
        kept.map(([known]) => known),
        `Add this line to tests/links/sample-editions.txt: ${name} ${sumOf(sample)}`,
      ).toContain(name);
    },
  );

  it('are all there', () => {
    expect(kept.length).toBeGreaterThan(25);
  });
});

describe('a sample that has changed', () => {
  const [first] = samples;
  const now: Sample = { ...first, edition: 2 };
  const before: Sample = { ...first, id: 'order.1' };
  const meant = (name: string) => sampleOfLinkName(name, [now, before]);

  it('has another name in links, and its old name means what it meant', () => {
    expect(linkNameOf(now)).toBe('order.2');
    expect(linkNameOf(before)).toBe('order');
    expect(meant('order')).toBe(before);
    expect(meant('order.2')).toBe(now);
    expect(meant('order.1')).toBeUndefined();
    expect(meant('order.3')).toBeUndefined();
  });
});
