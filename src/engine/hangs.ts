import { CompositeTask, FailFastTask, FirstOfTask } from './composite.ts';
import { Task, TimerTask } from './task.ts';
import type { Hang, HangReason } from './turn.ts';

/** Why what was yielded can never complete; undefined when it still may. */
export function hangOf(yielded: unknown): Hang | undefined {
  if (!(yielded instanceof Task)) return { reason: 'not-a-task' };
  if (yielded.isComplete) return { reason: 'done-before' };
  if (yielded instanceof TimerTask && yielded.isCanceled) return { reason: 'cancelled' };
  if (!(yielded instanceof CompositeTask)) return undefined;
  const api = yielded instanceof FirstOfTask ? 'whenAny' : 'whenAll';
  const reason = reasonOf(yielded);
  return reason && { reason, api };
}

function reasonOf(composite: CompositeTask): HangReason | undefined {
  const children = composite._tasks;
  if (children.length === 0) return 'empty';
  const isHopeful = (child: Task): boolean =>
    !child.isComplete && whyUnheard(child, composite) === undefined;
  if (composite instanceof FirstOfTask) {
    if (children.some(isHopeful)) return undefined;
  } else if (composite instanceof FailFastTask) {
    // A failure completes it as well, so it may end as long as one child can still be heard.
    if (children.some(isHopeful)) return undefined;
  } else if (children.every((child) => child.isComplete || isHopeful(child))) {
    return undefined;
  }
  const unheard = children.flatMap((child) => whyUnheard(child, composite) ?? []);
  return unheard[0] ?? 'done-children';
}

/** Why a child's completion never reaches this composite. */
function whyUnheard(child: Task, composite: CompositeTask): HangReason | undefined {
  if (child._parent !== composite) return 'shared';
  const isComposite = child instanceof CompositeTask;
  if (isComposite && Task.dialectOf(child) === 'dapr') return 'nested';
  return child.isComplete ? undefined : hangOf(child)?.reason;
}
