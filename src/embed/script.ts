import { attach, type EmbedHandle } from './host-page.ts';
import { pageTheme, watchPageTheme } from './page-theme.ts';

/**
 * The script of a host page (embed/embed.js). It takes up every `<iframe data-replayscope>`: the frame grows to what is in it,
 * and with `theme=host` in its address it follows the page's theme. `Replayscope.of(iframe)` gives its handle.
 */
const known = new WeakMap<HTMLIFrameElement, EmbedHandle>();

function takeUp(frame: HTMLIFrameElement): EmbedHandle {
  const handle = attach(frame);
  known.set(frame, handle);
  handle.on('size', ({ height }) => {
    frame.style.height = `${height}px`;
  });
  if (new URL(frame.src).searchParams.get('theme') === 'host') {
    handle.theme(pageTheme(document));
    watchPageTheme(document, (now) => handle.theme(now));
  }
  return handle;
}

/** The handle of a frame, taken up when it is not yet. */
const of = (frame: HTMLIFrameElement): EmbedHandle => known.get(frame) ?? takeUp(frame);

function lookFor(within: ParentNode): void {
  for (const frame of within.querySelectorAll<HTMLIFrameElement>('iframe[data-replayscope]')) {
    if (frame.src !== '') of(frame);
  }
}

declare global {
  interface Window {
    Replayscope?: { of: typeof of; lookFor: typeof lookFor };
  }
}

window.Replayscope = { of, lookFor };
lookFor(document);
document.addEventListener('DOMContentLoaded', () => lookFor(document));
