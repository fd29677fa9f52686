import { MAIN_INSTANCE } from '../sim/simulate.ts';
import type { Scenario } from '../sim/scenario.ts';
import { isSamePlace } from '../trace/positions.ts';
import { predictionFor, type Prediction } from '../samples/predictions.ts';
import type { OfferedSample } from '../samples/sample.ts';
import { PredictCard } from '../ui/predict/predict-card.tsx';
import type { Frame } from '../view/frame.ts';
import type { Predicted } from './predicted.ts';
import type { Session } from './session.ts';

interface Parts {
  session: Session;
  sample: OfferedSample;
  scenario: Scenario;
  question: number;
  predicted: Predicted | undefined;
  frame: Frame;
}

/** `asked`: nothing was done yet. `told`: a crash at this very moment and a restart, and the run is over. */
type Standing = 'asked' | 'open' | 'told' | 'elsewhere';

function standingOf({ sample, scenario, question, frame }: Parts): Standing {
  const opening = sample.questions[question]?.opening;
  const own = sample.scenario.interventions.length;
  const [crash, restart, ...more] = scenario.interventions.slice(own);
  if (!opening || more.length > 0 || scenario.seed !== sample.scenario.seed) return 'elsewhere';
  if (!crash) return isSamePlace(frame.place, opening, MAIN_INSTANCE) ? 'asked' : 'elsewhere';
  const isHere = crash.do === 'crash' && crash.target === 'app' && crash.at !== undefined;
  if (!isHere || !isSamePlace(crash.at, opening, MAIN_INSTANCE)) return 'elsewhere';
  if (!restart) return 'open';
  if (restart.do !== 'restart' || restart.code !== undefined) return 'elsewhere';
  return frame.isOver ? 'told' : 'open';
}

/** What a lesson asks before its crash, and the answer beside the outcome. It is in nobody's way. Loaded after the first minute. */
export default function PredictOffer(parts: Parts) {
  const { session, sample, question, predicted } = parts;
  const asked: Prediction | undefined = predictionFor(sample.id, question);
  if (!asked) return null;
  const isOurs = predicted?.sample === sample.id && predicted.question === question;
  const answer = isOurs ? predicted.answer : undefined;
  const standing = standingOf(parts);
  if (standing === 'elsewhere' || answer === 'skipped') return null;
  if (answer === undefined && standing !== 'asked') return null;
  return (
    <PredictCard
      ask={asked.ask}
      options={asked.options}
      right={asked.right}
      answer={answer}
      isTold={standing === 'told'}
      onKeys={session.hearLesson}
      onAnswer={(given) => session.predict({ sample: sample.id, question, answer: given })}
    />
  );
}
