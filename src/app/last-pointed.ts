let last: { clientX: number; clientY: number } | undefined;

/** Follows the mouse, until the keyboard or the focus moves on: what a person used last is what they mean. */
export function watchMouse(page: Document): void {
  const forget = () => (last = undefined);
  page.addEventListener('pointermove', ({ pointerType, clientX, clientY }) => {
    if (pointerType === 'mouse') last = { clientX, clientY };
  });
  page.addEventListener('focusin', forget);
  page.addEventListener('keydown', ({ key }) => key.toLowerCase() !== 'f' && forget(), true);
}

/**
 * Asks for the menu of what a person last pointed at, as a right click does there; else of what has the focus. False: neither has one.
 * What is under the mouse changes while that rests, so it is looked up now.
 */
export function askForMenu(page: Document): boolean {
  const ask = (at: Element | null, where = {}): boolean =>
    at?.dispatchEvent(
      new MouseEvent('contextmenu', { bubbles: true, cancelable: true, ...where }),
    ) === false;
  const isAsked = last && ask(page.elementFromPoint(last.clientX, last.clientY), last);
  return isAsked === true || ask(page.activeElement);
}
