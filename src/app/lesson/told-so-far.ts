import type { Trace } from '../../trace/trace.ts';
import type { Sentence } from '../../view/sentence-input.ts';
import type { Picture } from '../drawing/picture.ts';
import { withNewMarks } from '../mended-lines.ts';
import { sampleOf } from '../programs.ts';
import type { AppState } from '../store.ts';
import { followed } from './followed.ts';
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
