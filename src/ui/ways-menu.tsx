import { ChevronDown, Flame } from 'lucide-react';
import { useState, type ReactNode } from 'react';

/** One thing that a person did in this run. */
export interface DoneAct {
  index: number;
  text: string;
  /** The staircase shows it already. */
  isDrawn: boolean;
  /** Where it happened; absent: it found no place in this run. */
  step?: number;
  /** Why it found no place. */
  reason?: string;
}

export interface WaysProps {
  /** What the menu holds, drawn anew whenever it is opened. */
  draw: () => ReactNode;
}

export const WAYS_MENU = 'ways';

/** Everything that can fail besides the app, and everything that people can do from outside. */
export function WaysMenu(props: WaysProps & { isIcon: boolean }): ReactNode {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className={props.isIcon ? 'quiet icon ways' : 'quiet ways'}
        popoverTarget={WAYS_MENU}
        aria-label={props.isIcon ? 'More ways to fail' : undefined}
      >
        <Flame aria-hidden="true" size={props.isIcon ? 18 : 16} />
        {!props.isIcon && 'More ways to fail'}
        {!props.isIcon && <ChevronDown aria-hidden="true" size={16} />}
      </button>
      <div
        id={WAYS_MENU}
        popover="auto"
        className="samples ways-menu"
        role="group"
        aria-label="More ways to fail, at this moment"
        onToggle={(event) => setIsOpen(event.newState === 'open')}
      >
        {isOpen && props.draw()}
      </div>
    </>
  );
}
