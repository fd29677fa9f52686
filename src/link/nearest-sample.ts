import type { SampleIndex } from './sample-index.ts';

/** Shorter lines (a bracket, `try {`) are everywhere. */
const SHORTEST_LINE = 12;
/** Fewer lines in common are chance. */
const FEWEST_LINES = 3;

const linesOf = (text: string): Set<string> =>
  new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line.length >= SHORTEST_LINE),
  );

/** The sample that a text is most likely a change of: it has the most lines in common with it. Undefined: none has. */
export function nearestSample(source: string, samples: SampleIndex): string | undefined {
  const own = linesOf(source);
  let best: { id: string; shared: number } | undefined;
  for (const id of samples.ids ?? []) {
    const texts = samples.texts?.(id);
    if (!texts) continue;
    const shared = [...linesOf(texts.source)].filter((line) => own.has(line)).length;
    if (shared >= FEWEST_LINES && shared > (best?.shared ?? 0)) best = { id, shared };
  }
  return best?.id;
}
