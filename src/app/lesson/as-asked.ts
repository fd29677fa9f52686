import type { OfferedSample } from '../../samples/sample.ts';
import type { Intervention } from '../../sim/scenario.ts';
import type { Prediction } from '../../samples/predictions/prediction.ts';
import type { Visit } from '../visit.ts';

/** Plays the run that a question is about: its crash at the opening and a restart, or nothing but going on. One press of undo leads back. */
export function playAsAsked(
  visit: Visit,
  { scenario: own, questions }: OfferedSample,
  question: number,
  { foresees }: Prediction,
): void {
  const place = (questions[question] ?? questions[0]).opening;
  const acts: Intervention[] =
    foresees === 'crash' ? [{ do: 'crash', target: 'app', at: place }, { do: 'restart' }] : [];
  const interventions = [...own.interventions, ...acts];
  const scenario = { ...own, interventions };
  if (acts.length === 0) visit.act(scenario, { to: { place }, next: 'play' });
  else visit.act(scenario, { to: { intervention: interventions.length - 1 }, next: 'sweep' });
}
