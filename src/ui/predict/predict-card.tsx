import { Check, Play, X } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import './predict.css';

interface Answer {
  text: string;
  why: string;
  /** In answer to the sample's own question, where `text` is none. */
  answer?: string;
}

interface PredictCardProps {
  ask: string;
  options: readonly Answer[];
  /** Index of the right one, once the run has shown it. */
  right: number | undefined;
  /** What the person has said; absent: not asked yet. */
  answer: number | undefined;
  /** What is to be done to see it. */
  next: string;
  /** Something else was done, and it came to the same: this says so. */
  besides?: string;
  /** The question's own acts were done as well, so its reasons hold. */
  isAsked?: boolean;
  /** The run stands still until there is an answer. */
  isWaiting: boolean;
  /** Questions hold the run back. */
  isHeld: boolean;
  onHeld: (isHeld: boolean) => void;
  onAnswer: (answer: number | 'skipped') => void;
  /** Who wants to hear the number keys, while this asks. */
  onKeys: (listener: ((answer: number) => void) | undefined) => void;
}

/** The app tells which number was pressed: it knows when a key belongs to a field, and whether single keys are wanted. */
function useNumberKeys({ options, answer, onAnswer, onKeys }: PredictCardProps): void {
  useEffect(() => {
    if (answer !== undefined) return;
    onKeys((index) => {
      if (index < 0) onAnswer('skipped');
      else if (index < options.length) onAnswer(index);
    });
    return () => onKeys(undefined);
  }, [options.length, answer, onAnswer, onKeys]);
}

const inText = (option: { text: string } | undefined): string =>
  option ? option.text.charAt(0).toLowerCase() + option.text.slice(1) : '';

function Said(props: PredictCardProps & { answer: number }): ReactNode {
  const { options, right, answer, next, besides, isAsked = true } = props;
  const said = options[answer];
  if (!said) return null;
  const isRight = answer === right;
  const Icon = isRight ? Check : X;
  const isTold = right !== undefined;
  const why = [...(besides === undefined ? [] : [besides]), ...(isAsked ? [said.why] : [])];
  return (
    <div className="predict predict-said" role="status" data-right={isTold ? isRight : undefined}>
      <p className="predict-ask">
        {isTold && <Icon aria-hidden="true" size={16} />}
        {`You said: ${inText(said)}.`}
        {isTold && <strong>{isRight ? ' Right.' : ` In fact: ${inText(options[right])}.`}</strong>}
      </p>
      <p className="predict-why">{` ${isTold ? why.join(' ') : next}`}</p>
    </div>
  );
}

/** The answer to the sample's question, which the run has shown: for who was not asked, or skipped it. */
export function AnswerCard(props: {
  option: Answer | undefined;
  /** The sentence beside it gives the reason. */
  isTold: boolean;
}): ReactNode {
  const { option, isTold } = props;
  return (
    option && (
      <div className="predict predict-said predict-answer" data-right="true">
        <p className="predict-ask">{`In short: ${option.answer ?? inText(option)}.`}</p>
        {!isTold && <p className="predict-why">{` ${option.why}`}</p>}
      </div>
    )
  );
}

/** What was said can't be judged by this run: one press plays the run that the question is about. */
export function AsAsked({ onPress }: { onPress: () => void }): ReactNode {
  return (
    <div className="wake-offer as-asked" role="group" aria-label="The question’s own run">
      <button type="button" className="quiet wake" onClick={onPress}>
        <Play aria-hidden="true" size={16} />
        Play it as asked
      </button>
    </div>
  );
}

/** Predict, then see: two to four answers; what was said stays beside the outcome, with the reason for that very answer. */
export function PredictCard(props: PredictCardProps): ReactNode {
  const { ask, options, answer, isWaiting, isHeld, onAnswer, onHeld } = props;
  useNumberKeys(props);
  if (answer !== undefined) return <Said {...props} answer={answer} />;
  return (
    <div className="predict" role="group" aria-label={ask} data-waiting={isWaiting}>
      <p className="predict-ask">{ask}</p>
      <p className="predict-options">
        {options.map(({ text }, index) => (
          <button
            key={text}
            type="button"
            className="quiet predict-option"
            aria-keyshortcuts={String(index + 1)}
            onClick={() => onAnswer(index)}
          >
            <span className="predict-key" aria-hidden="true">
              {index + 1}
            </span>
            <span>{text}</span>
          </button>
        ))}
        <button
          type="button"
          className="quiet predict-option predict-skip"
          aria-keyshortcuts="0"
          onClick={() => onAnswer('skipped')}
        >
          <span className="predict-key" aria-hidden="true">
            0
          </span>
          <span>Skip</span>
        </button>
      </p>
      <label className="predict-held">
        <input
          type="checkbox"
          checked={isHeld}
          onChange={(event) => onHeld(event.currentTarget.checked)}
        />
        Ask me first
      </label>
    </div>
  );
}
