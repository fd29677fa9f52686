import type { Intervention, Scenario } from '../sim/scenario.ts';
import { formatPlace } from '../trace/place-text.ts';
import { dictionaryOf, type ProgramTexts } from './dictionary.ts';
import type { SampleIndex } from './sample-index.ts';

/** What own code is, as far as its link says nothing else. Part of the format: it never changes. */
export const OWN_DEFAULTS = {
  mode: 'workflow',
  dialect: 'dapr',
  facade: 'dapr',
  input: undefined,
  seed: 1,
  environment: { variables: {}, events: [], services: [] },
  interventions: [],
} satisfies Omit<Scenario, 'program'>;

/** What a link's reader knows without it. */
export interface Base {
  /** The scenario of which the link tells the difference. */
  defaults: Omit<Scenario, 'program'>;
  texts?: ProgramTexts;
  dictionary: Uint8Array;
}

/** What a link of a sample is the difference to. Its text need not be here. */
export function baseOfSample(id: string, samples: SampleIndex): Base | undefined {
  const defaults = samples.defaults(id);
  return defaults && { defaults, dictionary: dictionaryOf(defaults, undefined) };
}

/** What code is the difference to that is a change of a sample; its text must be here. */
export function baseOfChange(id: string, samples: SampleIndex): Base | undefined {
  const defaults = samples.defaults(id);
  const texts = samples.texts?.(id);
  return defaults && texts && { defaults, texts, dictionary: dictionaryOf(defaults, texts) };
}

export const baseOfOwn = (): Base => ({
  defaults: OWN_DEFAULTS,
  dictionary: dictionaryOf(undefined, undefined),
});

/** An act as a document holds it: its place as text. */
export const asDocument = (act: Intervention): object =>
  'at' in act ? { ...act, at: formatPlace(act.at) } : act;

/** Before acts that follow those of the sample. */
export const SAME = 'same';
