/** What the build runs (vite/built-samples.ts): everything that the page has of the samples, as JSON. */
import { samples } from '../../samples/catalogue.ts';
import { builtProgram, outlineOf } from './built-sample.ts';

export const outlines = samples.map(outlineOf);

export const programs = samples.map((sample) => ({
  id: sample.id,
  program: builtProgram(sample),
  python: sample.python,
}));
