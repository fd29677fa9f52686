import type { Visit } from './visit.ts';

/**
 * Says why a press does nothing while no run, or only that before the last act, is on the screen: it belongs to a picture that is
 * about to go. The words go with their reason.
 */
export function sayNotYet(visit: Visit): void {
  const { run } = visit.around;
  const isThere = () => run.getState().shown?.scenario === visit.state.scenario;
  const { standing } = run.getState();
  switch (standing.kind) {
    case 'asking':
      visit.toast('This code waits for your word. Nothing of it has run yet.');
      return;
    case 'problem':
      visit.toast('This program can’t run here, so nothing can be done in it.');
      return;
    case 'loading':
    case 'ready':
      break;
  }
  if (isThere()) {
    visit.toast('The run was still being computed. Press again.');
    return;
  }
  const said = 'Still computing. Press again when the run is on the screen.';
  visit.toast(said);
  const forget = run.subscribe(() => {
    if (!isThere()) return;
    forget();
    if (visit.state.toast === said) visit.set({ toast: undefined });
  });
}
