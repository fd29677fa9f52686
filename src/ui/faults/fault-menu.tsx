import { X } from 'lucide-react';
import { useId, useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import type { Anchor } from './pointing.ts';
import '../dialog.css';
import './fault-menu.css';

/** One fault that can be placed, or why not. */
export interface FaultChoice {
  id: string;
  name: string;
  about: string;
  /** Why it is impossible; absent: it can be chosen. */
  reason?: string;
  onChoose: () => void;
}

/** Faults of one party at one thing. */
export interface FaultSection {
  title: string;
  choices: readonly FaultChoice[];
}

const EDGE = 8;

/** Beside the thing, and whole on the screen. On a phone the style sheet puts it at the lower edge. */
function place(dialog: HTMLDialogElement, anchor: Anchor | undefined): void {
  const { innerWidth, innerHeight } = window;
  const { offsetWidth: width, offsetHeight: height } = dialog;
  const { left, top, bottom } = anchor ?? {
    left: (innerWidth - width) / 2,
    top: innerHeight,
    bottom: (innerHeight - height) / 2,
  };
  const isBelow = bottom + height + EDGE <= innerHeight;
  const wanted = isBelow ? bottom + 2 : top - height - 2;
  const within = (at: number, most: number) => Math.max(EDGE, Math.min(at, most - EDGE));
  dialog.style.setProperty('--menu-left', `${within(left, innerWidth - width)}px`);
  dialog.style.setProperty('--menu-top', `${within(wanted, innerHeight - height)}px`);
}

function Item({ choice, onDone }: { choice: FaultChoice; onDone: () => void }): ReactNode {
  const { name, about, reason, onChoose } = choice;
  return (
    <button
      type="button"
      role="menuitem"
      className="fault"
      tabIndex={-1}
      // Not `disabled`: the reason has to be heard and read.
      aria-disabled={reason !== undefined}
      onClick={() => {
        if (reason !== undefined) return;
        onDone();
        onChoose();
      }}
    >
      <span className="fault-name">{name}</span>
      <span className="fault-about">{reason ?? about}</span>
    </button>
  );
}

/** The item that a key leads to from item `at` of `count`; undefined for other keys. */
function itemAfterKey(key: string, at: number, count: number): number | undefined {
  if (key === 'ArrowDown') return (at + 1) % count;
  if (key === 'ArrowUp') return (at + count - 1) % count;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : undefined;
}

function walk(event: KeyboardEvent<HTMLElement>): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="menuitem"]')];
  const at = items.findIndex((item) => item === document.activeElement);
  const next = itemAfterKey(event.key, at, items.length);
  if (next === undefined) return;
  event.preventDefault();
  items[next]?.focus();
}

/** What can fail at the thing that was pointed at. The browser keeps the focus in it, and gives it back. */
export function FaultMenu(props: {
  /** `What can fail at event 5` */
  title: string;
  sections: readonly FaultSection[];
  anchor: Anchor | undefined;
  /** Said where there is nothing to choose. */
  none?: string;
  onClose: () => void;
}): ReactNode {
  const { title, sections, anchor, none, onClose } = props;
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    if (!dialog.open) dialog.showModal();
    place(dialog, anchor);
    // Without an item the dialog itself has put the focus on its button.
    dialog.querySelector<HTMLElement>('[role="menuitem"]')?.focus();
    return () => dialog.close();
  }, [anchor]);
  const close = () => ref.current?.close();
  return (
    <dialog
      ref={ref}
      className="fault-menu"
      aria-labelledby={`${id}-title`}
      onClose={onClose}
      onPointerDown={(event) => {
        // A press beside it. What lies in it has a target of its own.
        if (event.target === ref.current) close();
      }}
    >
      <div className="fault-menu-box">
        <header className="fault-head">
          <h2 id={`${id}-title`}>{title}</h2>
          <button type="button" className="quiet icon" aria-label="Close" onClick={close}>
            <X aria-hidden="true" size={16} />
          </button>
        </header>
        {sections.length === 0 ? (
          <p className="fault-none">{none ?? 'Nothing can fail here in this run.'}</p>
        ) : (
          <div role="menu" tabIndex={-1} aria-labelledby={`${id}-title`} onKeyDown={walk}>
            {sections.map((section, index) => (
              <div key={section.title} role="group" aria-labelledby={`${id}-${index}`}>
                <div className="part-title" role="presentation" id={`${id}-${index}`}>
                  {section.title}
                </div>
                {section.choices.map((choice) => (
                  <Item key={choice.id} choice={choice} onDone={close} />
                ))}
              </div>
            ))}
          </div>
        )}
      </div>
    </dialog>
  );
}
