import type { Scenario } from '../sim/scenario.ts';
import type { ProgramTexts } from './dictionary.ts';

/** What the codec and the reader must know of the samples. `id` is always the app's own name for one. */
export interface SampleIndex {
  /** The scenario that a sample is shown in. Undefined: there is no such sample. */
  defaults(id: string): Scenario | undefined;
  /** The text of its program. Undefined also where it has not been loaded. */
  texts?(id: string): ProgramTexts | undefined;
  /** Samples that a text may be a change of. */
  ids?: readonly string[];
  /** What links and files call a sample: it stands for one text for ever. Absent: its id. */
  nameOf?(id: string): string;
  /** The sample that links and files mean by a name. Undefined: none. Absent: the name is the id. */
  idOf?(name: string): string | undefined;
  /** The engine and the facade that a text is written for. */
  written?(source: string): Pick<Scenario, 'dialect' | 'facade'>;
  /** The instance that a place without one speaks of: links leave it out. */
  mainInstance?: string;
}

export const nameOf = (id: string, samples: SampleIndex | undefined): string =>
  samples?.nameOf?.(id) ?? id;

/** The app's id behind a name; undefined when no sample has that name. */
export function idOf(name: string, samples: SampleIndex | undefined): string | undefined {
  if (!samples) return name;
  const id = samples.idOf ? samples.idOf(name) : name;
  return id !== undefined && samples.defaults(id) ? id : undefined;
}
