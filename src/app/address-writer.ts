import type { Moment } from '../sim/scenario.ts';
import { writeAddress, type AddressBar, type EntryMark } from './address.ts';
import type { Alarm } from './engine-client.ts';

/** The address is written when nothing has moved for so long. */
const REST_MS = 300;

/** What the address is written from. */
interface Source {
  readonly around: { bar: AddressBar; alarm: Alarm };
  readonly moment: Moment;
  readonly state: { acts: { done: number }; question: number };
  readonly work: { writer: string };
}

/** Keeps the browser's address, and what lies behind the entry of its history, at what is on the screen. */
export class AddressWriter {
  /** Nobody has moved or done anything: the address stays as it was opened. */
  isUntouched = true;
  /** The scenario of one's own that this entry of the browser's history belongs to. */
  kept: string | undefined;
  private disarm: () => void = () => undefined;

  constructor(private readonly source: Source) {}

  cancel(): void {
    this.disarm();
  }

  /** Begins an entry of the browser's history. False: the browser does not allow it. */
  push(moment: Moment, acts: number, question: number): boolean {
    return writeAddress(this.source.around.bar, 'push', moment, this.markOf(acts, question));
  }

  replace(moment: Moment): void {
    const { around, state } = this.source;
    writeAddress(around.bar, 'replace', moment, this.markOf(state.acts.done));
  }

  write(): void {
    this.cancel();
    if (!this.isUntouched) this.replace(this.source.moment);
  }

  writeAtRest(): void {
    this.cancel();
    if (this.isUntouched) return;
    this.disarm = this.source.around.alarm.set(() => this.write(), REST_MS);
  }

  /** The scenario of one's own that a reload of this entry leads back to. */
  remember(kept: string | undefined): void {
    this.kept = kept;
    const { around, state } = this.source;
    try {
      around.bar.replace(this.markOf(state.acts.done), around.bar.href);
    } catch {
      // Then a reload finds it only in the list of one's own scenarios. Without a history there is no undo, either.
    }
  }

  private markOf(acts: number, question = this.source.state.question): EntryMark {
    const { kept } = this;
    const { writer } = this.source.work;
    return { acts, question, ...(kept !== undefined && { kept: { entry: kept, writer } }) };
  }
}
