import { addressOf } from '../address.ts';
import type { Visit } from '../visit.ts';
import type { exportActsOf } from './export-acts.ts';
import { Handing } from './handing.ts';

/** All ways to hand on what is on the screen. Each says that it did, or why it could not. */
export function shareActsOf(visit: Visit) {
  const handing = new Handing(visit);
  return {
    ...linkActs(handing),
    ...exports(handing),
    copyPython: (text: string) => handing.copy('The program in Python', text, 'Python copied.'),
  };
}

function linkActs(handing: Handing) {
  const { visit } = handing;
  const { bar } = visit.around;
  return {
    /** A link to the very moment on the screen. */
    share: () =>
      handing.copy(
        'Link to this moment',
        addressOf(bar.href, visit.moment),
        'Link copied. It opens this very moment.',
      ),
    shareStart: () =>
      handing.copy(
        'Link to the start',
        addressOf(bar.href, { scenario: visit.state.scenario, ...visit.end }),
        'Link copied. It opens this run at its start.',
      ),
    /** How long the link to this moment is, in characters: mail and chat programs cut long ones. */
    linkLength: (): number => {
      // The menu is open: what makes the other things to share is wanted next.
      void loadExports().catch(() => undefined);
      return addressOf(bar.href, visit.moment).length;
    },
  };
}

const loadExports = () => import('./export-acts.ts');

type Exports = ReturnType<typeof exportActsOf>;

/** Loads what makes pictures, files and texts of the run when one of them is wanted. */
function exports(handing: Handing): { [Act in keyof Exports]: () => Promise<void> } {
  const later = (act: keyof Exports) => async () => {
    try {
      const { exportActsOf } = await loadExports();
      await exportActsOf(handing)[act]();
    } catch {
      handing.visit.toast('This part of the app could not be loaded. Look at the connection.');
    }
  };
  return {
    shareSvg: later('shareSvg'),
    sharePng: later('sharePng'),
    shareFile: later('shareFile'),
    shareTest: later('shareTest'),
    shareMarkdown: later('shareMarkdown'),
    shareMermaid: later('shareMermaid'),
  };
}
