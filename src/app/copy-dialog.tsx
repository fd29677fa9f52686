import type { FocusEvent, ReactNode } from 'react';
import { Dialog } from './dialog.tsx';

/** Shown when the browser does not let the page copy. */
export default function CopyDialog(props: {
  title: string;
  text: string;
  onClose: () => void;
}): ReactNode {
  const { title, text } = props;
  const select = (event: FocusEvent<HTMLTextAreaElement>) => event.currentTarget.select();
  return (
    <Dialog title={title} onClose={props.onClose}>
      <p>Your browser does not let this page copy. Copy the text from here.</p>
      <textarea readOnly rows={6} value={text} aria-label={title} onFocus={select} />
    </Dialog>
  );
}
