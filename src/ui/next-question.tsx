import { ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Frame } from '../view/frame.ts';

/** Nothing is left that could crash: the workflow has come to its end, and code and history agree. */
export const isFinished = ({ isOver, status, app, disagreement, isEngineDown }: Frame): boolean =>
  isOver &&
  status !== 'RUNNING' &&
  status !== 'PENDING' &&
  app.status !== 'dead' &&
  !isEngineDown &&
  !disagreement;

/** `isBig`: in the place of Crash, which stands small beside it. */
export function NextQuestion(props: { isBig: boolean; onPress: () => void }): ReactNode {
  return (
    <button
      type="button"
      className={props.isBig ? 'crash next-big' : 'quiet next-question'}
      aria-keyshortcuts="Q"
      onClick={props.onPress}
    >
      <ArrowRight aria-hidden="true" size={16} />
      Next question
    </button>
  );
}
