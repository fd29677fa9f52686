import { isObject } from '../../link/raw-json.ts';
import type { Moment, Scenario } from '../../sim/scenario.ts';
import { smallStairs, type SmallStairs } from '../../view/small-stairs.ts';
import type { Drawing } from '../drawing/drawing.ts';
import { textsIn } from '../own-code/scenario-of-text.ts';
import { isSameTexts } from '../own-code/texts.ts';
import { linkReader, loadLinkReader } from '../link-reader.ts';
import { sampleIndex, sampleOf } from '../programs.ts';
import type { Run } from '../run.ts';
import type { Code, Entry, Seat } from './entry.ts';
import { proposedName } from './entry-name.ts';

/** What reads a text is loaded when the first text must be read. */
interface Reader {
  loadDescriber(this: void): Promise<void>;
}

/** The scenario that an entry keeps; undefined when it can not be read. `seat`: where the person was in it later. */
export const momentIn = (reader: Reader, { document }: Entry, seat?: Seat) =>
  readMoment(reader, document, seat?.place);

/** The scenario of a document, at a place if it has that place, else at its own. */
export async function readMoment(
  { loadDescriber }: Reader,
  document: Record<string, unknown> | undefined,
  place: unknown,
): Promise<Moment | undefined> {
  if (!document) return undefined;
  const { program } = document;
  const isOwn = isObject(program) && 'source' in program;
  await Promise.all([loadLinkReader(), isOwn && loadDescriber()]);
  for (const each of place === undefined
    ? [document]
    : [{ ...document, position: place }, document]) {
    const reading = linkReader().parseScenario(each, sampleIndex);
    if (reading.ok) return reading.moment;
  }
  return undefined;
}

/** Its text in the editor is not the one that runs: it could not run yet. */
export const hasUnrun = ({ code }: Entry, { program }: Scenario): boolean =>
  code !== undefined && ('sample' in program || !isSameTexts(code.texts, textsIn(program)));

/** How an entry looks in the list. The whole run is needed for its picture, and for the names of activities. */
export function lookOf(
  scenario: Scenario,
  code: Code | undefined,
  shown: Run['shown'],
  drawing: Drawing | undefined,
): { name: string; picture?: SmallStairs } {
  const sample = sampleOf(scenario);
  const program = code?.name || sample?.name || 'Your program';
  const own = sample?.scenario.interventions.length;
  const name = proposedName(program, scenario, shown?.trace, own);
  if (!shown || !drawing) return { name };
  const { focusOn, staircaseAt } = drawing;
  const { trace, program: view } = shown;
  const end = { step: trace.steps.length - 1, beat: 0, fraction: 0 };
  const focused = focusOn(view, trace, undefined);
  return { name, picture: smallStairs(staircaseAt(trace, end, focused, { isFolded: true })) };
}
