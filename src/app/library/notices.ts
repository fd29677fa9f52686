import type { Notice } from '../../ui/screen-state.ts';
import type { AppState } from '../store.ts';

/** What the messages do to the page. */
interface Page {
  set(change: Partial<AppState>): void;
  toast(text: string): void;
}

type Failure = 'full' | 'refused';

/** Under the editor. */
export const UNABLE_TO_TYPE: Record<Failure, string> = {
  full: 'This device is full, so your code is not kept. Save it as a file.',
  refused: 'This browser keeps nothing here. Save your code as a file before you leave.',
};

const UNABLE: Record<Failure, string> = {
  full: 'This device is full, so what you do is not kept. It is lost when you close the page.',
  refused:
    'This browser does not let the page keep what you do. It is lost when you close the page.',
};

/** Above the page: nothing can be kept, but it can be taken away as a file. */
export const unableNotice = (reason: Failure, saveFile: () => void): Notice => ({
  tone: 'warning',
  text: UNABLE[reason],
  action: { label: 'Save this scenario as a file', onPress: saveFile },
});

/** Another tab works on the same scenario. Until the person chooses, nothing of either is overwritten. */
export const elsewhereNotice = (
  work: { copy(): void },
  page: Page,
  openTheirs: () => void,
): Notice => ({
  tone: 'warning',
  text: 'You have changed this scenario in another tab.',
  action: {
    label: 'Keep both',
    onPress: () => {
      page.set({ notice: undefined });
      work.copy();
      page.toast('Both are kept. This one is a copy now.');
    },
  },
  other: { label: 'Show that one here', onPress: openTheirs },
});

/** Both tabs have changed it, so there are two now. */
export const bothNotice = (name: string, page: Page): Notice => ({
  tone: 'info',
  text: `Another tab has changed this scenario, too. Both are kept: this one is “${name}” now.`,
  action: {
    label: 'My scenarios',
    onPress: () => page.set({ notice: undefined, isLibraryOpen: true }),
  },
});

/** The page has gone on where the person was. */
export const resumedNotice = (name: string | undefined, onStartAgain: () => void): Notice => ({
  tone: 'info',
  text:
    name === undefined
      ? 'This is where you were the last time.'
      : `This is where you were the last time: “${name}”.`,
  action: { label: 'Start again', onPress: onStartAgain },
});
