import { useEffect, useId, useRef, type ReactNode } from 'react';
import './shell.css';

/** A modal dialog. The browser keeps the focus in it, closes it on Escape, and gives the focus back. */
export function Dialog(props: {
  title: string;
  onClose: () => void;
  /** It may be longer than the screen: it can be closed at its head, too. */
  isLong?: boolean;
  children: ReactNode;
}): ReactNode {
  const { title, onClose, isLong, children } = props;
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog || dialog.open) return;
    dialog.showModal();
    return () => dialog.close();
  }, []);
  return (
    <dialog ref={ref} aria-labelledby={titleId} onClose={onClose}>
      <h2 id={titleId}>{title}</h2>
      {isLong && (
        <button
          type="button"
          className="quiet icon dialog-close-head"
          aria-label="Close"
          title="Close"
          onClick={() => ref.current?.close()}
        >
          ✕
        </button>
      )}
      {children}
      <button type="button" className="quiet dialog-close" onClick={() => ref.current?.close()}>
        Close
      </button>
    </dialog>
  );
}
