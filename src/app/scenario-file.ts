import type { Moment } from '../sim/scenario.ts';
import { MAIN_INSTANCE } from '../sim/simulate.ts';
import { findPlace } from '../trace/positions.ts';
import type { Trace } from '../trace/trace.ts';
import { addressOf, arrivalOf, writeAddress, type AddressBar } from './address.ts';
import { linkReader, loadLinkReader } from './link-reader.ts';
import { sampleIndex } from './programs.ts';
import type { RunStore } from './run.ts';
import type { AppStore } from './store.ts';

/** What the page opens a file with. */
export interface FileOpener {
  /** The address of the moment on the screen; and: the bar has another address now. */
  session: { address: () => string; onAddress: () => void };
  store: AppStore;
  run: RunStore;
  bar: AddressBar;
  loadDescriber(): Promise<void>;
  /** Opens a program's text. Answers with a sentence when it can't. */
  openCode(text: string, name: string): Promise<string | undefined>;
  /** Takes in a file with all scenarios of another device, and says what came of it. */
  openLibrary(text: string): Promise<string>;
}

/** The bounds of a document (docs/SCENARIO.md) leave no room for more. */
const LARGEST_FILE_BYTES = 16 * 1024 * 1024;
const MOST_PROBLEMS_SHOWN = 3;

/** Opens the one file that was dropped, or says in a notice why it can't. */
export async function openFiles(
  files: readonly Pick<File, 'name' | 'size' | 'text'>[],
  opener: FileOpener,
): Promise<void> {
  const [file] = files;
  if (!file || files.length > 1) {
    tell(opener, 'One file can be opened at a time. Drop one file.');
    return;
  }
  if (file.size > LARGEST_FILE_BYTES) {
    tell(opener, `“${file.name}” is too large to open here. A program has at most 256 KB.`);
    return;
  }
  try {
    const text = await file.text();
    if (/^\uFEFF?\s*\{\s*"replayscopeScenarios"/.test(text)) {
      tell(opener, await opener.openLibrary(text));
      return;
    }
    if (isScenarioFile(file.name, text)) {
      await Promise.all([opener.loadDescriber(), loadLinkReader()]);
      openScenarioText(file.name, text, opener);
      return;
    }
    const refusal = await opener.openCode(text, file.name);
    if (refusal !== undefined) tell(opener, refusal);
  } catch {
    tell(opener, `“${file.name}” could not be read. Drop it again.`);
  }
}

/** JSON by its name or by its first character; everything else is taken for code. */
const isScenarioFile = (name: string, text: string): boolean =>
  /\.json$/i.test(name) || /^\uFEFF?\s*\{/.test(text);

function openScenarioText(name: string, text: string, opener: FileOpener): void {
  let document: unknown;
  try {
    document = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    tell(opener, `“${name}” is not JSON. Drop a scenario document, a .json file.`);
    return;
  }
  const reading = linkReader().parseScenario(document, sampleIndex);
  if (reading.ok) {
    openMoment(name, reading.moment, opener);
    return;
  }
  const { problems } = reading;
  const more = problems.length > MOST_PROBLEMS_SHOWN ? ' There are more problems.' : '';
  const shown = problems.slice(0, MOST_PROBLEMS_SHOWN).join(' ');
  tell(
    opener,
    `“${name}” is not a valid scenario. ${shown}${more} Change this in the file and drop it again.`,
  );
}

/** As an act: the entry that is left keeps its moment, and the new entry is what Back undoes. */
function openMoment(name: string, moment: Moment, opener: FileOpener): void {
  const { session, store, bar } = opener;
  const address = addressOf(bar.href, moment);
  if (!arrivalOf(address.slice(address.indexOf('#'))).isFromLink) {
    tell({ store }, `“${name}” is too large to open here. Make its code or its data shorter.`);
    return;
  }
  const { acts, question } = store.getState();
  const { done } = acts;
  try {
    bar.replace({ acts: done, question }, session.address());
  } catch {
    // Then there is nothing to go back to; the next line finds out whether the file can be opened at all.
  }
  if (!writeAddress(bar, 'push', moment, { acts: done + 1 })) {
    tell({ store }, `This browser does not let the page open “${name}”. Open a link instead.`);
    return;
  }
  // What was undone before can't be done again after a new act.
  store.setState({ acts: { done, undone: 0 } });
  session.onAddress();
  watchWhatIsMissing(moment, opener);
}

/** Only the whole run tells what of the file is not in it. */
function watchWhatIsMissing(moment: Moment, { store, run }: FileOpener): void {
  const { scenario } = store.getState();
  const stop = run.subscribe(({ shown }) => {
    const isLeft = store.getState().scenario !== scenario;
    if (!isLeft && !(shown?.scenario === scenario && shown.isComplete)) return;
    stop();
    const text = isLeft || !shown ? undefined : missingText(moment, shown.trace);
    if (text !== undefined) tell({ store }, text);
  });
}

function missingText({ position }: Moment, trace: Trace): string | undefined {
  const [lost] = trace.unused;
  if (lost) {
    const more = trace.unused.length > 1 ? ' So it is with others.' : '';
    return `interventions[${lost.index}] of this file found no place in this run.${more}`;
  }
  if (!position || findPlace(trace, position, trace.mainInstance ?? MAIN_INSTANCE)?.isExact)
    return undefined;
  return 'This run does not have the position that the file names. It opens at the nearest one.';
}

function tell({ store }: Pick<FileOpener, 'store'>, text: string): void {
  store.setState({ notice: { tone: 'warning', text } });
}
