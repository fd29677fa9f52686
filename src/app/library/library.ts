import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CodeEditor } from '../own-code/editing.ts';
import { scenarioOfTexts } from '../own-code/scenario-of-text.ts';
import type { Texts } from '../own-code/texts.ts';
import type { Moment } from '../../sim/scenario.ts';
import type { Visit } from '../visit.ts';
import { cleanName, type Done, type Entry, type Listing, type Unreadable } from './entry.ts';
import { libraryText, mergeOf, mergeText, readLibraryFile } from './library-file.ts';
import { hasUnrun, momentIn } from './look.ts';

/** What the list of one's own scenarios shows. */
export interface Shelved extends Listing {
  isRead: boolean;
  /** What was done last, in a sentence. */
  said?: string;
  isProblem?: boolean;
  /** What can be brought back. */
  removed?: readonly Entry[];
  /** The one on the screen. */
  current?: string;
}

const EMPTY: Shelved = { entries: [], unreadable: [], isRead: false };

const FAILED: Record<'full' | 'refused', string> = {
  full: 'This device is full. Nothing was changed. Save your scenarios as a file, and make room.',
  refused: 'This browser does not let the page keep anything. Nothing was changed.',
};

/** The list of one's own scenarios, and what can be done to it. */
export class OwnScenarios {
  readonly store: StoreApi<Shelved> = createStore<Shelved>(() => EMPTY);

  constructor(
    private readonly visit: Visit,
    private readonly editor: CodeEditor,
  ) {
    visit.around.tabs.listen(() => {
      if (visit.state.isLibraryOpen) void this.refresh(saidOf(this.store.getState()));
    });
  }

  /** Reads what is there, with what was done a moment ago. */
  async look(): Promise<void> {
    this.store.setState(EMPTY, true);
    await this.visit.work.flush();
    await this.refresh({});
  }

  say(said: string): void {
    this.store.setState({ said, isProblem: true });
  }

  /** Opens one of them, where the person was in it. */
  async open(id: string): Promise<void> {
    await this.visit.work.flush();
    const entry = await this.visit.around.library.find(id);
    if (!entry) {
      this.visit.toast('This scenario is not here any more.');
      return;
    }
    await openEntry(this.visit, this.editor, entry);
  }

  async rename(entry: Entry, name: string): Promise<void> {
    const clean = cleanName(name);
    if (clean === '' || clean === entry.name) return;
    const { work, around } = this.visit;
    await work.flush();
    const now = (await around.library.find(entry.id)) ?? entry;
    const revision = now.revision + 1;
    const named = { ...now, name: clean, isNamed: true, revision, writer: work.writer };
    work.renamed(named);
    await this.put([named], `It is called “${clean}” now.`);
  }

  async duplicate(entry: Entry): Promise<void> {
    const { newId, nowMs } = this.visit.around;
    const name = cleanName(`${entry.name} (copy)`);
    const copy = { ...entry, id: newId(), name, isNamed: true, changedAtMs: nowMs(), revision: 1 };
    await this.put([copy], `“${name}” was made.`);
  }

  remove(entry: Entry): Promise<void> {
    return this.removeThese([entry], `“${entry.name}” was deleted.`);
  }

  removeAll(): Promise<void> {
    return this.removeThese(this.store.getState().entries, 'All scenarios were deleted.');
  }

  async undoRemove(): Promise<void> {
    const { removed } = this.store.getState();
    if (removed) await this.put(removed, 'Nothing is deleted. All is as it was.');
  }

  exportAll(): void {
    this.save('replayscope-scenarios.json', libraryText(this.store.getState().entries));
  }

  /** What can't be read may still be of use to somebody who can look into it. */
  exportUnreadable(): void {
    const text = JSON.stringify(this.store.getState().unreadable.map(plain), undefined, 2);
    this.save('replayscope-unreadable.json', text);
  }

  async removeUnreadable(): Promise<void> {
    const damaged = this.store.getState().unreadable.filter(({ isNewer }) => !isNewer);
    const done = await this.visit.around.library.remove(damaged.map(({ key }) => key));
    await this.told(done, { said: 'What was damaged is deleted.' });
  }

  /** Takes in a file that holds scenarios, beside what is here. Answers with what came of it, in sentences. */
  async importText(text: string): Promise<string> {
    const { around, work } = this.visit;
    const reading = readLibraryFile(text);
    if (!reading.ok) {
      this.say(reading.problem);
      return reading.problem;
    }
    const { entries } = await around.library.list();
    const { newId } = around;
    const merge = mergeOf(reading.scenarios, entries, { newId, writer: work.writer });
    const done = await this.put(merge.put, mergeText(merge));
    return done.ok ? mergeText(merge) : FAILED[done.reason];
  }

  private async removeThese(entries: readonly Entry[], said: string): Promise<void> {
    const ids = entries.map(({ id }) => id);
    this.visit.work.forget(ids);
    const done = await this.visit.around.library.remove(ids);
    await this.told(done, { said, removed: entries });
  }

  private async put(entries: readonly Entry[], said: string): Promise<Done> {
    const done = await this.visit.around.library.put(entries);
    await this.told(done, { said });
    return done;
  }

  private save(name: string, text: string): void {
    this.visit.around.save(name, new Blob([text], { type: 'application/json' }));
    this.store.setState({ said: 'The file is saved.', isProblem: false });
  }

  /** Says what was done, or why it could not be. */
  private async told(done: Done, change: Partial<Shelved>): Promise<void> {
    if (done.ok) this.visit.around.tabs.tell({ kind: 'changed' });
    await this.refresh(done.ok ? change : { said: FAILED[done.reason], isProblem: true });
  }

  private async refresh(change: Partial<Shelved>): Promise<void> {
    const listing = await this.visit.around.library.list();
    const { entry: current } = this.visit.work;
    const shown = { ...listing, isRead: true, ...(current !== undefined && { current }) };
    this.store.setState({ ...shown, ...change }, true);
  }
}

const saidOf = ({ said, isProblem, removed }: Shelved): Partial<Shelved> => ({
  ...(said !== undefined && { said }),
  ...(isProblem !== undefined && { isProblem }),
  ...(removed && { removed }),
});

/** As far as it can be written: a database holds more than JSON can say. */
function plain({ key, kept }: Unreadable): { key: string; kept: unknown } {
  try {
    return { key, kept: JSON.parse(JSON.stringify(kept) ?? 'null') as unknown };
  } catch {
    return { key, kept: String(kept) };
  }
}

async function openEntry(visit: Visit, editor: CodeEditor, entry: Entry): Promise<void> {
  const { library, readProgram } = visit.around;
  const { code } = entry;
  const seat = await library.seatIn(entry.id);
  const moment =
    (await momentIn(visit.around, entry, seat)) ??
    (code && (await momentOf(code.texts, readProgram)));
  if (!moment) {
    visit.set({
      notice: { tone: 'warning', text: `“${entry.name}” is damaged and can’t be opened.` },
    });
    return;
  }
  if (entry.isImported !== true) visit.trust(moment.scenario);
  visit.open(moment, {}, { entry });
  // A stranger's text runs by nobody's typing.
  if (!code || entry.isImported) return;
  const { isOpen } = editor.store.getState();
  editor.resume(code, isOpen || hasUnrun(entry, moment.scenario));
}

/** What else was kept beside the texts can not be read: the program is there all the same. */
async function momentOf(
  texts: Texts,
  readProgram: Visit['around']['readProgram'],
): Promise<Moment> {
  return { scenario: scenarioOfTexts(texts, await readProgram(texts.v1)) };
}
