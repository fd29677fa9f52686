import outlines from './at-build.ts?outlines';
import type { OfferedSample } from '../../samples/sample.ts';

/** The samples without their texts, in the order in which they are offered. The first one opens first. */
export const samples = outlines as readonly [OfferedSample, ...OfferedSample[]];

/** A sample by its id, without its texts. */
export const sampleById = (id: string): OfferedSample | undefined =>
  samples.find((each) => each.id === id);
