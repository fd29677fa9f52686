import { useId, useRef, useState, type ReactNode } from 'react';
import { samples } from '../samples/outlines.ts';
import { Dialog } from '../dialog.tsx';
import type { Session } from '../session.ts';
import { openSample } from './opening.ts';

/** Pasting, and choosing a file. */
function BringIn({ session, onDone }: { session: Session; onDone: () => void }): ReactNode {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string>();
  const file = useRef<HTMLInputElement>(null);
  const id = useId();
  const run = async () => {
    const refusal = await session.ownCode.openText(text);
    setProblem(refusal);
    if (refusal === undefined) onDone();
  };
  const openFile = (chosen: File | undefined) => {
    if (!chosen) return;
    onDone();
    void session.openFiles([chosen]);
  };
  return (
    <form
      className="own-code"
      onSubmit={(event) => {
        event.preventDefault();
        void run();
      }}
    >
      <label htmlFor={id}>
        Paste a file with a workflow and its activities. Files for @dapr/dapr and
        @microsoft/durabletask-js run as they are.
      </label>
      <textarea
        id={id}
        spellCheck={false}
        value={text}
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-problem`}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <p id={`${id}-problem`} className="own-problem" role="alert">
        {problem}
      </p>
      <div className="own-ways">
        <button type="submit" className="quiet main-choice">
          Run this code
        </button>
        <button type="button" className="quiet" onClick={() => file.current?.click()}>
          Open a file…
        </button>
        <input
          ref={file}
          type="file"
          hidden
          aria-label="A file with code, or a scenario"
          accept=".ts,.js,.mts,.mjs,.json,text/typescript,text/javascript,application/json"
          onChange={(event) => openFile(event.currentTarget.files?.[0])}
        />
        <span className="own-drop">or drop a file anywhere on the page</span>
      </div>
    </form>
  );
}

/** The ways to bring in a program of one's own. */
export default function OwnCodeDialog({ session }: { session: Session }): ReactNode {
  const close = () => session.showOwnCode(false);
  return (
    <Dialog title="Your own code" onClose={close}>
      <BringIn session={session} onDone={close} />
      <section className="own-else">
        <button
          type="button"
          className="quiet"
          onClick={() => {
            close();
            session.library.show(true);
          }}
        >
          My scenarios
        </button>
        <details>
          <summary>Start from a sample</summary>
          <div className="own-samples">
            {samples.map(({ id, name }) => (
              <button
                key={id}
                type="button"
                className="quiet small"
                onClick={() => {
                  close();
                  openSample(session.visit, session.editor, id);
                }}
              >
                {name}
              </button>
            ))}
          </div>
        </details>
      </section>
    </Dialog>
  );
}
