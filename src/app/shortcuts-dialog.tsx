import type { ReactNode } from 'react';
import { Dialog } from './dialog.tsx';
import { SHORTCUTS } from './keyboard.ts';

/** The list of all shortcuts, and the switch for single keys. */
export default function ShortcutsDialog(props: {
  hasKeys: boolean;
  onKeys: (hasKeys: boolean) => void;
  onClose: () => void;
}): ReactNode {
  return (
    <Dialog title="Keyboard shortcuts" onClose={props.onClose}>
      <table className="shortcuts">
        <tbody>
          {SHORTCUTS.map((shortcut) => (
            <tr key={shortcut.shown}>
              <td>
                {shortcut.shown.split(', ').map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </td>
              <td>{shortcut.does}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <label className="dialog-choice">
        <input
          type="checkbox"
          checked={props.hasKeys}
          onChange={(event) => props.onKeys(event.currentTarget.checked)}
        />{' '}
        Single letters are shortcuts
      </label>
    </Dialog>
  );
}
