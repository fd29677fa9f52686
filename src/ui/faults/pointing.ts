import { createContext, use, type MouseEvent } from 'react';
import type { HistoryEvent } from '../../engine/history.ts';

/** What a person points at, in the run and at the moment that are on the screen. */
export type Pointed =
  /** An event of the history, by its number. */
  | { is: 'event'; number: number }
  /** A message in the inbox. */
  | { is: 'message'; number: number; event: HistoryEvent }
  /** An activity that is running, by its task ID. */
  | { is: 'activity'; task: number; name: string }
  | { is: 'line'; line: number }
  /** A cell of the staircase: its moment, and the number of its event; a fold of several has none. */
  | { is: 'cell'; step: number; beat: number; number?: number };

/** Where the menu opens: beside this. */
export type Anchor = Pick<DOMRect, 'left' | 'top' | 'bottom'>;

export type Point = (pointed: Pointed, anchor: Anchor) => void;

/** Opens the menu of what can fail at a thing. Undefined where nothing may be placed: the first minute, an embed. */
export const PointingContext = createContext<Point | undefined>(undefined);

/** A key has no place on the screen: then the menu opens beside the thing itself. */
export function anchorOf(event: MouseEvent): Anchor {
  const { clientX: left, clientY: top } = event;
  return left > 0 || top > 0
    ? { left, top, bottom: top }
    : event.currentTarget.getBoundingClientRect();
}

/** Right click, press-and-hold and the menu key open the menu, too. */
export function usePointMenu(pointed: Pointed | undefined): {
  onContextMenu?: (event: MouseEvent) => void;
} {
  const point = use(PointingContext);
  if (!point || !pointed) return {};
  return {
    onContextMenu: (event) => {
      // Text that was selected is to be copied.
      if (event.button === 2 && window.getSelection()?.isCollapsed === false) return;
      event.preventDefault();
      event.stopPropagation();
      point(pointed, anchorOf(event));
    },
  };
}
