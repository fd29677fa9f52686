import { deployCheck } from '../../explore/deploy-check.ts';
import type { DeployPoint, DeploySummary } from '../../explore/deploy-report.ts';
import { documentOfMoment } from '../../link/document.ts';
import type { ScenarioDocument } from '../../link/schema.ts';
import { sampleIndex } from '../programs.ts';
import { placeToJson, type PlaceJson } from '../../trace/place-text.ts';
import { deployableOf } from './explored-subject.ts';
import type { Fields } from './fields.ts';

interface ToldPoint extends Omit<DeployPoint, 'at' | 'name' | 'steps' | 'scenario'> {
  kind: 'point';
  at: PlaceJson;
  /** The place as text. */
  place: string;
  scenario?: ScenarioDocument;
}

export type DeployAnswer =
  ToldPoint | ({ kind: 'summary'; worst?: number } & Omit<DeploySummary, 'worst'>);

/**
 * What `deploy-check` answers to one line, answer by answer. `isBroken` comes with the last: some point is not safe.
 *
 * @throws LineError
 */
export function* answerDeployCheck(
  line: Fields,
  wasm: WebAssembly.Module,
): Generator<{ answer: DeployAnswer; isBroken: boolean }> {
  for (const found of deployCheck(deployableOf(line, wasm))) {
    switch (found.kind) {
      case 'point':
        yield { answer: told(found.point), isBroken: false };
        break;
      case 'summary': {
        const { worst, ...summary } = found.summary;
        const answer = {
          kind: 'summary' as const,
          ...summary,
          ...(worst && { worst: worst.number }),
        };
        yield { answer, isBroken: worst !== undefined };
        break;
      }
    }
  }
}

function told({ at, name, steps: _steps, scenario, ...point }: DeployPoint): ToldPoint {
  return {
    kind: 'point',
    place: name,
    at: placeToJson(at),
    ...point,
    ...(scenario &&
      point.verdict !== 'safe' && { scenario: documentOfMoment({ scenario }, sampleIndex) }),
  };
}
