/** What the build runs (vite/built-samples.ts): everything that the page has of the samples, as JSON. */
import { samples } from '../../samples/catalogue.ts';
import { earlierSamples } from '../../samples/earlier.ts';
import { builtProgram, outlineOf } from './built-sample.ts';

const everySample = [...samples, ...earlierSamples];

export const outlines = everySample.map(outlineOf);

export const programs = everySample.map((sample) => ({
  id: sample.id,
  program: builtProgram(sample),
  python: sample.python,
}));
