import { programs, pythons } from './at-build.ts?loads';
import type { SampleInPython } from '../../samples/sample.ts';
import { rememberColours } from '../../ui/coloured-lines.ts';
import type { BuiltProgram } from './built-sample.ts';
import { putOnShelf } from './shelf.ts';

/** Puts the texts of a sample on the shelf. Fails when they can't be loaded; it may be tried again. */
export async function loadSample(id: string): Promise<void> {
  const load = programs[id];
  if (!load) return;
  const { v1, v2, leads, endings } = (await load()).default as BuiltProgram;
  const ends = endings.length > 0 ? await import('../../view/ending.ts') : undefined;
  for (const text of [v1, v2]) if (text) rememberColours(text.source, text.coloured);
  putOnShelf(id, {
    source: v1.source,
    leads,
    ...(ends && { ending: (end) => ends.endingOf(endings, end) }),
    ...(v2 && { next: v2.source }),
    prepared: { v1: v1.prepared, ...(v2 && { v2: v2.prepared }) },
  });
}

/** The sample's program in Python; undefined when it has none. */
export const loadPython = async (id: string): Promise<SampleInPython | undefined> =>
  (await pythons[id]?.())?.default as SampleInPython | undefined;
