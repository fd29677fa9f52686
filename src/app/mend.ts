import type { FindingFix } from '../ui/editor/finding.ts';
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

/**
 * Changes the code, and starts a new workflow with it: nothing that was done to the broken one is done to this one. An act, which
 * Undo takes back.
 */
export async function mend(visit: Visit, { fix }: Mend): Promise<void> {
  const { scenario } = visit.state;
  const v1 = mendedText(fix);
  const reading = await visit.around.readProgram(v1);
  // The mended code is one's own, and its address has to be written.
  await visit.around.loadDescriber();
  // Somebody did something else meanwhile.
  if (visit.state.scenario !== scenario || textsOf(scenario).v1 === v1) return;
  const changed = withTexts({ ...scenario, interventions: [] }, { v1 }, reading, undefined);
  visit.trust(changed);
  visit.act(
    changed,
    { to: 'start', next: 'play' },
    {
      isFirstMinute: false,
      notice: {
        tone: 'info',
        text: 'A new workflow runs the mended code. The broken one stays as it is: its history cannot change. Undo leads back to it.',
      },
    },
  );
}
