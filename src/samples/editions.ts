import type { SampleOutline } from './sample.ts';

type Edition = Pick<SampleOutline, 'id' | 'edition'>;

/**
 * What links call a sample, which stands for one text and one scenario for ever: its id for the first edition, `order.2` for the second.
 * The app's own id of an edition that is not offered any more is the id with its number: `order.1`.
 */
export function linkNameOf(sample: Edition): string {
  const { id, edition } = editionOf(sample);
  return edition === 1 ? id : `${id}.${edition}`;
}

/** The sample that a name in a link means: the one that is offered, or an earlier edition of it. */
export const sampleOfLinkName = <Known extends Edition>(
  name: string,
  samples: readonly Known[],
): Known | undefined => samples.find((sample) => linkNameOf(sample) === name);

function editionOf({ id, edition = 1 }: Edition): { id: string; edition: number } {
  const end = `.${edition}`;
  return { id: id.endsWith(end) ? id.slice(0, -end.length) : id, edition };
}
