/** As long as Android and the desktop wait. Milliseconds. */
const HOLD_MS = 500;
/** A finger that goes further scrolls or drags. CSS pixels. */
const STILL = 10;

/**
 * Press-and-hold asks for the menu of the thing under the finger. Android asks by itself; iOS tells a page nothing of it
 * (WebKit has no `contextmenu` for touch), so this waits and asks with the same event. Until `signal` is aborted. `down`: the touch that
 * is going on already.
 */
export function askOnHold(page: Document, signal: AbortSignal, down?: PointerEvent): void {
  const first = { capture: true, signal };
  let held: { x: number; y: number; timer: ReturnType<typeof setTimeout> } | undefined;
  // The menu is open, and the finger that asked for it is still down.
  let isAsked = false;
  const letGo = () => {
    clearTimeout(held?.timer);
    held = undefined;
  };
  const swallow = (event: Event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  const begin = ({ pointerType, isPrimary, target, clientX, clientY }: PointerEvent) => {
    letGo();
    isAsked = false;
    if (pointerType !== 'touch' || !isPrimary || !target) return;
    const menu = { bubbles: true, cancelable: true, clientX, clientY };
    const timer = setTimeout(() => {
      isAsked = !target.dispatchEvent(new MouseEvent('contextmenu', menu));
    }, HOLD_MS);
    held = { x: clientX, y: clientY, timer };
  };
  if (down) begin(down);
  page.addEventListener('pointerdown', begin, first);
  page.addEventListener(
    'pointermove',
    ({ clientX, clientY }) => {
      if (held && Math.hypot(clientX - held.x, clientY - held.y) > STILL) letGo();
    },
    first,
  );
  page.addEventListener('pointerup', letGo, first);
  // The browser scrolls.
  page.addEventListener('pointercancel', letGo, first);
  signal.addEventListener('abort', letGo);
  page.addEventListener(
    'contextmenu',
    (event) => {
      if (!event.isTrusted) return;
      letGo();
      // The browser's own comes after ours.
      if (isAsked) swallow(event);
    },
    first,
  );
  page.addEventListener(
    'click',
    (event) => {
      if (!isAsked) return;
      isAsked = false;
      swallow(event);
    },
    first,
  );
}
