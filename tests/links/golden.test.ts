import { describe, expect, it } from 'vitest';
import { sampleIndex } from '../../src/app/programs.ts';
import { encodeLink } from '../../src/link/codec.ts';
import { ENGINE_VERSION, FORMAT_VERSION } from '../../src/link/versions.ts';
import { chainAfter, corpus, endFor, readCorpus } from './corpus.ts';
import { features } from './features.ts';
import { opened, seenAt } from './seen.ts';

const APPEND_ONLY =
  'The golden links are append-only: people have these links. Take the line back as it was, and add new ones with npm run links:append.';

const names = new Set(readCorpus(FORMAT_VERSION).map(({ name }) => name));

describe('golden links', () => {
  describe.each(corpus)('of format $format', ({ format, goldens }) => {
    it('are append-only', () => {
      expect(goldens.length).toBeGreaterThan(50);
      let chain = '';
      for (const golden of goldens) {
        chain = chainAfter(chain, golden);
        expect(golden.chain, `${golden.name}: ${APPEND_ONLY}`).toBe(chain);
        expect(golden.link, APPEND_ONLY).toMatch(new RegExp(`^${format}/`));
      }
    });

    it.each(goldens)('$name', async (golden) => {
      const { end, ...rest } = await seenAt(golden.link);
      const { at, view, endsDifferently } = golden;
      expect(rest, 'The link opens as something else. Change the code, not the link.').toEqual({
        at,
        ...(view && { view }),
        ...(endsDifferently && { endsDifferently }),
      });
      expect(
        end,
        'The run of a link that people have ends differently. If that is meant, raise ENGINE_VERSION (src/link/versions.ts) and run npm run links:append.',
      ).toBe(endFor(golden, ENGINE_VERSION));
    });
  });

  it.each(features)('there is one for: $name', ({ name }) => {
    expect(names, 'Run npm run links:append, and keep the new lines with the change.').toContain(
      name,
    );
  });

  it('a link that is made today is read as the moment it was made from', async () => {
    for (const { moment } of features) {
      const page = await opened(encodeLink(moment, sampleIndex));
      expect(page.shown().scenario).toEqual(moment.scenario);
    }
  });
});
