import type { EmbedOptions } from '../../embed/options.ts';
import { isForEmbed } from '../keyboard.ts';
import { DEFAULT_PREFERENCES } from '../preferences.ts';
import type { Shell } from '../shell.ts';
import { watchSize, type SizeWatch } from './content-size.ts';
import { HostLine, type HostWindow } from './host-line.ts';
import { memoryBar } from './memory-bar.ts';
import { noLibrary, noPictures, noTabs } from './nothing-kept.ts';

/** What differs when the page is a guest in somebody else's: it keeps nothing, and has a line to its host. */
export interface Guest extends Omit<Shell, 'Top'> {
  options: EmbedOptions;
  /** Back to the moment with which it was opened: what was done since is gone. */
  again: () => void;
  /** The element that the embed fills is there. */
  onRoot(root: HTMLElement): () => void;
}

export function openGuest(options: EmbedOptions, page: Window): Guest {
  let onMove: () => void = () => undefined;
  let line: HostLine | undefined;
  let size: SizeWatch | undefined;
  let isDrawn = false;
  const { theme } = options;
  const bar = memoryBar(page.location.href, options.start, () => onMove());
  return {
    options,
    bar,
    again: bar.again,
    library: noLibrary,
    tabs: noTabs,
    isGuest: true,
    ...noPictures,
    bringDrawing: () => import('../drawing/drawing.ts'),
    hasShortcut: (shortcut) => isForEmbed(shortcut, options),
    preferences: {
      ...DEFAULT_PREFERENCES,
      theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    },
    // It begins to listen to the host, and tells it of each state.
    begin: (session, around) => {
      onMove = session.onAddress;
      const setTheme = (wanted: 'light' | 'dark' | 'auto') =>
        session.setTheme(wanted === 'auto' ? 'system' : wanted);
      const onCommand = () => size?.settle();
      const window = hostWindow(page);
      line = new HostLine({ window, options, session, around, setTheme, onCommand });
      watchFocus(page);
      // The host gave the frame the address of another moment: no page is loaded for that.
      page.addEventListener('popstate', () => {
        bar.push(null, page.location.href);
        session.onAddress();
      });
      return (state) => {
        line?.tell(state);
        isDrawn = true;
        size?.begin();
      };
    },
    onRoot: (root) => {
      const mine = watchSize(root, (width, height) => line?.tellSize(width, height));
      size = mine;
      if (isDrawn) mine.begin();
      return () => mine.stop();
    },
  };
}

/**
 * Without the focus nothing in here scrolls (embed.css): a wheel that passes over the embed belongs to the page around it.
 */
function watchFocus(page: Window): void {
  const { dataset } = page.document.documentElement;
  const mark = () => {
    if (page.document.hasFocus()) dataset.focused = 'true';
    else delete dataset.focused;
  };
  page.addEventListener('focus', mark);
  page.addEventListener('blur', mark);
  mark();
}

function hostWindow(page: Window): HostWindow {
  return {
    parent: page.parent,
    origin: page.location.origin,
    parentOrigin: parentOriginOf(page),
    listen: (hear) => page.addEventListener('message', hear),
  };
}

/** Firefox has no `ancestorOrigins`; a page of our own origin can be looked at, and any other throws. */
function parentOriginOf(page: Window): string | undefined {
  const { ancestorOrigins } = page.location as { ancestorOrigins?: ArrayLike<string> };
  if (ancestorOrigins?.[0] !== undefined) return ancestorOrigins[0];
  try {
    return page.parent.location.origin;
  } catch {
    return undefined;
  }
}
