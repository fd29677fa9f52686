import { documentOfMoment } from '../../link/document.ts';
import type { Scenario } from '../../sim/scenario.ts';
import { linkReader } from '../link-reader.ts';
import { codeOf, sampleIndex } from '../programs.ts';
import type { Draft } from './draft.ts';
import type { Reading } from './reading.ts';
import { scenarioOfTexts, withTexts } from './scenario-of-text.ts';

/** All that decides a run beside its texts, as plain JSON: what a draft keeps of its scenario. */
export function circumstancesOf(scenario: Scenario): Record<string, unknown> {
  const { workflow, plain } = codeOf(scenario)?.entry ?? {};
  return { ...documentOfMoment({ scenario }, sampleIndex), program: { workflow, plain } };
}

/** The scenario of a draft. What was kept beside the texts counts as far as it can be read. */
export function scenarioOfDraft(draft: Draft, reading: Reading): Scenario {
  const { texts, circumstances, sampleId } = draft;
  const { program, ...rest } = circumstances ?? {};
  const starts = typeof program === 'object' && program !== null ? program : {};
  const document = { ...rest, program: { ...starts, source: texts.v1 } };
  const kept = circumstances && linkReader().parseScenario(document, sampleIndex);
  return kept?.ok === true
    ? withTexts(kept.moment.scenario, texts, reading, sampleId)
    : scenarioOfTexts(texts, reading);
}
