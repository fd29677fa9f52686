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
    return () => {
      made.destroy();
      editor.current = null;
    };
  }, [host]);
  return editor;
}
