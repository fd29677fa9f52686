import type { Moment } from '../sim/scenario.ts';
import { placeToJson } from '../trace/place-text.ts';
import { nameOf, type SampleIndex } from './sample-index.ts';
import type { ScenarioDocument } from './schema.ts';
import { FORMAT_VERSION } from './versions.ts';

/** Writes the whole document, every field, places in the JSON form. The same moment always gives the same document. */
export function documentOfMoment(
  { scenario, position, view, engine, ending }: Moment,
  samples: SampleIndex | undefined,
): ScenarioDocument {
  const { program } = scenario;
  return {
    replayscope: FORMAT_VERSION,
    ...(engine !== undefined && { engine }),
    program: 'sample' in program ? { sample: nameOf(program.sample, samples) } : program,
    mode: scenario.mode,
    dialect: scenario.dialect,
    facade: scenario.facade,
    ...(scenario.input !== undefined && { input: scenario.input }),
    seed: scenario.seed,
    environment: scenario.environment,
    interventions: scenario.interventions.map((each) =>
      'at' in each ? { ...each, at: placeToJson(each.at) } : each,
    ),
    ...(position && { position: placeToJson(position) }),
    ...(view && { view }),
    ...(ending !== undefined && { ending }),
  };
}
