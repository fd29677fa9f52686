import { Columns2, Dices } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Frame } from '../view/frame.ts';
import InstanceChoice from './instance-choice.tsx';
import type { ScreenActions } from './screen-actions.ts';

/** Beside the question: what this program lets you choose. */
export default function QuestionTools(props: {
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
