import { useEffect, useRef, type RefObject } from 'react';
import {
  createCodeEditor,
  type CodeEditor,
  type CodeEditorInput,
  type CodeEditorListeners,
} from '../editor/code-editor.ts';

/** Puts a code editor into an element, and keeps it told. */
export function useCodeEditor(
  host: RefObject<HTMLElement | null>,
  input: CodeEditorInput,
  listeners: CodeEditorListeners,
): RefObject<CodeEditor | null> {
  const editor = useRef<CodeEditor>(null);
  const latest = useRef({ input, listeners });
  useEffect(() => {
    latest.current = { input, listeners };
    editor.current?.update(input);
  });
  useEffect(() => {
    if (!host.current) return undefined;
    const made = createCodeEditor(host.current, latest.current.input, {
      onText: (text) => latest.current.listeners.onText(text),
      onRun: () => latest.current.listeners.onRun(),
    });
    editor.current = made;
    if (hasKeyboardWaiting()) made.focus();
    return () => {
      made.destroy();
      editor.current = null;
    };
  }, [host]);
  return editor;
}

/**
 * The button that opened the editor went with the listing, and only the headline was left for the focus. It is the text's now;
 * on a phone that would bring up the keyboard before anybody has read anything.
 */
const hasKeyboardWaiting = (): boolean =>
  document.activeElement?.matches('h1.question') === true &&
  window.matchMedia('(pointer: fine)').matches;
