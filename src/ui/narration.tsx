import { Columns2, Dices } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Frame } from '../view/frame.ts';
import { lazyPart } from './lazy-part.tsx';
import { isOpeningScene, moodOf } from './mood.ts';
import { isFinished, NextQuestion } from './next-question.tsx';
import type { ScreenActions } from './screen-actions.ts';
import type { EventChoice } from './screen-state.ts';
import { WakeOffer } from './wake-offer.tsx';

/** Only a run of several workflows has it. */
const InstanceChoice = lazyPart(
  'The choice of the workflow',
  () => import('./instance-choice.tsx'),
);

interface NarrationProps {
  frame: Frame;
  question: string;
  lead?: string;
  nextQuestion?: string;
  isFirstMinute: boolean;
  isBothShown: boolean;
  canShowBoth: boolean;
  canChangeSeed: boolean;
  eventChoices: readonly EventChoice[];
  /** What a lesson asks before it shows what happens. */
  predict?: ReactNode;
  actions: ScreenActions;
}

function Tools(props: NarrationProps): ReactNode {
  const { actions, canChangeSeed, canShowBoth, isBothShown, nextQuestion, frame } = props;
  // Where code and history disagree, all that is asked about has been seen.
  const isDone = frame.isOver || frame.disagreement !== undefined;
  return (
    <div className="tools">
      {frame.instances.length > 1 && (
        <InstanceChoice instances={frame.instances} onInstance={actions.onInstance} />
      )}
      {isDone && !isFinished(frame) && nextQuestion && actions.onNextQuestion && (
        <NextQuestion isBig={false} onPress={actions.onNextQuestion} />
      )}
      {canShowBoth && (
        <button
          type="button"
          className="quiet"
          aria-pressed={isBothShown}
          onClick={actions.onToggleBoth}
        >
          <Columns2 aria-hidden="true" size={16} />
          <span className="tool-name">Show both</span>
        </button>
      )}
      {canChangeSeed && (
        <button type="button" className="quiet" title="Another seed" onClick={actions.onSeed}>
          <Dices aria-hidden="true" size={16} />
          <span className="tool-name">Another seed</span>
        </button>
      )}
    </div>
  );
}

/** As long as a sentence beside a question may be in the usual size: it has half of the width, and two lines. */
const SHORT = 80;
/** As long as it may be on a phone. */
const LONG = 150;

const lengthOf = ({ length }: string) => (length > LONG ? 'very' : length > SHORT);

/** The question, and under it the one sentence that says what just happened and why. */
export function Narration(props: NarrationProps): ReactNode {
  const { frame, question, isFirstMinute } = props;
  const isOpening = isOpeningScene(frame, isFirstMinute);
  const { lead, text } = frame.sentence;
  return (
    <section className="narration" aria-label="What happens" data-opening={isOpening}>
      <div className="question-row">
        <div>
          <h1 className="question">{question}</h1>{' '}
          {props.lead !== undefined && !isOpening && <p className="lead">{props.lead}</p>}
        </div>
        {!isFirstMinute && <Tools {...props} />}
      </div>
      {!isOpening && (
        <div className="sentence-row">
          <p className="sentence" data-mood={moodOf(frame)} data-long={lengthOf(text)}>
            {lead && <strong className="sentence-lead">{lead} </strong>}
            {text}
          </p>
          {props.predict}
          <WakeOffer frame={frame} choices={props.eventChoices} actions={props.actions} />
        </div>
      )}
    </section>
  );
}
