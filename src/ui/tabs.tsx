import type { KeyboardEvent, ReactNode } from 'react';

/** What the phone shows one at a time. */
export type Tab = 'code' | 'history' | 'staircase' | 'wiring' | 'transcript';

const names: Record<Tab, string> = {
  code: 'Code',
  history: 'History',
  staircase: 'Staircase',
  wiring: 'Wiring',
  transcript: 'Text',
};
const order: readonly Tab[] = ['code', 'history', 'staircase', 'wiring', 'transcript'];

/** Ids that tie a tab to its panel. */
export const panelIds: Record<Tab, string> = {
  code: 'process-panel',
  history: 'history-panel',
  staircase: 'staircase-panel',
  wiring: 'wiring-panel',
  transcript: 'transcript-panel',
};

export const tabIdOf = (tab: Tab): string => `tab-${tab}`;

/** The phone's tabs: arrow keys move between them. */
export function Tabs(props: {
  tabs: readonly Tab[];
  open: Tab;
  onOpen: (tab: Tab) => void;
}): ReactNode {
  const { tabs, open, onOpen } = props;
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    event.stopPropagation();
    const shown = order.filter((tab) => tabs.includes(tab));
    const next = shown[(shown.indexOf(open) + step + shown.length) % shown.length];
    if (!next) return;
    onOpen(next);
    const target = event.currentTarget.querySelector(`#${tabIdOf(next)}`);
    if (target instanceof HTMLElement) target.focus();
  };
  return (
    <div className="tabs" role="tablist" aria-label="What to show" onKeyDown={onKeyDown}>
      {order
        .filter((tab) => tabs.includes(tab))
        .map((tab) => (
          <button
            key={tab}
            id={tabIdOf(tab)}
            type="button"
            role="tab"
            className="tab"
            aria-selected={tab === open}
            aria-controls={tab === open ? panelIds[tab] : undefined}
            tabIndex={tab === open ? 0 : -1}
            onClick={() => onOpen(tab)}
          >
            {names[tab]}
          </button>
        ))}
    </div>
  );
}
