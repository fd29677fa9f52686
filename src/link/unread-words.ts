import type { LinkReading } from './decode.ts';

/** A link of ours that can not be opened. */
export type Unread = Exclude<LinkReading, { kind: 'ok' | 'empty' | 'foreign' }>;

/** Why it can not, in a sentence or two for the screen. Loaded with what reads links (app/link-reader.ts). */
export function unreadText(read: Unread): string {
  switch (read.kind) {
    case 'newer':
      return 'This link was made by a newer version of Replayscope. Reload the page to get the newest one.';
    case 'damaged':
      return 'This link is damaged. Some of its characters have changed.';
    case 'too-large':
      return 'This link is whole, but it holds too much. A program has at most 256 KB, in a file too.';
    case 'wrong':
      return `This link is whole, but it holds what is not allowed. ${read.problem ?? ''}`.trim();
    case 'unlike':
      return 'This link changes the code of a sample that has another text here. Reload the page to get the newest version.';
    case 'truncated':
      return 'This link is cut off. Its end is missing.';
  }
}

export const AHEAD_TEXT =
  'This link was made with a newer version of Replayscope, so its run may end differently here. Reload the page to get the newest one.';
