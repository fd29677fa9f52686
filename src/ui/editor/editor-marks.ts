import { Chunk } from '@codemirror/merge';
import { StateEffect, StateField, Text, type EditorState, type Extension } from '@codemirror/state';
import { Decoration, EditorView, WidgetType, type DecorationSet } from '@codemirror/view';
import { VERDICTS } from '../../trace/verdict.ts';
import type { Chip, LineVerdict, Mode } from '../../view/frame.ts';

/** What is known about the lines of the text. Lines count from 1, in `source`. */
export interface LineMarks {
  /** The text that is running: the lines below are lines of it. */
  source: string;
  line?: number;
  mode?: Mode;
  apartLine?: number;
  /** No engine reports what is at `apartLine`: another colour, as loud. */
  isSilent?: boolean;
  chips: readonly Chip[];
  verdicts?: readonly LineVerdict[];
}

/** A note behind a line: what happens there, or what comes of it. */
interface Note {
  line: number;
  text: string;
  tone: Chip['tone'] | LineVerdict['verdict'];
  why?: string;
}

const notesOf = ({ chips, verdicts = [] }: LineMarks): Note[] => [
  ...chips.map(({ line, text, tone }) => ({
    line,
    text: tone === 'again' ? `↩ ${text}` : text,
    tone,
  })),
  ...verdicts.map(({ line, verdict, why }) => {
    const { sign, word } = VERDICTS[verdict];
    return { line, text: `${sign} ${word}`, tone: verdict, why };
  }),
];

/** Between two stops of a run nothing changes that is marked. */
export function isSameMarks(a: LineMarks | undefined, b: LineMarks | undefined): boolean {
  if (a === b || !a || !b) return a === b;
  return (
    a.source === b.source &&
    a.line === b.line &&
    a.mode === b.mode &&
    a.apartLine === b.apartLine &&
    a.isSilent === b.isSilent &&
    isSameNotes(notesOf(a), notesOf(b))
  );
}

const isSameNotes = (a: readonly Note[], b: readonly Note[]): boolean =>
  a.length === b.length &&
  a.every((note, index) => note.line === b[index]?.line && isSameNote(note, b[index]));

const isSameNote = (a: Note, b: Note): boolean =>
  a.text === b.text && a.tone === b.tone && a.why === b.why;

class NoteWidget extends WidgetType {
  constructor(private readonly note: Note) {
    super();
  }

  override eq(other: NoteWidget): boolean {
    return isSameNote(this.note, other.note);
  }

  override toDOM(): HTMLElement {
    const { tone, text, why } = this.note;
    const element = document.createElement('span');
    element.className = 'cm-chip';
    element.dataset.tone = tone;
    element.textContent = text;
    if (why !== undefined) element.title = why;
    return element;
  }
}

const setMarks = StateEffect.define<LineMarks | undefined>();
const setBase = StateEffect.define<string | undefined>();

/** Shows where the run stands. The marks move with the text as it is typed. */
export const showMarks = (marks: LineMarks | undefined) => setMarks.of(marks);

/** Marks the lines that differ from another text (version 1), or none. */
export const compareWith = (base: string | undefined) => setBase.of(base);

/**
 * The line of `text` that is line `line` of `source`. Undefined when it was changed: only lines before the first and behind
 * the last difference are known again.
 */
export function sameLine(source: string, text: string, line: number): number | undefined {
  if (source === text) return line;
  const from = source.split('\n');
  const to = text.split('\n');
  let before = 0;
  while (before < from.length && from[before] === to[before]) before += 1;
  if (line <= before) return line;
  const longest = Math.min(from.length, to.length) - before;
  let behind = 0;
  while (behind < longest && from[from.length - 1 - behind] === to[to.length - 1 - behind])
    behind += 1;
  return line > from.length - behind ? line + to.length - from.length : undefined;
}

const lineMark = (name: string) => Decoration.line({ class: `cm-mark-${name}` });

function marksIn(state: EditorState, marks: LineMarks | undefined): DecorationSet {
  if (!marks) return Decoration.none;
  const text = state.doc.toString();
  const lineAt = (line: number | undefined) => {
    const here = line === undefined ? undefined : sameLine(marks.source, text, line);
    return here !== undefined && here <= state.doc.lines ? state.doc.line(here) : undefined;
  };
  const running = marks.line === marks.apartLine ? undefined : lineAt(marks.line);
  const apart = lineAt(marks.apartLine);
  const notes = notesOf(marks).flatMap((note) => {
    const line = lineAt(note.line);
    return line ? [{ note, at: line.to }] : [];
  });
  return Decoration.set(
    [
      ...(running && marks.mode ? [lineMark(marks.mode).range(running.from)] : []),
      ...(apart ? [lineMark(marks.isSilent === true ? 'silent' : 'apart').range(apart.from)] : []),
      ...notes.map(({ note, at }) =>
        Decoration.widget({ widget: new NoteWidget(note), side: 1 }).range(at),
      ),
    ],
    true,
  );
}

const runMarks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    const set = transaction.effects.find((effect) => effect.is(setMarks));
    return set ? marksIn(transaction.state, set.value) : marks.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

interface Comparison {
  base: Text | undefined;
  changed: DecorationSet;
}

function changedLines(base: Text | undefined, doc: Text): DecorationSet {
  if (!base) return Decoration.none;
  const lines = Chunk.build(base, doc).flatMap(({ fromB, toB }) => {
    const found: number[] = [];
    for (let at = fromB; at < toB && at <= doc.length;) {
      const line = doc.lineAt(at);
      found.push(line.from);
      at = line.to + 1;
    }
    return found;
  });
  return Decoration.set(lines.map((from) => lineMark('changed').range(from)));
}

const comparison = StateField.define<Comparison>({
  create: () => ({ base: undefined, changed: Decoration.none }),
  update(value, transaction) {
    const set = transaction.effects.find((effect) => effect.is(setBase));
    if (!set && !(transaction.docChanged && value.base)) return value;
    const base = set ? textOf(set.value) : value.base;
    return { base, changed: changedLines(base, transaction.newDoc) };
  },
  provide: (field) => EditorView.decorations.from(field, ({ changed }) => changed),
});

const textOf = (text: string | undefined): Text | undefined =>
  text === undefined ? undefined : Text.of(text.split('\n'));

export const lineMarks: Extension = [comparison, runMarks];
