import { describe, expect, test } from 'vitest';
import { samples as offered } from '../../samples/catalogue.ts';
import { earlierSamples } from '../../samples/earlier.ts';
import { programs, pythons } from './at-build.ts?loads';
import { builtProgram, outlineOf } from './built-sample.ts';
import { loadPython, loadSample } from './loading.ts';
import { everySample, samples } from './outlines.ts';
import { textsOfSample } from './shelf.ts';

const whole = [...offered, ...earlierSamples];
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('what the build makes of the samples', () => {
  test('is offered in the order of the catalogue, and holds no text', () => {
    expect(samples).toEqual(offered.map(outlineOf).map(asJson));
    const told = JSON.stringify(everySample);
    for (const { source, next, python, questions } of whole)
      for (const text of [source, next, python?.text, ...questions.map(({ lead }) => lead)])
        if (text !== undefined) expect(told).not.toContain(JSON.stringify(text).slice(1, 60));
  });

  test('is there for each sample', () => {
    expect(Object.keys(programs)).toEqual(whole.map(({ id }) => id));
    expect(Object.keys(pythons)).toEqual(whole.filter((each) => each.python).map(({ id }) => id));
  });

  test.each(whole.map((sample) => [sample.id, sample] as const))(
    'equals what is made of it when it runs: %s',
    async (id, sample) => {
      const made = asJson(builtProgram(sample));
      expect((await programs[id]?.())?.default).toEqual(made);
      await loadSample(id);
      const texts = textsOfSample(id);
      expect([texts?.source, texts?.next]).toEqual([sample.source, sample.next]);
      expect(texts?.leads).toEqual(sample.questions.map(({ lead }) => lead));
      expect(texts?.prepared).toEqual(
        asJson({
          v1: builtProgram(sample).v1.prepared,
          ...(sample.next !== undefined && { v2: builtProgram(sample).v2?.prepared }),
        }),
      );
      expect(await loadPython(id)).toEqual(sample.python);
    },
  );
});
