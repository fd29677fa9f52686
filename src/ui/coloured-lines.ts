import { useEffect, useSyncExternalStore } from 'react';
import type { Stretch } from './stretch.ts';

/** Index 0 is line 1. */
export type ColouredLines = readonly (readonly Stretch[])[];

const MOST_TEXTS = 24;
const coloured = new Map<string, ColouredLines>();
const plain = new Map<string, ColouredLines>();
const listeners = new Set<() => void>();

/** Colours that were worked out before, for a text that may be shown: those of the samples are made when the app is built. */
export function rememberColours(source: string, lines: ColouredLines): void {
  keep(coloured, source, lines);
}

function keep(
  map: Map<string, ColouredLines>,
  source: string,
  lines: ColouredLines,
): ColouredLines {
  const [oldest] = map.keys();
  if (map.size >= MOST_TEXTS && oldest !== undefined) map.delete(oldest);
  map.set(source, lines);
  return lines;
}

const plainLines = (source: string): ColouredLines =>
  plain.get(source) ??
  keep(
    plain,
    source,
    source.split('\n').map((text) => (text === '' ? [] : [{ text }])),
  );

/** Loads the parser that colours; without it a text is shown plain. */
async function colour(source: string): Promise<void> {
  const { highlightLines } = await import('./syntax.ts');
  if (!coloured.has(source)) keep(coloured, source, highlightLines(source));
  for (const tell of listeners) tell();
}

function listen(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

/** The lines of a program: coloured at once where that is known, else plain until they are. Lines never change their place. */
export function useColouredLines(source: string): ColouredLines {
  useEffect(() => {
    // Plain text is readable, too: without the parser it stays so.
    if (!coloured.has(source)) colour(source).catch(() => undefined);
  }, [source]);
  const now = () => coloured.get(source) ?? plainLines(source);
  return useSyncExternalStore(listen, now, now);
}
