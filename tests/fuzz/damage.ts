import type { HistoryEvent } from '../../src/engine/history.ts';
import type { Draws } from './world.ts';

/** A history that no sidecar would send: events lost, doubled, swapped, renumbered, renamed. The list itself stays as it is. */
export function damaged(events: readonly HistoryEvent[], draws: Draws): HistoryEvent[] {
  const copy = [...events];
  if (copy.length === 0) return copy;
  const at = draws.next(copy.length);
  const [event] = copy.slice(at, at + 1);
  if (!event) return copy;
  switch (draws.next(6)) {
    case 0:
      copy.splice(at, 1);
      break;
    case 1:
      copy.splice(at, 0, event);
      break;
    case 2:
      copy.splice(at, 2, ...copy.slice(at, at + 2).reverse());
      break;
    case 3:
      copy[at] = { ...event, id: event.id + 1 - 2 * draws.next(2) };
      break;
    case 4:
      copy[at] = renamed(event);
      break;
    case 5:
      copy.push(...copy.splice(at, 1));
      break;
  }
  return copy;
}

function renamed(event: HistoryEvent): HistoryEvent {
  if (event.type === 'EventSent') return { ...event, instanceId: 'wf-99' };
  if ('name' in event) return { ...event, name: 'damaged' };
  if ('taskScheduledId' in event) return { ...event, taskScheduledId: event.taskScheduledId + 1 };
  if ('timerId' in event) return { ...event, timerId: event.timerId + 1 };
  return event;
}
