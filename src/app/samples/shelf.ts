import type { Prepared } from '../../source/prepare.ts';
import type { ProgramView } from '../../view/program-view.ts';

/** The texts of a sample. `prepared` is absent where they are read when they run. */
export interface SampleTexts {
  source: string;
  next?: string;
  /** What stands under each of its questions. */
  leads: readonly string[];
  /** What its end says in answer to them. */
  ending?: ProgramView['ending'];
  prepared?: { v1: Prepared; v2?: Prepared };
}

/** Texts of samples that are here. In the page they come one by one (loading.ts); the command and the tests have all. */
const shelf = new Map<string, SampleTexts>();

export const textsOfSample = (id: string): SampleTexts | undefined => shelf.get(id);

export function putOnShelf(id: string, texts: SampleTexts): void {
  shelf.set(id, texts);
}
