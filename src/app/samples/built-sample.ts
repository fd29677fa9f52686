import type { OfferedSample, Sample } from '../../samples/sample.ts';
import { prepare, type Prepared } from '../../source/prepare.ts';
import { highlightLines } from '../../ui/syntax.ts';
import type { Stretch } from '../../ui/stretch.ts';

/** A text of a sample, read for the machine and for the eye. */
export interface BuiltText {
  source: string;
  prepared: Prepared;
  coloured: Stretch[][];
}

/** The texts of a sample. Made by the same functions that read one's own code when it runs, but when the app is built. */
export interface BuiltProgram {
  v1: BuiltText;
  v2?: BuiltText;
}

export function builtProgram({ source, next }: Pick<Sample, 'source' | 'next'>): BuiltProgram {
  return { v1: builtText(source), ...(next !== undefined && { v2: builtText(next) }) };
}

const builtText = (source: string): BuiltText => ({
  source,
  prepared: prepare(source),
  coloured: highlightLines(source),
});

/** A sample without its texts. */
export function outlineOf(sample: Sample): OfferedSample {
  const { source, next, python, ...outline } = sample;
  if (source === '') throw new Error(`The sample ${sample.id} has no text.`);
  return { ...outline, hasNext: next !== undefined, hasPython: python !== undefined };
}
