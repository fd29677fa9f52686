import { isStopped } from './run.ts';
import type { Visit } from './visit.ts';

/** For a run that takes long to compute, such as one that never ends. */
export function stoppingOf(visit: Visit) {
  const { engine, run } = visit.around;
  run.subscribe((now, before) => {
    const { shown } = now;
    if (!shown || !before.isComputing || now.isComputing || !isStopped(shown)) return;
    const words = visit.around.drawing()?.stoppedWords(shown, visit.state.focus);
    if (words !== undefined) visit.toast(words);
  });
  return {
    /** It ends where it is. What is there stays, and so does the cursor. */
    stopComputing: () => engine.endHere(),
    /** Goes on with it. The engine begins anew, and what is on the screen stays until there is more. */
    computeMore: () => {
      const { shown } = run.getState();
      const { position } = visit.moment;
      if (!shown || !position || !isStopped(shown)) return;
      const moreThan = shown.trace.steps.length;
      visit.compute(shown.scenario, { to: { place: position }, next: 'pause', moreThan });
    },
  };
}
