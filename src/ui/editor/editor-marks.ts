import { Chunk } from '@codemirror/merge';
import { StateEffect, StateField, Text, type EditorState, type Extension } from '@codemirror/state';
import { Decoration, EditorView, WidgetType, type DecorationSet } from '@codemirror/view';
import type { Chip, Mode } from '../../view/frame.ts';

/** What is known about the lines of the text. Lines count from 1, in `source`. */
export interface LineMarks {
  /** The text that is running: the lines below are lines of it. */
  source: string;
  line?: number;
  mode?: Mode;
  apartLine?: number;
  chips: readonly Chip[];
}

/** Between two stops of a run nothing changes that is marked. */
export function isSameMarks(a: LineMarks | undefined, b: LineMarks | undefined): boolean {
  if (a === b || !a || !b) return a === b;
  return (
    a.source === b.source &&
    a.line === b.line &&
    a.mode === b.mode &&
    a.apartLine === b.apartLine &&
    a.chips.length === b.chips.length &&
    a.chips.every((chip, index) => isSameChip(chip, b.chips[index]))
  );
}

const isSameChip = (a: Chip, b: Chip | undefined): boolean =>
  a.line === b?.line && a.text === b.text && a.tone === b.tone;

class ChipWidget extends WidgetType {
  constructor(private readonly chip: Chip) {
    super();
  }

  override eq(other: ChipWidget): boolean {
    return other.chip.text === this.chip.text && other.chip.tone === this.chip.tone;
  }

  override toDOM(): HTMLElement {
    const element = document.createElement('span');
    element.className = 'cm-chip';
    element.dataset.tone = this.chip.tone;
    element.textContent = this.chip.tone === 'again' ? `↩ ${this.chip.text}` : this.chip.text;
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
  const chips = marks.chips.flatMap((chip) => {
    const line = lineAt(chip.line);
    return line ? [{ chip, at: line.to }] : [];
  });
  return Decoration.set(
    [
      ...(running && marks.mode ? [lineMark(marks.mode).range(running.from)] : []),
      ...(apart ? [lineMark('apart').range(apart.from)] : []),
      ...chips.map(({ chip, at }) =>
        Decoration.widget({ widget: new ChipWidget(chip), side: 1 }).range(at),
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
