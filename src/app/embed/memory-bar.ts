import { arrivalOf, addressOf } from '../address.ts';
import type { Surroundings } from '../visit.ts';

type Bar = Surroundings['bar'];

/**
 * The history of an embed, in memory alone: an entry of the browser's would put itself into the Back button of the page
 * around it. `onMove` hears of each way back or forward, as the browser would tell it.
 */
export function memoryBar(
  address: string,
  start: 'link' | 'start',
  onMove: () => void,
): Bar & { again: () => void } {
  let opening = {
    state: null,
    href: start === 'start' ? atStart(address) : withoutQuery(address),
  };
  const entries: { state: unknown; href: string }[] = [opening];
  let at = 0;
  const go = (to: number) => {
    if (!entries[to]) return;
    at = to;
    onMove();
  };
  const href = () => entries[at]?.href ?? '';
  return {
    get href() {
      return href();
    },
    get hash() {
      const cut = href().indexOf('#');
      return cut < 0 ? '' : href().slice(cut);
    },
    get state() {
      return entries[at]?.state;
    },
    push: (state, to) => {
      at += 1;
      entries.splice(at, entries.length, { state, href: withoutQuery(to) });
      // The host has opened another moment.
      if (state === null) opening = { state, href: withoutQuery(to) };
    },
    replace: (state, to) => {
      entries[at] = { state, href: to };
    },
    /** As it was opened: the address of the first entry has followed the reader. */
    again: () => {
      entries.splice(0, entries.length, opening);
      go(0);
    },
    back: () => go(at - 1),
    forward: () => go(at + 1),
  };
}

/** The address of the app itself: a link out of an embed opens the whole page. */
function withoutQuery(address: string): string {
  const cut = address.indexOf('#');
  const page = (cut < 0 ? address : address.slice(0, cut)).split('?', 1)[0] ?? '';
  return cut < 0 ? page : page + address.slice(cut);
}

/** The same run, at its beginning. What cannot be read stays as it is, so that the screen says why. */
function atStart(address: string): string {
  const plain = withoutQuery(address);
  const cut = plain.indexOf('#');
  const { moment, notice } = arrivalOf(cut < 0 ? '' : plain.slice(cut));
  return notice ? plain : addressOf(plain, { scenario: moment.scenario });
}
