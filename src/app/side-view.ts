import type { SideView } from '../link/panes.ts';
import type { Exploring } from './exploring.ts';
import type { Visit } from './visit.ts';

/** How each is opened. */
const OPEN: Record<SideView, (exploring: Exploring) => void> = {
  explore: (exploring) => exploring.show('crashes'),
  'deploy-check': (exploring) => exploring.show('deployment'),
};

/** Tells the address which side view is open, and opens the one that a link names when its run is whole. */
export function followSideViews(visit: Visit, exploring: Exploring): void {
  const { store, run } = visit.around;
  exploring.store.subscribe(({ isOpen, explorings }) => {
    const kind = explorings?.kind === 'deployment' ? 'deploy-check' : 'explore';
    const side = isOpen ? kind : undefined;
    if (side !== store.getState().side) visit.show({ side });
  });
  run.subscribe(({ shown, standing }) => {
    const { side, scenario } = store.getState();
    if (side === undefined || exploring.store.getState().isOpen) return;
    // Only what runs is run again: a stranger's code waits for leave.
    if (standing.kind !== 'ready' || shown?.scenario !== scenario || !shown.isComplete) return;
    OPEN[side](exploring);
  });
}
