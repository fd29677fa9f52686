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
}

/** The keys 1 to 4 answer, where no field has the focus. */
function useNumberKeys(count: number, isAsked: boolean, onAnswer: (answer: number) => void): void {
  useEffect(() => {
    if (!isAsked) return;
    const listen = (event: KeyboardEvent): void => {
      const { target, key } = event;
      const isField =
        target instanceof HTMLElement &&
        target.closest('input:not([type="range"]), textarea, select, dialog, [contenteditable]');
      const index = Number(key) - 1;
      const isOne = Number.isInteger(index) && index >= 0 && index < count;
      if (!isOne || isField || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      onAnswer(index);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [count, isAsked, onAnswer]);
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
  useNumberKeys(options.length, answer === undefined, onAnswer);
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
