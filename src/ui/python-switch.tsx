import { Copy } from 'lucide-react';
import type { ReactNode } from 'react';

/** Changes between the two languages, and hands the whole Python file on. */
export default function PythonSwitch(props: {
  isOn: boolean;
  onToggle: () => void;
  onCopy: (() => void) | undefined;
}): ReactNode {
  const { isOn, onToggle, onCopy } = props;
  return (
    <div className="python-switch">
      <button type="button" className="quiet small" aria-pressed={isOn} onClick={onToggle}>
        Read in Python
      </button>
      {isOn && onCopy && (
        <button type="button" className="quiet small" onClick={onCopy}>
          <Copy aria-hidden="true" size={14} />
          Copy the Python
        </button>
      )}
      {isOn && <p className="python-note">Shown in Python, run in JavaScript.</p>}
    </div>
  );
}
