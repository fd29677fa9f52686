/** A value that was written down in short, taken apart again. */
export interface ValueNode {
  /** As it was written. */
  text: string;
  /** What it holds, by key or index; absent for what can't be opened. */
  parts?: { name: string; node: ValueNode }[];
}

/** Values are at most 200 characters long; this only keeps a hostile one from going deep. */
const MAX_DEPTH = 40;

/**
 * Reads the notation that the probes write: JSON, with words where JSON has none (`a getter`, `Order {"id":1}`, `{…}`) and cut
 * off with `…` where it was too long. What can't be read stays text.
 */
export function valueTree(value: string): ValueNode {
  const reader = new Reader(value);
  const node = reader.node(0);
  return reader.isAtEnd ? node : { text: value };
}

class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  node(depth: number): ValueNode {
    const start = this.at;
    const named = /^[\w$]+ (?=[[{])/.exec(this.text.slice(start, start + 80));
    const open = this.text[start + (named?.[0].length ?? 0)];
    if ((open === '[' || open === '{') && depth < MAX_DEPTH) {
      this.at += (named?.[0].length ?? 0) + 1;
      const parts = this.parts(open === '{', depth + 1);
      const text = this.text.slice(start, this.at);
      return parts.length > 0 ? { text, parts } : { text };
    }
    this.skip();
    return { text: this.text.slice(start, this.at) };
  }

  private parts(isObject: boolean, depth: number): { name: string; node: ValueNode }[] {
    const close = isObject ? '}' : ']';
    const found: { name: string; node: ValueNode }[] = [];
    while (!this.isAtEnd && this.text[this.at] !== close) {
      const key = isObject ? this.key() : String(found.length);
      if (key === undefined) this.skip();
      else found.push({ name: key, node: this.node(depth) });
      if (this.text[this.at] === ',') this.at += 1;
      else if (this.text[this.at] !== close) this.at = this.text.length;
    }
    if (!this.isAtEnd) this.at += 1;
    return found;
  }

  /** The name before a colon; none where the text was cut off or left out. */
  private key(): string | undefined {
    const found = /^"((?:[^"\\]|\\.)*)":/s.exec(this.text.slice(this.at));
    if (!found) return undefined;
    this.at += found[0].length;
    return found[1];
  }

  /** As far as the next comma or closing bracket that is not part of it. */
  private skip(): void {
    let depth = 0;
    while (!this.isAtEnd) {
      const sign = this.text.charAt(this.at);
      if (sign === '"') {
        this.string();
        continue;
      }
      if (depth === 0 && (sign === ',' || sign === '}' || sign === ']')) return;
      if ('{[('.includes(sign)) depth += 1;
      else if ('}])'.includes(sign)) depth -= 1;
      this.at += 1;
    }
  }

  private string(): void {
    const found = /^"(?:[^"\\]|\\.)*"?/s.exec(this.text.slice(this.at));
    this.at += found?.[0].length ?? 1;
  }
}

/** Whether a part is new or another one than before. What has parts itself is asked through them. */
export function isChanged(now: ValueNode, before: ValueNode | undefined): boolean {
  return now.text !== before?.text;
}

export const partOf = (node: ValueNode | undefined, name: string): ValueNode | undefined =>
  node?.parts?.find((each) => each.name === name)?.node;
