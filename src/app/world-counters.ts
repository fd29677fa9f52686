import { nearestSample } from '../link/nearest-sample.ts';
import type { SampleIndex } from '../link/sample-index.ts';
import type { Scenario } from '../sim/scenario.ts';
import type { PossibleEffect } from '../sim/possible-effects.ts';
import { sampleById } from './samples/outlines.ts';

const kindOf = (subject: string): string => subject.split(':')[0] ?? subject;

/**
 * What the world's ledger counts from the start, also what has not happened yet. A sample says it of itself. A text of one's own can
 * cause what it names; where it is a change of a sample, that sample's words and order stay.
 */
export function worldCounters(
  scenario: Scenario,
  possible: readonly PossibleEffect[],
  samples: SampleIndex,
): PossibleEffect[] {
  const { program } = scenario;
  if ('sample' in program) return sampleById(program.sample)?.counters ?? [];
  const base = possible.length === 0 ? undefined : nearestSample(program.source, samples);
  const kinds = new Set(possible.map(({ subject }) => kindOf(subject)));
  const kept = (base === undefined ? undefined : sampleById(base)?.counters) ?? [];
  const known = kept.filter(({ subject }) => kinds.has(kindOf(subject)));
  const told = new Set(known.map(({ subject }) => kindOf(subject)));
  return [...known, ...possible.filter(({ subject }) => !told.has(kindOf(subject)))];
}
