import type { PublicState } from '../../src/app/public-state.ts';
import { expect } from '../fixtures/watched-page.ts';
import type { Hands } from './hands.ts';

interface Spot {
  x: number;
  y: number;
}

/** The middle of an element, scrolled into view, or null. Runs in the page. */
const spotOf = (element: string) => `(() => {
  const found = ${element};
  if (!found || found.disabled) return null;
  found.scrollIntoView({ block: 'nearest' });
  const { x, y, width, height } = found.getBoundingClientRect();
  return { x: x + width / 2, y: y + height / 2 };
})()`;

/** The first visible button whose name begins so. */
const buttonNamed = (name: string) => `(() => {
  const wanted = ${JSON.stringify(name)};
  const nameOf = (button) => (button.getAttribute('aria-label') ?? button.textContent).trim();
  return [...document.querySelectorAll('button')].find(
    (button) => nameOf(button).startsWith(wanted) && button.getClientRects().length > 0,
  );
})()`;

/** A person at any browser: what e2e/fixtures/scope.ts is for Playwright's own. */
export function visitor(hands: Hands) {
  const state = () =>
    hands.read<PublicState | null>('(window.replayscope && window.replayscope.state()) || null');
  return {
    state,
    press: (key: string) => hands.press(key),
    async until(wanted: Partial<PublicState>): Promise<PublicState> {
      await expect.poll(state).toMatchObject(wanted);
      const reached = await state();
      if (reached === null) throw new Error('The page shows no run any more.');
      return reached;
    },
    async openOnly(address: string): Promise<void> {
      // A change of the fragment alone would not load the page.
      await hands.open('about:blank');
      await hands.open(address);
    },
    /** Opens an address, and waits until its run is on the screen. */
    async open(address: string): Promise<PublicState> {
      await this.openOnly(address);
      await expect.poll(state).not.toBeNull();
      return this.until({});
    },
    /** Clicks in the middle of an element, which is an expression of the page. */
    async clickAt(element: string): Promise<void> {
      const spot = () => hands.read<Spot | null>(spotOf(element));
      await expect.poll(spot, { message: element }).not.toBeNull();
      const found = await spot();
      if (found === null) throw new Error(`It has gone: ${element}`);
      await hands.click(found.x, found.y);
    },
    /** Presses the button whose name begins so. */
    click(name: string): Promise<void> {
      return this.clickAt(buttonNamed(name));
    },
    /** Waits for words on the screen. */
    async sees(words: string): Promise<void> {
      await expect.poll(() => hands.read<string>('document.body.innerText')).toContain(words);
    },
  };
}

export type Visitor = ReturnType<typeof visitor>;
