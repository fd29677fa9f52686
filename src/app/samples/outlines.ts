import outlines from './at-build.ts?outlines';
import type { OfferedSample } from '../../samples/sample.ts';

/** Every sample that a link can name, without its texts. */
export const everySample = outlines as readonly [OfferedSample, ...OfferedSample[]];

const [first, ...rest] = everySample;
/** Those that are offered, in this order: not the earlier editions, whose ids have a number. The first one opens first. */
export const samples: readonly [OfferedSample, ...OfferedSample[]] = [
  first,
  ...rest.filter(({ id }) => !id.includes('.')),
];

/** A sample by its id, also one that is not offered any more, without its texts. */
export const sampleById = (id: string): OfferedSample | undefined =>
  everySample.find((each) => each.id === id);
