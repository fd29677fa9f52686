import type { PublicState } from '../../src/app/public-state.ts';
import { CLOSE } from '../fixtures/scope.ts';
import { expect } from '../fixtures/watched-page.ts';
import type { Hands } from './hands.ts';

interface Spot {
  x: number;
  y: number;
}

/** The middle of an element, scrolled into view, or null: it is not there, or something lies over it. Runs in the page. */
const spotOf = (element: string) => `(() => {
  const found = ${element};
  if (!found || found.disabled) return null;
  found.scrollIntoView({ block: 'nearest' });
  const { x, y, width, height } = found.getBoundingClientRect();
  const spot = { x: x + width / 2, y: y + height / 2 };
  return found.contains(found.getRootNode().elementFromPoint(spot.x, spot.y)) ? spot : null;
})()`;

/** The first visible button whose name begins so. */
const buttonNamed = (name: string) => `(() => {
  const wanted = ${JSON.stringify(name)};
  const nameOf = (button) => (button.getAttribute('aria-label') ?? button.textContent).trim();
  return [...document.querySelectorAll('button')].find(
    (button) => nameOf(button).startsWith(wanted) && button.getClientRects().length > 0,
  );
})()`;

/** The first state that was written down and has these fields; else the last one, or null. */
const passedOf = (wanted: Partial<PublicState>) => `(() => {
  const wanted = Object.entries(${JSON.stringify(wanted)});
  const has = (state) => wanted.every(([name, value]) => state[name] === value);
  return window.passed.find(has) ?? window.passed.at(-1) ?? null;
})()`;

function fail(): never {
  throw new Error('It has gone.');
}

/** A person at any browser: what e2e/fixtures/scope.ts is for Playwright's own. */
export function visitor(hands: Hands) {
  const state = () =>
    hands.read<PublicState | null>('(window.replayscope && window.replayscope.state()) || null');
  return {
    state,
    press: (key: string) => hands.press(key),
    async until(wanted: Partial<PublicState>): Promise<PublicState> {
      // The state that was waited for: a page that plays has another one in the next moment.
      let reached: PublicState | null = null;
      await expect.poll(async () => (reached = await state()), CLOSE).toMatchObject(wanted);
      return reached ?? fail();
    },
    /**
     * Has the page write down every state from now on. What it answers with waits until one of them had these fields, however short
     * it was: a driver of another process looks but now and then.
     */
    async record(): Promise<(wanted: Partial<PublicState>) => Promise<void>> {
      await hands.read(
        '(() => { window.passed = []; window.replayscope.subscribe((state) => window.passed.push(state)); return true; })()',
      );
      return async (wanted) => {
        const look = () => hands.read<PublicState | null>(passedOf(wanted));
        await expect.poll(look, CLOSE).toMatchObject(wanted);
      };
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
      // At rest: what still moves is elsewhere when the click comes.
      let found: Spot | null = null;
      const isAtRest = async () => {
        const before = found;
        found = await spot();
        return found !== null && found.x === before?.x && found.y === before.y;
      };
      await expect.poll(isAtRest, { message: element, intervals: [60] }).toBe(true);
      const { x, y } = found ?? fail();
      await hands.click(x, y);
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
