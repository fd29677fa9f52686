import { isObject } from '../../link/raw-json.ts';
import { contentOf, ENTRY_VERSION, readEntry, type Entry } from './entry.ts';

/** Number of the form of the file that holds all of one's own scenarios. */
const FILE_VERSION = 1;
/** Most scenarios of a file that are read. */
const MOST = 2000;

/** One file with all scenarios, to be kept elsewhere or taken to another device. */
export function libraryText(entries: readonly Entry[]): string {
  const scenarios = entries.map(({ revision: _revision, writer: _writer, ...entry }) => entry);
  return `${JSON.stringify({ replayscopeScenarios: FILE_VERSION, scenarios }, undefined, 2)}\n`;
}

/** What a file brings. `copies`: scenarios that are here, too, but differ; both are kept. */
export interface Merge {
  put: Entry[];
  added: number;
  copies: number;
  same: number;
  unreadable: number;
}

export type FileReading = { ok: true; scenarios: unknown[] } | { ok: false; problem: string };

export const isLibraryFile = (document: unknown): boolean =>
  isObject(document) && 'replayscopeScenarios' in document;

export function readLibraryFile(text: string): FileReading {
  let document: unknown;
  try {
    document = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { ok: false, problem: 'This file is not JSON. Choose a file that was saved here.' };
  }
  if (!isObject(document) || !isLibraryFile(document))
    return { ok: false, problem: 'This file holds no scenarios that were saved here.' };
  const { replayscopeScenarios: version, scenarios } = document;
  if (typeof version === 'number' && version > FILE_VERSION)
    return {
      ok: false,
      problem: 'This file was saved by a newer version of Replayscope. This one can’t read it.',
    };
  if (version !== FILE_VERSION || !Array.isArray(scenarios))
    return { ok: false, problem: 'This file is damaged. Its list of scenarios is missing.' };
  if (scenarios.length > MOST)
    return {
      ok: false,
      problem: `This file has more than ${MOST} scenarios. Save fewer at a time.`,
    };
  return { ok: true, scenarios };
}

/**
 * Decides what becomes of each scenario of a file. Nothing that is here is overwritten: the same id with other content becomes a
 * copy.
 */
export function mergeOf(
  scenarios: readonly unknown[],
  here: readonly Entry[],
  { newId, writer }: { newId: () => string; writer: string },
): Merge {
  const merge: Merge = { put: [], added: 0, copies: 0, same: 0, unreadable: 0 };
  const known = new Map(here.map((entry) => [entry.id, entry]));
  const contents = new Set(here.map(contentOf));
  for (const each of scenarios) {
    const entry = readEntry({ ...(isObject(each) && each), revision: 1, writer });
    if (!entry) {
      merge.unreadable += 1;
      continue;
    }
    const isHere = known.has(entry.id);
    // A copy of an earlier import is known by its content, so that the same file can be read twice.
    const copy = { ...entry, name: `${entry.name} (from a file)` };
    if (contents.has(contentOf(entry)) || (isHere && contents.has(contentOf(copy)))) {
      merge.same += 1;
      continue;
    }
    const brought: Entry = {
      ...(isHere ? { ...copy, id: newId() } : entry),
      version: ENTRY_VERSION,
      isNamed: true,
      isImported: true,
    };
    known.set(brought.id, brought);
    contents.add(contentOf(brought));
    merge.put.push(brought);
    if (isHere) merge.copies += 1;
    else merge.added += 1;
  }
  return merge;
}

const counted = (count: number, one: string, many: string): string =>
  count === 1 ? `One ${one}` : `${count} ${many}`;

/** What an import did, in sentences. */
export function mergeText({ added, copies, same, unreadable }: Merge): string {
  const said = [
    added > 0 ? `${counted(added, 'scenario was', 'scenarios were')} added.` : '',
    copies > 0
      ? `${counted(copies, 'scenario is', 'scenarios are')} here with other content, so the file’s came in as ${copies === 1 ? 'a copy' : 'copies'}.`
      : '',
    same > 0 ? `${counted(same, 'was', 'were')} here already.` : '',
    unreadable > 0 ? `${counted(unreadable, 'could', 'could')} not be read.` : '',
  ].filter((sentence) => sentence !== '');
  return said.length === 0 ? 'There is no scenario in this file.' : said.join(' ');
}
