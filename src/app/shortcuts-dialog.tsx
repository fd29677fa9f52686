import type { ReactNode } from 'react';
import { Dialog } from './dialog.tsx';
import { SHORTCUTS } from './keyboard.ts';
import { wordsOf } from './shortcut-words.ts';

/** The list of all shortcuts, and before it the switch for single keys: it gets the focus, and the list opens at its start. */
export default function ShortcutsDialog(props: {
  hasKeys: boolean;
  onKeys: (hasKeys: boolean) => void;
  onClose: () => void;
}): ReactNode {
  return (
    <Dialog title="Keyboard shortcuts" onClose={props.onClose}>
      <label className="dialog-choice">
        <input
          type="checkbox"
          checked={props.hasKeys}
          onChange={(event) => props.onKeys(event.currentTarget.checked)}
        />{' '}
        Single letters are shortcuts
      </label>
      <dl className="shortcuts">
        {SHORTCUTS.map(wordsOf).map(({ shown, does }) => (
          <div key={shown}>
            <dt>
              {shown.split(', ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
