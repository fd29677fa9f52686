/** What a case found out: one line of the report. */
export interface Finding {
  what: string;
  /** The two absolute figures behind the ratio, e.g. `ours 12 ms`, `real executor 80 ms`. */
  figures: string[];
  ratio: number;
  /** Absent: told for information. */
  target?: { atLeast: number } | { atMost: number };
}

/** One case: a file in `cases/` that has one as its default export. */
export interface BenchCase {
  title: string;
  run(): Promise<Finding[]>;
}

export type Timed = () => unknown;

/** Milliseconds that a piece of work takes. */
export async function timed(work: Timed): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

/**
 * Medians of several pieces of work. Each is done `warmUps` times first, without the watch; then they take turns, so that a
 * moment in which the computer is busy with something else hits all of them.
 */
export async function alternating(
  works: readonly Timed[],
  { rounds, warmUps }: { rounds: number; warmUps: number },
): Promise<number[]> {
  for (const work of works) for (let each = 0; each < warmUps; each += 1) await work();
  const times = works.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1)
    for (const [index, work] of works.entries()) times[index]?.push(await timed(work));
  return times.map(median);
}

export const ms = (value: number): string =>
  value >= 10_000 ? `${(value / 1000).toFixed(1)} s` : `${value.toFixed(value < 10 ? 1 : 0)} ms`;
