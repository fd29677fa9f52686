import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { javascript, javascriptLanguage, typescriptLanguage } from '@codemirror/lang-javascript';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import {
  forEachDiagnostic,
  lintGutter,
  lintKeymap,
  setDiagnostics,
  type Diagnostic,
} from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { EditorState, Prec, type Extension, type Text } from '@codemirror/state';
import { EditorView, keymap, lineNumbers, tooltips } from '@codemirror/view';
import { completeContext } from './context-completion.ts';
import { compareWith, isSameMarks, lineMarks, showMarks, type LineMarks } from './editor-marks.ts';
import { editorTheme } from './editor-theme.ts';
import type { Finding, FindingFix } from './finding.ts';

export interface CodeEditorInput {
  /** The text that the page holds. It is put into the editor at the start, and whenever `revision` has changed. */
  text: string;
  revision: number;
  marks?: LineMarks;
  findings: readonly Finding[];
  /** The text whose changed lines are marked. */
  base?: string;
  /** Which SDK the program speaks, for completion. */
  facade: 'durabletask' | 'dapr';
  /** What the editor is called, for screen readers. */
  label: string;
}

export interface CodeEditorListeners {
  /** After every change by the person who types. */
  onText(text: string): void;
  /** Run now, without waiting. */
  onRun(): void;
}

/** A text editor that a page owns: told what to show, and tells what was typed. */
export interface CodeEditor {
  update(input: CodeEditorInput): void;
  /** Puts the cursor on a line, from 1, and the focus into the editor. */
  goTo(line: number, column: number): void;
  focus(): void;
  /** Puts a fix in, and the focus into the editor. */
  fix(fix: FindingFix): void;
  /** Puts the cursor on the next finding behind it, or again on the first, and the focus into the editor. */
  toNextFinding(): Pick<Finding, 'line' | 'column'>;
  destroy(): void;
}

const HINT =
  'Tab leaves the editor. Control or Command with ] and [ indents. Control or Command with Enter runs the code at once.';

/** Text that was put in by the page, not typed. */
const isFromPage = 'replayscope.page';

function toDiagnostics(doc: Text, findings: readonly Finding[]): Diagnostic[] {
  const offset = (line: number, column: number) => {
    const at = doc.line(Math.min(Math.max(line, 1), doc.lines));
    return Math.min(at.from + Math.max(column - 1, 0), at.to);
  };
  return findings.map((finding): Diagnostic => {
    const { line, column, endLine, endColumn, severity, message, code, fixes = [] } = finding;
    const from = offset(line, column);
    const to = endColumn === undefined ? from : offset(endLine ?? line, endColumn);
    const word = /^[\w$]+|^\S/.exec(doc.sliceString(from, doc.lineAt(from).to));
    return {
      from,
      to: Math.max(to, from + (word?.[0].length ?? 0)),
      severity,
      message,
      ...(code !== undefined && { source: code }),
      actions: fixes.map((fix) => ({
        name: fix.label,
        apply: (view: EditorView) => putIn(view, fix),
      })),
    };
  });
}

/** Puts a fix in, as one change that Undo takes back. A text that was changed meanwhile is looked at again soon. */
function putIn(view: EditorView, fix: FindingFix): void {
  if (view.state.doc.toString() !== fix.lookedAt) return;
  view.dispatch({ changes: [...fix.edits], userEvent: 'input.fix', scrollIntoView: true });
}

/** The smallest change that makes `text` of the document: the cursor keeps its place. */
function changeTo(doc: Text, text: string) {
  const old = doc.toString();
  let from = 0;
  const shortest = Math.min(old.length, text.length);
  while (from < shortest && old[from] === text[from]) from += 1;
  let behind = 0;
  while (behind < shortest - from && old.at(-1 - behind) === text.at(-1 - behind)) behind += 1;
  return { from, to: old.length - behind, insert: text.slice(from, text.length - behind) };
}

/**
 * Typing over a selection of several lines. Left to the browser, it would join the lines by itself and give what is left a style
 * attribute, which the content policy forbids.
 */
function typeOverLines(event: InputEvent, view: EditorView): boolean {
  const { main } = view.state.selection;
  const { inputType, data } = event;
  const isOneLine = view.state.doc.lineAt(main.from).to >= main.to;
  if (inputType !== 'insertText' || data === null || isOneLine) return false;
  event.preventDefault();
  const insert = () =>
    view.state.update(view.state.replaceSelection(data), {
      userEvent: 'input.type',
      scrollIntoView: true,
    });
  const handlers = view.state.facet(EditorView.inputHandler);
  if (!handlers.some((handle) => handle(view, main.from, main.to, data, insert)))
    view.dispatch(insert());
  return true;
}

/** Its words stand under the text already: the library's own step to the next one says them again, in a card over the text. */
function selectNextFinding(view: EditorView): void {
  const { to } = view.state.selection.main;
  const places: { anchor: number; head: number }[] = [];
  forEachDiagnostic(view.state, (_finding, anchor, head) => places.push({ anchor, head }));
  const selection = places.find(({ anchor }) => anchor > to) ?? places[0];
  if (selection) view.dispatch({ selection, scrollIntoView: true });
}

/** A card under the mouse must not lie over what stands above the text. In CSS pixels of the window. */
const underTheHead = (view: EditorView) => ({
  top: view.scrollDOM.getBoundingClientRect().top,
  left: 0,
  bottom: window.innerHeight,
  right: window.innerWidth,
});

function extensions(
  facadeOf: () => CodeEditorInput['facade'],
  label: string,
  listeners: CodeEditorListeners,
): Extension {
  const complete = completeContext(facadeOf);
  return [
    lineNumbers(),
    lintGutter(),
    tooltips({ tooltipSpace: underTheHead }),
    history(),
    indentUnit.of('  '),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    highlightSelectionMatches(),
    javascript({ typescript: true }),
    [javascriptLanguage, typescriptLanguage].map((language) =>
      language.data.of({ autocomplete: complete }),
    ),
    autocompletion({ icons: false, activateOnTyping: true }),
    lineMarks,
    editorTheme,
    EditorView.lineWrapping,
    // It has the focus by nature; said once more, tools that look for what scrolls know it too.
    EditorView.contentAttributes.of({
      'aria-label': label,
      'aria-describedby': 'hint',
      tabindex: '0',
    }),
    Prec.highest(
      keymap.of([
        {
          key: 'Mod-Enter',
          run: () => {
            listeners.onRun();
            return true;
          },
        },
      ]),
    ),
    EditorView.domEventHandlers({ beforeinput: typeOverLines }),
    keymap.of([
      ...closeBracketsKeymap,
      ...defaultKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...completionKeymap,
      ...lintKeymap,
    ]),
    EditorView.updateListener.of((update) => {
      const isTyped = update.transactions.some((each) => !each.isUserEvent(isFromPage));
      if (update.docChanged && isTyped) listeners.onText(update.state.doc.toString());
    }),
  ];
}

/**
 * Makes an editor inside of `host`. It lives in a shadow tree: there, CodeMirror puts its styles into constructed sheets, which the
 * content policy allows; in the page itself it would write <style> elements, which it does not.
 */
export function createCodeEditor(
  host: HTMLElement,
  first: CodeEditorInput,
  listeners: CodeEditorListeners,
): CodeEditor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  let input = first;
  const hint = document.createElement('p');
  hint.id = 'hint';
  hint.hidden = true;
  hint.textContent = HINT;
  const parent = document.createElement('div');
  parent.style.height = '100%';
  root.replaceChildren(parent, hint);
  const view = new EditorView({
    root,
    parent,
    state: EditorState.create({
      doc: first.text,
      extensions: extensions(() => input.facade, first.label, listeners),
    }),
  });
  const show = (before?: CodeEditorInput) => {
    const { marks, findings, base } = input;
    if (!before || before.base !== base) view.dispatch({ effects: compareWith(base) });
    if (!before || !isSameMarks(before.marks, marks)) view.dispatch({ effects: showMarks(marks) });
    if (!before || before.findings !== findings)
      view.dispatch(setDiagnostics(view.state, toDiagnostics(view.state.doc, findings)));
  };
  show();
  return {
    update: (next) => {
      const before = input;
      input = next;
      if (next.revision !== before.revision)
        view.dispatch({ changes: changeTo(view.state.doc, next.text), userEvent: isFromPage });
      show(before);
    },
    goTo: (line, column) => {
      const at = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
      const anchor = Math.min(at.from + column - 1, at.to);
      view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor) });
      view.focus();
    },
    focus: () => view.focus(),
    fix: (fix) => {
      putIn(view, fix);
      view.focus();
    },
    toNextFinding: () => {
      selectNextFinding(view);
      view.focus();
      const { from } = view.state.selection.main;
      const line = view.state.doc.lineAt(from);
      return { line: line.number, column: from - line.from + 1 };
    },
    destroy: () => view.destroy(),
  };
}
