import { CompositeTask, FailFastTask, FirstOfTask } from './composite.ts';
import { Task, TimerTask } from './task.ts';
import type { Hang, HangReason } from './turn.ts';

/**
 * Why what was yielded can never complete. A kept workflow ends many turns at the same wait: each of 2,000 answers to a
 * `whenAll` looked at all 2,000 tasks again, which was more work than a workflow may do. While no code runs, a task without hope
 * stays so, and those that a `whenAll` waits for keep theirs: so it remembers how far it has looked.
 */
export class Outlook {
  #step = 0;
  readonly #lookedAt = new Map<CompositeTask, number>();

  /** `step`: another one when code has run since the last time. Undefined: it may still complete. */
  hangOf(yielded: unknown, step: number): Hang | undefined {
    if (step !== this.#step) this.#lookedAt.clear();
    this.#step = step;
    return this.#hangOf(yielded);
  }

  #hangOf(yielded: unknown): Hang | undefined {
    if (!(yielded instanceof Task)) return { reason: 'not-a-task' };
    if (yielded.isComplete) return { reason: 'done-before' };
    if (yielded instanceof TimerTask && yielded.isCanceled) return { reason: 'cancelled' };
    if (!(yielded instanceof CompositeTask)) return undefined;
    const api = yielded instanceof FirstOfTask ? 'whenAny' : 'whenAll';
    const reason = this.#reasonOf(yielded);
    return reason && { reason, api };
  }

  #reasonOf(composite: CompositeTask): HangReason | undefined {
    const children = composite._tasks;
    if (children.length === 0) return 'empty';
    if (this.#isOpen(composite)) return undefined;
    const unheard = children.flatMap((child) => this.#whyUnheard(child, composite) ?? []);
    return unheard[0] ?? 'done-children';
  }

  /** One child with hope is enough for whenAny, and for dapr's whenAll, which a failure completes as well. */
  #isOpen(composite: CompositeTask): boolean {
    const children = composite._tasks;
    const isOneEnough = composite instanceof FirstOfTask || composite instanceof FailFastTask;
    for (let at = this.#lookedAt.get(composite) ?? 0; at < children.length; at += 1) {
      const child = children[at] as Task;
      const hasHope = !child.isComplete && this.#whyUnheard(child, composite) === undefined;
      if (!isOneEnough && !hasHope && !child.isComplete) return false;
      if (!isOneEnough || !hasHope) continue;
      this.#lookedAt.set(composite, at);
      return true;
    }
    this.#lookedAt.set(composite, children.length);
    return !isOneEnough;
  }

  /** Why a child's completion never reaches this composite. */
  #whyUnheard(child: Task, composite: CompositeTask): HangReason | undefined {
    if (child._parent !== composite) return 'shared';
    const isComposite = child instanceof CompositeTask;
    if (isComposite && Task.dialectOf(child) === 'dapr') return 'nested';
    return child.isComplete ? undefined : this.#hangOf(child)?.reason;
  }
}
