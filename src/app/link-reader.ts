import type { decodeLink, textNeeded } from '../link/decode.ts';
import type { parseScenario } from '../link/schema.ts';

/** What reads links and documents: only who comes by a link, goes back or brings a file needs it. */
export interface LinkReader {
  decodeLink: typeof decodeLink;
  textNeeded: typeof textNeeded;
  parseScenario: typeof parseScenario;
}

let reader: LinkReader | undefined;

/** Undefined until it is loaded. */
export const maybeLinkReader = (): LinkReader | undefined => reader;

/** @throws when it is not loaded: whoever calls this has waited for it (parts-needed.ts). */
export function linkReader(): LinkReader {
  if (!reader) throw new Error('The reader of links is not loaded.');
  return reader;
}

export function takeLinkReader(loaded: LinkReader): void {
  reader = loaded;
}

/** Loads it, unless it is there. It may be tried again. */
export async function loadLinkReader(): Promise<void> {
  if (reader) return;
  const [{ decodeLink, textNeeded }, { parseScenario }] = await Promise.all([
    import('../link/decode.ts'),
    import('../link/schema.ts'),
  ]);
  reader = { decodeLink, textNeeded, parseScenario };
}
