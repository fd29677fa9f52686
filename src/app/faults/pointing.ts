import type { Anchor, Pointed } from '../../ui/faults/pointing.ts';
import type { Visit } from '../visit.ts';

/** Opens the menu of what can fail there; without a place, of what can fail at this moment. */
export const pointing = (visit: Visit) => (at?: Pointed, anchor?: Anchor) => {
  visit.move({ type: 'PAUSE' });
  visit.set({ dialog: 'faults', pointed: at && anchor && { at, anchor } });
};
