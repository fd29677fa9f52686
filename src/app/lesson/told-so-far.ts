import type { Status } from '../../engine/history.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Sentence } from '../../view/sentence-input.ts';
import type { Picture } from '../drawing/picture.ts';
import { withNewMarks } from '../mended-lines.ts';
import { sampleOf } from '../programs.ts';
import type { AppState } from '../store.ts';
import { isOpen, untold } from './predicted.ts';

/** The picture with the sentence that stands at this moment. */
export function toldIn(
  picked: Picture,
  held: Sentence | undefined,
  state: AppState,
  step: number,
): Picture {
  const frame = withNewMarks(picked.frame, state);
  const sample = sampleOf(state.scenario);
  const isAsked = frame.app.status === 'dead' && sample && isOpen(state, sample.id);
  const { revealed, scenario, preferences } = state;
  const isRevealed =
    revealed?.scenario === scenario && !preferences.isFolded && revealed.step === step;
  const sentence = isRevealed ? revealed.sentence : (held ?? frame.sentence);
  const told = isAsked ? { ...sentence, text: untold(sentence.text) } : sentence;
  if (told !== frame.sentence) return { ...picked, frame: { ...frame, sentence: told } };
  return frame === picked.frame ? picked : { ...picked, frame };
}

/**
 * A question that is about a child workflow opens with it. Once the child has ended, what is asked about is in its parent: that
 * is shown, unless a person has chosen otherwise.
 */
export function followed(
  { scenario, question, focus, hasChosenInstance }: AppState,
  trace: Trace | undefined,
  step: number,
): string | undefined {
  const opening = sampleOf(scenario)?.questions[question]?.opening;
  if (focus === undefined || hasChosenInstance || opening?.instance !== focus) return focus;
  const end = trace?.steps.findIndex(
    (each) => each.kind === 'turn-saved' && each.instance === focus && ENDED.has(each.status),
  );
  return end !== undefined && end >= 0 && step > end ? undefined : focus;
}

const ENDED: ReadonlySet<Status> = new Set(['COMPLETED', 'FAILED', 'TERMINATED', 'CANCELED']);

/** The staircase ends at what waits for an answer, or before what an open question is about. */
export const choiceOf = (
  state: AppState,
  gate: number | undefined,
  step: number,
  trace: Trace | undefined,
) => ({
  isFolded: state.preferences.isFolded,
  focus: followed(state, trace, step),
  gate: gate ?? (step < (state.veil ?? 0) ? state.veil : undefined),
});
