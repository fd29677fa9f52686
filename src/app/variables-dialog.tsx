import { useState, type ReactNode } from 'react';
import { Dialog } from './dialog.tsx';

const linesOf = (variables: Readonly<Record<string, string>>): string =>
  Object.entries(variables)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n');

/** Reads one variable a line. A line that is none is answered as the problem that it is. */
export function readVariables(
  text: string,
): { ok: true; variables: Record<string, string> } | { ok: false; problem: string } {
  const variables: Record<string, string> = {};
  for (const line of text.split('\n').map((each) => each.trim())) {
    if (line === '') continue;
    const match = /^([A-Za-z_][A-Za-z0-9_]{0,99})=(.{0,4096})$/.exec(line);
    const [, name = '', value = ''] = match ?? [];
    if (!match || ['__proto__', 'constructor', 'prototype'].includes(name))
      return { ok: false, problem: `“${line.slice(0, 60)}” is not a variable. Write NAME=value.` };
    variables[name] = value;
  }
  return { ok: true, variables };
}

/** Asks for the variables of the next app run, and starts it with them. */
export default function VariablesDialog(props: {
  variables: Readonly<Record<string, string>>;
  onRestart: (variables: Record<string, string>) => void;
  onClose: () => void;
}): ReactNode {
  const [text, setText] = useState(() => linesOf(props.variables));
  const reading = readVariables(text);
  return (
    <Dialog title="Restart with other variables" onClose={props.onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!reading.ok) return;
          props.onRestart(reading.variables);
          props.onClose();
        }}
      >
        <p>What the code reads as process.env in the next app run. One line each, NAME=value.</p>
        <textarea
          rows={5}
          value={text}
          aria-label="Variables of the next app run"
          aria-invalid={!reading.ok}
          placeholder="PROCESSING_MODE=fast"
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <p role="status">{reading.ok ? '' : reading.problem}</p>
        <button type="submit" className="quiet" aria-disabled={!reading.ok}>
          Restart
        </button>
      </form>
    </Dialog>
  );
}
