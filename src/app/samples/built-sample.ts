import type { OfferedSample, Question, Sample } from '../../samples/sample.ts';
import type { Ending } from '../../trace/ending.ts';
import { prepare, type Prepared } from '../../source/prepare.ts';
import { highlightLines } from '../../ui/syntax.ts';
import type { Stretch } from '../../ui/stretch.ts';

/** A text of a sample, read for the machine and for the eye. */
export interface BuiltText {
  source: string;
  prepared: Prepared;
  coloured: Stretch[][];
}

/** The texts of a sample. `leads`: what stands under each of its questions; `endings`: what its end says. Made by the same functions that read one's own code when it runs, but when the app is built. */
export interface BuiltProgram {
  v1: BuiltText;
  v2?: BuiltText;
  leads: string[];
  endings: readonly Ending[];
}

export function builtProgram(sample: Sample): BuiltProgram {
  const { source, next } = sample;
  const v2 = next === undefined ? {} : { v2: builtText(next) };
  return { v1: builtText(source), ...v2, leads: leadsOf(sample), endings: sample.endings ?? [] };
}

export const leadsOf = ({ questions }: Sample): string[] => questions.map(({ lead }) => lead);

const builtText = (source: string): BuiltText => ({
  source,
  prepared: prepare(source),
  coloured: highlightLines(source),
});

/** A sample without its texts. */
export function outlineOf(sample: Sample): OfferedSample {
  const { source, next, python, endings: _, questions, ...outline } = sample;
  if (source === '') throw new Error(`The sample ${sample.id} has no text.`);
  const [first, ...more] = questions;
  return {
    ...outline,
    questions: [asked(first), ...more.map(asked)],
    hasNext: next !== undefined,
    hasPython: python !== undefined,
  };
}

const asked = ({ text, opening }: Question): Omit<Question, 'lead'> => ({ text, opening });
