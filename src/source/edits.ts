interface Insertion {
  at: number;
  isOpening: boolean;
  text: string;
}

/**
 * Changes to a text that never move a line: parts are blanked in place, and single-line texts are put in between.
 * Where several texts meet at one place, those that close come first, inner before outer, then those that open, outer before
 * inner: the order in which a walk over a tree leaves and enters its nodes.
 */
export class Edits {
  readonly #text: string;
  readonly #characters: string[];
  readonly #insertions: Insertion[] = [];

  constructor(text: string) {
    this.#text = text;
    this.#characters = text.split('');
  }

  blank(start: number, end: number): void {
    for (let at = start; at < end; at += 1) {
      const character = this.#text[at];
      if (
        character !== '\n' &&
        character !== '\r' &&
        character !== '\u2028' &&
        character !== '\u2029'
      )
        this.#characters[at] = ' ';
    }
  }

  /** Blanks a statement and leaves a semicolon, so that the lines around it do not run together. */
  blankStatement(start: number, end: number): void {
    this.blank(start, end);
    if (end > start) this.#characters[start] = ';';
  }

  open(at: number, text: string): void {
    this.#insertions.push({ at, isOpening: true, text });
  }

  close(at: number, text: string): void {
    this.#insertions.push({ at, isOpening: false, text });
  }

  toString(): string {
    const sorted = this.#insertions
      .map((insertion, order) => ({ ...insertion, order }))
      .sort(
        (a, b) => a.at - b.at || Number(a.isOpening) - Number(b.isOpening) || a.order - b.order,
      );
    let text = '';
    let done = 0;
    for (const { at, text: inserted } of sorted) {
      text += this.#characters.slice(done, at).join('') + inserted;
      done = at;
    }
    return text + this.#characters.slice(done).join('');
  }
}
