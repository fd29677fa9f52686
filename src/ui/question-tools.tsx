import { Columns2, Dices } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Frame } from '../view/frame.ts';
import { lazyPart } from './lazy-part.tsx';
import type { ScreenActions } from './screen-actions.ts';

/** Only a run of several workflows has it. */
const InstanceChoice = lazyPart(
  'The choice of the workflow',
  () => import('./instance-choice.tsx'),
);

/** Beside the question: what this program lets you choose. */
export function QuestionTools(props: {
  frame: Frame;
  isBothShown: boolean;
  canShowBoth: boolean;
  canChangeSeed: boolean;
  actions: ScreenActions;
}): ReactNode {
  const { actions, canChangeSeed, canShowBoth, isBothShown, frame } = props;
  return (
    <div className="tools">
      {frame.instances.length > 1 && (
        <InstanceChoice instances={frame.instances} onInstance={actions.onInstance} />
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
