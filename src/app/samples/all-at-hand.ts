import { samples } from '../../samples/catalogue.ts';
import { earlierSamples } from '../../samples/earlier.ts';
import { describeProgram } from '../../source/describe.ts';
import { decodeLink, textNeeded } from '../../link/decode.ts';
import { parseScenario } from '../../link/schema.ts';
import { AHEAD_TEXT, unreadText } from '../../link/unread-words.ts';
import { takeLinkReader } from '../link-reader.ts';
import { takeDescriber } from '../programs.ts';
import { endingOf } from '../../view/ending.ts';
import { leadsOf } from './built-sample.ts';
import { putOnShelf } from './shelf.ts';

/** For the command and for tests, where nothing need be loaded: the texts of every sample, and the reader of texts. */
export function haveAllAtHand(): void {
  for (const sample of [...samples, ...earlierSamples]) {
    const { id, source, next, endings = [] } = sample;
    putOnShelf(id, {
      source,
      leads: leadsOf(sample),
      ...(endings.length > 0 && { ending: (end) => endingOf(endings, end) }),
      ...(next !== undefined && { next }),
    });
  }
  takeDescriber(describeProgram);
  takeLinkReader({ decodeLink, textNeeded, parseScenario, unreadText, AHEAD_TEXT });
}
