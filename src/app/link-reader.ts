import type { decodeLink, textNeeded } from '../link/decode.ts';
import type { parseScenario } from '../link/schema.ts';
import type { AHEAD_TEXT, unreadText } from '../link/unread-words.ts';

/** What reads links and documents: only who comes by a link, goes back or brings a file needs it. */
export interface LinkReader {
  decodeLink: typeof decodeLink;
  textNeeded: typeof textNeeded;
  parseScenario: typeof parseScenario;
  unreadText: typeof unreadText;
  AHEAD_TEXT: typeof AHEAD_TEXT;
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
  const [{ decodeLink, textNeeded }, { parseScenario }, { unreadText, AHEAD_TEXT }] =
    await Promise.all([
      import('../link/decode.ts'),
      import('../link/schema.ts'),
      import('../link/unread-words.ts'),
    ]);
  reader = { decodeLink, textNeeded, parseScenario, unreadText, AHEAD_TEXT };
}
