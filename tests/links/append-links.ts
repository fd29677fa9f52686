import { expect, it } from 'vitest';
import { sampleIndex } from '../../src/app/programs.ts';
import { encodeLink } from '../../src/link/codec.ts';
import { fingerprintOf } from '../../src/link/fingerprint.ts';
import { ENGINE_VERSION, FORMAT_VERSION } from '../../src/link/versions.ts';
import { chainAfter, corpus, endFor, writeCorpus, type Golden } from './corpus.ts';
import { features, type Feature } from './features.ts';
import { opened, seenAt } from './seen.ts';

/** Most links carry the fingerprint of their end, as they do when they are shared. */
async function linkOf({ moment, hasNoEnding }: Feature): Promise<string> {
  if (hasNoEnding === true || moment.ending !== undefined) return encodeLink(moment, sampleIndex);
  const page = await opened(encodeLink(moment, sampleIndex));
  const ending = fingerprintOf(page.shown().trace);
  return encodeLink({ ...moment, ending }, sampleIndex);
}

/** Ends that a new version of the engine gives. One that is there already is never written over. */
async function addEnds(goldens: readonly Golden[]): Promise<void> {
  for (const golden of goldens) {
    const { end } = await seenAt(golden.link);
    const isNew = golden.ends[String(ENGINE_VERSION)] === undefined;
    if (isNew && end !== endFor(golden, ENGINE_VERSION)) golden.ends[String(ENGINE_VERSION)] = end;
  }
}

async function addLinks(goldens: Golden[]): Promise<void> {
  for (const feature of features) {
    if (goldens.some(({ name }) => name === feature.name)) continue;
    const link = await linkOf(feature);
    const { end, ...rest } = await seenAt(link);
    const ends = { [ENGINE_VERSION]: end };
    const golden: Golden = { name: feature.name, link, ...rest, ends, chain: '' };
    goldens.push({ ...golden, chain: chainAfter(goldens.at(-1)?.chain ?? '', golden) });
  }
}

it('adds golden links for what has none in the newest format, and the ends of a new engine', async () => {
  for (const { format, goldens } of corpus) {
    await addEnds(goldens);
    if (format === FORMAT_VERSION) await addLinks(goldens);
    expect(goldens.length).toBeGreaterThan(0);
    writeCorpus(format, goldens);
  }
});
