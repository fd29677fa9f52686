import type { Reading } from './reading.ts';

const MOST_READINGS = 8;

/** What the texts of a program read like. */
export interface Looked {
  v1: Reading;
  v2: Reading | undefined;
}

/** Remembers what the last texts read like: an act on one of them need not wait. */
export class Readings {
  private readonly known = new Map<string, Reading>();

  constructor(private readonly readProgram: (text: string) => Promise<Reading>) {}

  get(text: string): Reading | undefined {
    return this.known.get(text);
  }

  async read(text: string): Promise<Reading> {
    const known = this.known.get(text);
    if (known) return known;
    const reading = await this.readProgram(text);
    const [oldest] = this.known.keys();
    if (this.known.size >= MOST_READINGS && oldest !== undefined) this.known.delete(oldest);
    this.known.set(text, reading);
    return reading;
  }
}
