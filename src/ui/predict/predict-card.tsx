import { Check, X } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import './predict.css';

interface PredictCardProps {
  ask: string;
  options: readonly { text: string; why: string }[];
  /** Index of the right one. */
  right: number;
  /** What the person has said; absent: not asked yet. */
  answer: number | undefined;
  /** The run has shown what happens. */
  isTold: boolean;
  onAnswer: (answer: number | 'skipped') => void;
  /** Who wants to hear the number keys, while this asks. */
  onKeys: (listener: ((answer: number) => void) | undefined) => void;
}

/** The app tells which number was pressed: it knows when a key belongs to a field, and whether single keys are wanted. */
function useNumberKeys({ options, answer, onAnswer, onKeys }: PredictCardProps): void {
  useEffect(() => {
    if (answer !== undefined) return;
    onKeys((index) => {
      if (index < options.length) onAnswer(index);
    });
    return () => onKeys(undefined);
  }, [options.length, answer, onAnswer, onKeys]);
}

function Said(props: PredictCardProps & { answer: number }): ReactNode {
  const { options, right, answer, isTold } = props;
  const said = options[answer];
  if (!said) return null;
  const isRight = answer === right;
  const Icon = isRight ? Check : X;
  return (
    <div className="predict" role="status" data-right={isTold ? isRight : undefined}>
      <p className="predict-ask">
        {isTold && <Icon aria-hidden="true" size={16} />}
        {`You said: ${said.text.toLowerCase()}.`}
        {isTold && (
          <strong>{isRight ? ' Right.' : ` It is: ${options[right]?.text.toLowerCase()}.`}</strong>
        )}
      </p>
      <p className="predict-why">{isTold ? said.why : 'Now crash the app, restart it, and see.'}</p>
    </div>
  );
}

/** Predict, then see: two to four answers; what was said stays beside the outcome, with the reason for that very answer. */
export function PredictCard(props: PredictCardProps): ReactNode {
  const { ask, options, answer, onAnswer } = props;
  useNumberKeys(props);
  if (answer !== undefined) return <Said {...props} answer={answer} />;
  return (
    <div className="predict" role="group" aria-label={ask}>
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
            {text}
          </button>
        ))}
        <button
          type="button"
          className="quiet predict-option predict-skip"
          onClick={() => onAnswer('skipped')}
        >
          Skip
        </button>
      </p>
    </div>
  );
}
