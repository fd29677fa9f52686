import type { Scenario } from '../../sim/scenario.ts';
import type { EditorStatus, Version } from '../../ui/editor/editor-state.ts';
import type { Finding } from '../../ui/editor/finding.ts';
import type { Standing } from '../../ui/screen-state.ts';
import type { Reading } from './reading.ts';

/** With a version 2, the editor says which one it is (version-words.ts). */
export const AS_IT_RUNS: EditorStatus = { tone: 'quiet', text: 'This is the code that runs.' };
export const WAITS: EditorStatus = { tone: 'quiet', text: 'It runs again when you pause.' };
export const RUNNING: EditorStatus = { tone: 'quiet', text: 'Running…' };
export const BROKEN = 'The last run that worked stays on the screen.';

/** What the editor says once the run of a text is there, or can't be. `isOwn`: the editor has made the run that is awaited. */
export function hearStanding(
  status: EditorStatus,
  standing: Standing,
  isOwn: boolean,
): EditorStatus {
  if (standing.kind !== 'problem') {
    if (!status.isOfRun) return status;
    return isOwn ? RUNNING : AS_IT_RUNS;
  }
  if (status !== RUNNING && status !== AS_IT_RUNS) return status;
  const line = standing.problems.find((each) => each.line !== undefined)?.line;
  const where = line === undefined ? '' : `Line ${line} can’t be run. `;
  const text = status === RUNNING ? standing.title : `${where}Nothing runs.`;
  return { tone: 'error', text, isOfRun: true };
}

/** A program that came by a link is not the reader's own: it goes by the name of its workflow. */
export const nameIn = ({ program }: Scenario): string =>
  ('source' in program && (program.workflow ?? program.plain)) || 'A program';

/** What keeps the text from running, and where. */
export function firstError(version: Version, { findings }: Reading): string | undefined {
  const found = findings.find(({ severity }) => severity === 'error');
  if (!found) return undefined;
  const where = version === 'v2' ? `Version 2, line ${found.line}` : `Line ${found.line}`;
  return `${where} can’t be run yet.`;
}

/** A text that can't run, while the editor is closed over it: it is kept, and the run is that of an older one. */
export function draftOf(editing: {
  isOpen: boolean;
  status: EditorStatus;
  findings: Record<Version, readonly Finding[]>;
}): string | undefined {
  const { isOpen, status, findings } = editing;
  if (isOpen || status.tone !== 'error') return undefined;
  const broken = [...findings.v1, ...findings.v2].find(({ severity }) => severity === 'error');
  return `Your change can’t run yet${broken ? ` (line ${broken.line})` : ''}`;
}
