import type { Intervention, Scenario } from '../sim/scenario.ts';
import type { Place } from '../trace/place.ts';
import type { FindingFix } from '../ui/editor/finding.ts';
import type { CodeEditor } from './own-code/editing.ts';
import { momentOfQuestion, sampleOf } from './programs.ts';
import { sampleById } from './samples/outlines.ts';
import type { Notice } from '../ui/screen-state.ts';
import { frameAt } from '../view/frame-at.ts';
import type { Frame } from '../view/frame.ts';
import { listing } from '../view/short-text.ts';
import type { Run } from './run.ts';
import { textsOf, withTexts } from './own-code/scenario-of-text.ts';
import type { Surroundings, Visit } from './visit.ts';

/** How many mends are offered at a time. */
const MOST_MENDS = 3;

/** A mend of the code that runs, for a line of the chain of cause. */
export interface Mend {
  label: string;
  fix: FindingFix;
}

/** What the linter would change in the lines that the chain of cause names, in the order of the chain. */
export async function mendsFor(
  source: string,
  lines: readonly number[],
  readProgram: Surroundings['readProgram'],
): Promise<Mend[]> {
  const { findings } = await readProgram(source);
  const mends = [...new Set(lines)].flatMap((line) =>
    findings.flatMap((found) =>
      found.line <= line && (found.endLine ?? found.line) >= line
        ? (found.fixes ?? []).slice(0, 1).map((fix) => ({ label: fix.label, fix }))
        : [],
    ),
  );
  return mends.slice(0, MOST_MENDS);
}

/** The text with one mend in it. */
export function mendedText({ lookedAt, edits }: FindingFix): string {
  let text = '';
  let done = 0;
  for (const { from, to, insert } of edits) {
    text += lookedAt.slice(done, from) + insert;
    done = to;
  }
  return text + lookedAt.slice(done);
}

/** Which lines of the mended text were not there before, from first to last. */
function newLines(fix: FindingFix): [from: number, to: number][] {
  const text = mendedText(fix);
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length;
  const spans: [from: number, to: number][] = [];
  let shift = 0;
  for (const { from, to, insert } of fix.edits) {
    const at = from + shift;
    shift += insert.length - (to - from);
    if (insert.trim() === '') continue;
    const first = lineAt(at + insert.length - insert.trimStart().length);
    const last = lineAt(at + insert.trimEnd().length);
    const before = spans[spans.length - 1];
    if (before && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else spans.push([first, last]);
  }
  return spans;
}

/** The same in words: ` (new: lines 2 and 10 to 12)`. */
export function newLinesText(fix: FindingFix): string {
  const spans = newLines(fix);
  if (spans.length === 0) return '';
  const [[from, to] = [0, 0]] = spans;
  const isOne = spans.length === 1 && from === to;
  const words = spans.map(([first, last]) => (first === last ? `${first}` : `${first} to ${last}`));
  return ` (new: ${isOne ? 'line' : 'lines'} ${listing(words)})`;
}

/** Where the broken run crashed, or where its question asks for it; undefined where nothing says so. */
function crashPlaceOf({ state }: Visit): Place | undefined {
  const { scenario, question } = state;
  const crash = scenario.interventions.find((each) => each.do === 'crash');
  const sample = sampleOf(scenario);
  return crash?.at ?? (sample && momentOfQuestion(sample, question).position);
}

/** The same place in code that asks for `added` activities more before it: each takes a wake-up and a task ID of its own. */
export function placeAfter(place: Place, added: number): Place {
  if (place.subject !== 'turn' && place.subject !== 'task') return place;
  const moment = place.moment.replace(/^a(\d+)$/, (_, id: string) => `a${Number(id) + added}`);
  return { ...place, number: place.number + added, moment };
}

const activitiesIn = ({ edits }: FindingFix): number =>
  edits.reduce((sum, { insert }) => sum + (insert.match(/\bcall_?activity\(/gi)?.length ?? 0), 0);

/** The restart of the broken run, as far as it is about the world and not about the code. */
function restartOf({ interventions }: Scenario): Intervention {
  const made = interventions.find((each) => each.do === 'restart');
  return made?.variables ? { do: 'restart', variables: made.variables } : { do: 'restart' };
}

const WAY_BACK = 'Undo leads back to the broken one.';

/** Which event the replay reads in the place of what was drawn: the first answer of an activity that the mend has added. */
export function keptText(fix: FindingFix, history: Frame['history']): string {
  const added = fix.edits.flatMap(
    ({ insert }) => /\bcall_?activity\(\s*(\w+)/i.exec(insert)?.[1] ?? [],
  );
  const asked = history.find(
    ({ event }) => event.type === 'TaskScheduled' && added.includes(event.name),
  );
  const answer = history.find(
    ({ event }) => event.type === 'TaskCompleted' && event.taskScheduledId === asked?.event.id,
  );
  return answer ? `: event ${answer.number} holds the answer` : '';
}

/** Once the mended run is whole: whether the crash was in it, and it has come to its end all the same. */
function provedText(fix: FindingFix, { trace, program }: NonNullable<Run['shown']>): string {
  const end = { step: trace.steps.length - 1, beat: 0, fraction: 0 };
  const frame = frameAt(trace, end, program);
  const lines = newLinesText(fix);
  if (frame.disagreement || frame.silent)
    return `The mended code${lines} still has something that differs. ${WAY_BACK}`;
  const hasCrashed = trace.steps.some(({ kind }) => kind === 'app-crashed');
  return hasCrashed && frame.status === 'COMPLETED'
    ? `The same crash, and the mended code${lines} goes the same way again${keptText(fix, frame.history)}. ${WAY_BACK}`
    : '';
}

/** Says what the mended run has shown, when it has been played to its end and nobody has done something else. */
function tellProof(visit: Visit, mended: Scenario, fix: FindingFix, notice: Notice): void {
  const { run, player } = visit.around;
  const following = player.subscribe(({ context: { index, timeline } }) => {
    if (visit.state.scenario !== mended || visit.state.notice !== notice) {
      following.unsubscribe();
      return;
    }
    const { shown } = run.getState();
    if (shown?.scenario !== mended || !shown.isComplete) return;
    if (!timeline.isComplete || index !== timeline.stops.length - 1) return;
    const proof = provedText(fix, shown);
    following.unsubscribe();
    if (proof !== '') visit.set({ notice: { ...notice, text: proof } });
  });
}

/**
 * Changes the code, and starts a new workflow with it: nothing that was done to the broken one is done to this one, but the crash
 * at the same place and the restart, which play by themselves: only they show that the mend helps. An act, which Undo takes back.
 */
export async function mend(visit: Visit, editor: CodeEditor, { fix }: Mend): Promise<void> {
  const { scenario } = visit.state;
  const v1 = mendedText(fix);
  const reading = await visit.around.readProgram(v1);
  // The mended code is one's own, and its address has to be written.
  await visit.around.loadDescriber();
  // Somebody did something else meanwhile.
  if (visit.state.scenario !== scenario || textsOf(scenario).v1 === v1) return;
  const broken = crashPlaceOf(visit);
  const place = broken && placeAfter(broken, activitiesIn(fix));
  const interventions: Intervention[] = place
    ? [{ do: 'crash', target: 'app', at: place }, restartOf(scenario)]
    : [];
  const changed = withTexts({ ...scenario, interventions }, { v1 }, reading, undefined);
  const { sampleId, name } = editor.store.getState();
  const sample = sampleId === undefined ? undefined : sampleById(sampleId);
  editor.know(v1, sample ? `${sample.name}, mended by you` : name, sample?.id);
  visit.trust(changed);
  const lines = newLines(fix).flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, index) => from + index),
  );
  const notice: Notice = {
    tone: 'info',
    text: `A new workflow runs the mended code${newLinesText(fix)}. ${WAY_BACK}`,
    isOfRun: true,
  };
  visit.act(
    changed,
    { to: place ? { place } : 'start', next: 'play' },
    { isFirstMinute: false, notice, mended: { program: changed.program, lines } },
  );
  tellProof(visit, changed, fix, notice);
}
