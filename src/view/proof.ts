import type { Tried } from '../trace/tried.ts';
import type { Beat, Read } from '../trace/beat.ts';
import { differingAt, type Compared, type DifferentRead } from './compared.ts';
import type { CauseLink } from './frame.ts';
import { readValues } from './read-words.ts';
import { listing } from './short-text.ts';
import { wakeUpName } from './read-draws.ts';

/** The reads that trials have shown to be causes, with both of their values. What keeps its value is told of once. */
export function provenReads(
  { state, now }: Compared,
  { causes }: Tried,
): { reads: DifferentRead[]; isMemory: boolean } {
  const told = new Set<string>();
  const reads = causes.flatMap((cause): DifferentRead[] => {
    if (cause.what !== 'read') return [];
    const { api, occurrence, of } = cause;
    const then = state.passes.find(
      ({ pass }) => pass.number === of.number && pass.attempt === of.attempt,
    );
    const [here, nowIndex] = readIn(now.pass.beats, api, occurrence) ?? [];
    const [was, beforeIndex] = readIn(then?.pass.beats, api, occurrence) ?? [];
    if (!here || !was || nowIndex === undefined || beforeIndex === undefined) return [];
    const isKept = api.includes('process.');
    if (isKept && told.has(api)) return [];
    told.add(api);
    return [{ before: was, now: here, beforeIndex, nowIndex }];
  });
  return { reads, isMemory: causes.some(({ what }) => what === 'memory') };
}

/** The first use of each variable of the module that trials have shown to be a cause. */
export function provenVariables({ recorded, now }: Compared, { causes }: Tried): DifferentRead[] {
  return causes.flatMap((cause): DifferentRead[] => {
    if (cause.what !== 'memory' || cause.name === undefined) return [];
    const api = `module.${cause.name}`;
    const differing = differingAt(recorded.pass.beats ?? [], now.pass.beats ?? []);
    const found = differing.find((each) => each.now.api === api);
    return found ? [found] : [];
  });
}

function readIn(
  beats: readonly Beat[] | undefined,
  api: string,
  occurrence: number,
): [Read, number] | undefined {
  const index =
    beats?.findIndex(
      (each) => each.kind === 'read' && each.api === api && each.occurrence === occurrence,
    ) ?? -1;
  const beat = beats?.[index];
  return beat?.kind === 'read' ? [beat, index] : undefined;
}

/** What was tried, and what came of it. */
export function proofLink(compared: Compared, tried: Tried): CauseLink {
  const { causes, isTogether, about } = tried;
  const { reads } = provenReads(compared, tried);
  const then = wakeUpName(compared.recorded.pass);
  const values = reads.map(({ before, now }) => readValues(now.api, before.value, now.value)[0]);
  const memory = causes.flatMap((cause) =>
    cause.what !== 'memory'
      ? []
      : [
          cause.name === undefined
            ? `the memory that the app had at ${then}`
            : `${cause.name} as ${then} found it`,
        ],
  );
  const code = causes.some(({ what }) => what === 'code') ? [`the code of ${then}`] : [];
  const parts = [...code, ...memory, ...values.slice(0, 3).map((each) => `${each} again`)];
  const word = isTogether || parts.length === 1 ? 'and' : 'or';
  const comes =
    typeof about === 'number'
      ? 'the same replay fits the history'
      : about === 'way'
        ? 'it takes the other way'
        : `it is ${tried.otherwise === undefined ? 'another one' : tried.otherwise}`;
  return { text: `Tried: with ${listing(parts, word)}, ${comes}.` };
}
