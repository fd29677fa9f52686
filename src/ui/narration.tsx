import type { ReactNode } from 'react';
import type { Frame } from '../view/frame.ts';
import { isOpeningScene, moodOf } from './mood.ts';
import type { ScreenActions } from './screen-actions.ts';
import { lazyPart } from './lazy-part.tsx';
import { isFinished } from './next-question.tsx';
import type { EventChoice, SampleChoice } from './screen-state.ts';
import { WakeOffer, wakeOf } from './wake-offer.tsx';

/** Not in the first minute, and few samples have one of them. */
const QuestionTools = lazyPart('What can be chosen here', () => import('./question-tools.tsx'));
const LastOffer = lazyPart('What comes after it', () => import('./last-offer.tsx'));

interface NarrationProps {
  frame: Frame;
  question: string;
  lead?: string;
  isFirstMinute: boolean;
  isBothShown: boolean;
  canShowBoth: boolean;
  canChangeSeed: boolean;
  eventChoices?: readonly EventChoice[];
  isWakeInvited?: boolean;
  isLastQuestion?: boolean;
  samples: readonly SampleChoice[];
  /** What a lesson asks before it shows what happens. */
  predict?: ReactNode;
  actions: ScreenActions;
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
  const hasTools = props.canShowBoth || props.canChangeSeed || frame.instances.length > 1;
  return (
    <section className="narration" aria-label="What happens" data-opening={isOpening}>
      <div className="question-row">
        <div>
          <h1 className="question">{question}</h1>{' '}
          {props.lead !== undefined && !isOpening && <p className="lead">{props.lead}</p>}
        </div>
        {!isFirstMinute && hasTools && <QuestionTools {...props} />}
      </div>
      {!isOpening && (
        <div className="sentence-row">
          <p className="sentence" data-mood={moodOf(frame)} data-long={lengthOf(text)}>
            {lead && <strong className="sentence-lead">{lead} </strong>}
            {text}
          </p>
          {props.predict}
          <WakeOffer {...wakeOf(props)} />
          {props.isLastQuestion === true && isFinished(frame) && <LastOffer {...props} />}
        </div>
      )}
    </section>
  );
}
