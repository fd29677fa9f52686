import { useEffect, useId, useRef, type ReactNode } from 'react';

/** A modal dialog. The browser keeps the focus in it, closes it on Escape, and gives the focus back. */
export function Dialog(props: {
  title: string;
  onClose: () => void;
  children: ReactNode;
}): ReactNode {
  const { title, onClose, children } = props;
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
      {children}
      <button type="button" className="quiet dialog-close" onClick={() => ref.current?.close()}>
        Close
      </button>
    </dialog>
  );
}
