import type { EmbedOptions } from '../embed/options.ts';
import type { Session } from './session.ts';

/** One shortcut. Its words are in shortcut-words.ts: nobody needs them to press it. */
export interface Shortcut {
  /**
   * Values of `KeyboardEvent.key`; `Shift+` and `Mod+` (Ctrl or ⌘) stand before. Letters in lower case. Signs without
   * `Shift+`: what it takes to write one differs from keyboard to keyboard.
   */
  keys: readonly string[];
  /** True: also while single keys are switched off. */
  isAlways?: boolean;
  /** Not in somebody else's page: it opens something that is not there, or writes to the clipboard unasked. */
  isOnlyInPage?: boolean;
  /** Held down it happens once: who keeps the key must not crash and restart without end. */
  isOnce?: boolean;
  /** Edits the scenario: an embed may forbid it. */
  isAct?: boolean;
  /** `key`: what was written, as `keyOf` reads it. */
  run(session: Session, key: string): void;
}

export const SHORTCUTS: readonly Shortcut[] = [
  {
    keys: [' '],
    run: (session) => session.playOrPause(),
  },
  { keys: ['ArrowRight'], run: (session) => session.step() },
  { keys: ['ArrowLeft'], run: (session) => session.stepBack() },
  {
    keys: ['Shift+ArrowRight'],
    run: (session) => session.toWakeUp(1),
  },
  {
    keys: ['Shift+ArrowLeft'],
    run: (session) => session.toWakeUp(-1),
  },
  {
    keys: ['ArrowDown'],
    run: (session) => session.toRow(1),
  },
  {
    keys: ['ArrowUp'],
    run: (session) => session.toRow(-1),
  },
  {
    keys: ['PageDown'],
    isAct: true,
    isOnce: true,
    run: (session) => void session.remote('forward'),
  },
  {
    keys: ['PageUp'],
    isAct: true,
    run: (session) => void session.remote('back'),
  },
  // In an embed that must not crash, a remote only moves.
  {
    keys: ['n', 'PageDown'],
    run: (session) => session.toInteresting(1),
  },
  {
    keys: ['p', 'PageUp'],
    run: (session) => session.toInteresting(-1),
  },
  {
    keys: ['q'],
    isOnlyInPage: true,
    isOnce: true,
    run: (session) => void session.remote('nextQuestion'),
  },
  { keys: ['Home'], run: (session) => session.toStart() },
  { keys: ['End'], run: (session) => session.toEnd() },
  {
    keys: ['0', '1', '2', '3', '4'],
    run: (session, key) => session.answerLesson(Number(key) - 1),
  },
  {
    keys: ['x'],
    isAct: true,
    isOnce: true,
    run: (session) => session.crashOrRestart(),
  },
  {
    keys: ['f'],
    isOnlyInPage: true,
    run: pointAtLast,
  },
  {
    keys: ['d'],
    run: (session) => session.toDisagreement(),
  },
  {
    keys: ['w'],
    isOnlyInPage: true,
    run: (session) => session.toggleSidePane('wiring'),
  },
  {
    keys: ['t'],
    isOnlyInPage: true,
    run: (session) => session.toggleSidePane('transcript'),
  },
  {
    keys: ['g'],
    run: (session) => session.otherUnit(),
  },
  {
    keys: ['/'],
    isOnlyInPage: true,
    run: (session) => session.askSearch(),
  },
  // Brackets take AltGr on many keyboards, and Option on a Mac's: < and > stand on a key of their own there.
  {
    keys: ['[', '<'],
    run: (session) => session.otherSpeed('slower'),
  },
  {
    keys: [']', '>'],
    run: (session) => session.otherSpeed('faster'),
  },
  {
    keys: ['+', '='],
    isOnlyInPage: true,
    run: (session) => session.zoomStairs(1),
  },
  {
    keys: ['-', '_'],
    isOnlyInPage: true,
    run: (session) => session.zoomStairs(-1),
  },
  {
    keys: ['z', 'Mod+z'],
    isAct: true,
    run: (session) => session.undo(),
  },
  {
    keys: ['Shift+z', 'Mod+Shift+z'],
    isAct: true,
    run: (session) => session.redo(),
  },
  {
    keys: ['s'],
    isOnlyInPage: true,
    run: (session) => void session.share(),
  },
  {
    keys: ['Mod+k'],
    isAlways: true,
    isOnlyInPage: true,
    run: (session) => session.showDialog('palette'),
  },
  {
    keys: ['?'],
    isAlways: true,
    isOnlyInPage: true,
    run: (session) => session.showHelp(true),
  },
];

/** What the mouse is at, or has the focus, opens its own menu; where nothing does, it is that of the moment. */
function pointAtLast(session: Session): void {
  void import('./last-pointed.ts')
    .then(({ askForMenu }) => askForMenu(document))
    .catch(() => false)
    .then((isAsked) => isAsked || session.point());
}

/** The part of a key press that decides what it does. */
export interface KeyPress {
  key: string;
  /** Where the key is, named as on a US keyboard: `KeyX`, `Digit1`. */
  code: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  /** Something nearer to the key has used it already. */
  defaultPrevented: boolean;
  /** What has the focus. */
  focus: Focus;
  /** The run is playing: Space then pauses it, whatever has the focus. */
  isPlaying: boolean;
  /** A menu is open over the run: no key moves what is behind it. */
  isInMenu: boolean;
}

/**
 * `text`: typing goes there. `select`: nearly all keys choose in it. `slider` and `list`: arrows belong to it.
 * `button`: Enter presses it, and Space while nothing plays.
 * `scroller`: a part of the page that is scrolled with the keys for up and down.
 */
export type Focus = 'page' | 'text' | 'select' | 'slider' | 'list' | 'button' | 'scroller';

const OWN_KEYS: Record<Exclude<Focus, 'text' | 'select'>, readonly string[]> = {
  page: [],
  scroller: ['ArrowUp', 'ArrowDown'],
  button: [' ', 'Enter'],
  list: [' ', 'Enter', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'],
  // Page up and Page down are what a presenter's remote sends: they mean the same wherever the focus is.
  slider: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'],
};

/** A select is a field and keeps its keys; only a presenter remote works there as everywhere. */
const NOT_OF_SELECT: readonly string[] = ['PageUp', 'PageDown'];

function isOwnKey({ focus, isPlaying }: KeyPress, key: string): boolean {
  if (focus === 'text') return true;
  if (focus === 'select') return !NOT_OF_SELECT.includes(key);
  // After Restart the focus is on the same button, which is Crash again: who wants to pause must not crash.
  return OWN_KEYS[focus].includes(key) && !(isPlaying && key === ' ');
}

/**
 * What was written, in lower case. A letter of another script counts as the Latin one in its place, and the row of digits as
 * digits where they take Shift (French): what it writes there without Shift means nothing here.
 */
export function keyOf({
  key,
  code,
  shiftKey,
}: Pick<KeyPress, 'key' | 'code' | 'shiftKey'>): string {
  if (key.length > 1) return key;
  const place = /^(?:Key([A-Z])|Digit([0-4]))$/.exec(code);
  const letter = place?.[1];
  if (letter !== undefined && /\P{ASCII}/u.test(key)) return letter.toLowerCase();
  const digit = place?.[2];
  return digit !== undefined && !shiftKey && /[&é"'\p{L}]/u.test(key) ? digit : key.toLowerCase();
}

/** A sign or a digit. Shift, AltGr or Option may be needed to write it, and mean nothing more then. */
const isSign = (key: string): boolean => /^[^\p{L}\s]$/u.test(key);

/**
 * The shortcut that a key press means; undefined when the key belongs to what has the focus, or to the browser. `isHere`: whether it
 * does something in this page. The first that does is meant.
 */
export function shortcutFor(
  press: KeyPress,
  hasSingleKeys: boolean,
  isHere: (shortcut: Shortcut) => boolean = () => true,
): Shortcut | undefined {
  const key = keyOf(press);
  const isWritten = isSign(key);
  if (press.defaultPrevented || (press.altKey && !isWritten)) return undefined;
  // Windows reports AltGr as Ctrl and Alt.
  const isMod = press.metaKey || (press.ctrlKey && !press.altKey);
  if (isOwnKey(press, key)) return undefined;
  const name = `${isMod ? 'Mod+' : ''}${press.shiftKey && !isWritten ? 'Shift+' : ''}${key}`;
  const found = SHORTCUTS.find((shortcut) => shortcut.keys.includes(name) && isHere(shortcut));
  if (!found || found.isAlways) return found;
  return press.isInMenu || (!hasSingleKeys && !isMod && key.length === 1) ? undefined : found;
}

/** The shortcuts of an embed: those of its controls. Without controls the host page drives, and no key does anything. */
export const isForEmbed = (
  { isAct, isOnlyInPage }: Shortcut,
  { controls, canCrash }: EmbedOptions,
): boolean => controls !== 'none' && isOnlyInPage !== true && (isAct !== true || canCrash);

const TEXT_INPUTS = ['button', 'checkbox', 'radio', 'range', 'submit', 'reset', 'color', 'file'];

/** What has the focus inside of an element that hides its own tree, as the editor does. */
export function innermost(element: Element | null): Element | null {
  const inside = element?.shadowRoot?.activeElement;
  return inside ? innermost(inside) : element;
}

/** What kind of thing an element is to the keyboard. */
export function focusOf(element: Element | null): Focus {
  if (!element) return 'page';
  if (element instanceof HTMLInputElement) {
    if (element.type === 'range') return 'slider';
    return TEXT_INPUTS.includes(element.type) ? 'button' : 'text';
  }
  if (element instanceof HTMLSelectElement) return 'select';
  if (element instanceof HTMLTextAreaElement) return 'text';
  if (element instanceof HTMLElement && element.isContentEditable) return 'text';
  if (element.closest('[role="grid"], [role="tablist"], [role="listbox"], [role="menu"]'))
    return 'list';
  if (element.closest('button, a[href], summary')) return 'button';
  return element instanceof HTMLElement && element.tabIndex >= 0 ? 'scroller' : 'page';
}
