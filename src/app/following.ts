import type { AddressWriter } from './address-writer.ts';
import type { Player } from './compute.ts';

interface Heard {
  /** The cursor is at another stop. */
  onMoved: () => void;
  /** The first replay and what it led to have been seen, or were interrupted. */
  onSwept: () => void;
}

/** Hears how the player goes, and has the address written when it rests. */
export function followPlayer(player: Player, address: AddressWriter, heard: Heard): void {
  let hasSwept = false;
  let lastIndex = player.getSnapshot().context.index;
  player.subscribe(({ value, context }) => {
    if (context.index !== lastIndex) heard.onMoved();
    lastIndex = context.index;
    // At the end it stays calm, until more is asked for: the next question, or all tools.
    const isEnd = context.index === context.timeline.stops.length - 1;
    if (hasSwept && value === 'paused' && !isEnd) heard.onSwept();
    hasSwept = value === 'sweeping' || (hasSwept && value !== 'paused');
    address.cancel();
    if (value === 'paused') address.writeAtRest();
  });
}
