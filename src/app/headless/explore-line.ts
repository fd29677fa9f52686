import { explore } from '../../explore/explore.ts';
import {
  VICTIMS,
  type CrashPoint,
  type ExploredRun,
  type ExploreOptions,
  type Summary,
  type Verdict,
  type Victim,
} from '../../explore/report.ts';
import { documentOfMoment } from '../../link/document.ts';
import type { ScenarioDocument } from '../../link/schema.ts';
import { sampleIndex } from '../programs.ts';
import { placeToJson, type PlaceJson } from '../../trace/place-text.ts';
import { subjectOf } from './explored-subject.ts';
import { field, fieldsOf, maybeCount, type Fields } from './fields.ts';
import { LineError } from './line-error.ts';

/** A crash as `explore` tells of it: `faults` of a `run` line, or an intervention of a scenario, take `at` as it is. */
export interface ToldCrash {
  victim: Victim;
  at: PlaceJson;
  /** The place as text. */
  place: string;
  moments: number;
  kept: number;
}

export type ExploreAnswer =
  | ({ kind: 'base'; points: number; of?: number; moments: number } & Verdict)
  | ({ kind: 'run'; number: number; crashes: ToldCrash[]; scenario?: ScenarioDocument } & Verdict)
  | ({ kind: 'summary'; smallest?: ExploreAnswer } & Omit<Summary, 'smallest' | 'base'>);

const DEFAULT_PAIRS = 100;
const MOST_PAIRS = 100_000;

/** What `explore` answers to one line, answer by answer. `isBroken` comes with the last: an invariant does not hold. */
export function* answerExplore(
  line: Fields,
  wasm: WebAssembly.Module,
): Generator<{ answer: ExploreAnswer; isBroken: boolean }> {
  const { options, rest } = readOptions(line);
  const subject = subjectOf(rest, wasm);
  for (const found of explore(subject, options)) {
    switch (found.kind) {
      case 'base': {
        const { verdict, points, of, failure } = found.base;
        // A run that can not even be done once shows nothing.
        if (failure !== undefined) throw new LineError('broken', failure);
        const moments = points.reduce((sum, each) => sum + each.moments, 0);
        yield {
          answer: {
            kind: 'base',
            points: points.length,
            ...(of !== undefined && { of }),
            moments,
            ...verdict,
          },
          isBroken: false,
        };
        break;
      }
      case 'run':
        yield { answer: told(found.run), isBroken: false };
        break;
      case 'summary': {
        const { smallest, base, ...summary } = found.summary;
        const isBroken = summary.runs.broken > 0 || base.findings.length > 0;
        const answer = {
          kind: 'summary' as const,
          ...summary,
          ...(smallest && { smallest: told(smallest) }),
        };
        yield { answer, isBroken };
        break;
      }
    }
  }
}

function told({ number, crashes, verdict, scenario }: ExploredRun): ExploreAnswer {
  return {
    kind: 'run',
    number,
    crashes: crashes.map(toldCrash),
    ...verdict,
    ...(scenario &&
      verdict.findings.length > 0 && { scenario: documentOfMoment({ scenario }, sampleIndex) }),
  };
}

const toldCrash = ({ victim, at, name, moments, kept }: CrashPoint): ToldCrash => ({
  victim,
  at: placeToJson(at),
  place: name,
  moments,
  kept,
});

/** The field `explore` of a line says how; the rest says what. */
function readOptions(line: Fields): { options: ExploreOptions; rest: Fields } {
  const { explore: _explore, ...values } = line.values;
  const given = field(line, 'explore');
  const fields =
    given === undefined ? { values: {}, where: 'explore' } : fieldsOf(given, 'explore');
  const pairs = maybeCount(fields, 'pairs') ?? DEFAULT_PAIRS;
  if (pairs > MOST_PAIRS)
    throw new LineError('bad-request', `"explore.pairs" must be at most ${MOST_PAIRS}.`);
  return {
    options: { victims: readVictims(fields), pairs, seed: maybeCount(fields, 'seed') ?? 1 },
    rest: { ...line, values },
  };
}

function readVictims(fields: Fields): readonly Victim[] {
  const given = field(fields, 'victims');
  if (given === undefined) return VICTIMS;
  const victims = VICTIMS.filter((each) => Array.isArray(given) && given.includes(each));
  if (!Array.isArray(given) || victims.length === 0 || victims.length !== given.length)
    throw new LineError(
      'bad-request',
      '"explore.victims" must be a list of "app", "sidecar" and "both".',
    );
  return victims;
}
