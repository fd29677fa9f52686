import type { Intervention } from '../sim/scenario.ts';
import type { Trace } from '../trace/trace.ts';
import type { DoneAct } from '../ui/ways-menu.tsx';
import type { Pin } from '../view/stair-pins.ts';
import { actWords } from './own-code/act-words.ts';

/** What was done in a run, in order, each with the step at which it happened. */
export function actsDone(acts: readonly Intervention[], trace: Trace): DoneAct[] {
  return acts.map((act, index) => {
    const words = actWords(act);
    const step = trace.performedAt[index];
    const reason = trace.unused.find((each) => each.index === index)?.reason;
    return {
      index,
      isDrawn: act.do === 'restart' || (act.do === 'crash' && act.target === 'app'),
      text: words.charAt(0).toUpperCase() + words.slice(1),
      ...(step !== undefined && { step: Math.min(step, trace.steps.length - 1) }),
      ...(reason !== undefined && { reason }),
    };
  });
}

/** An app's crash and its restart are drawn already; everything else that was done gets a pin. */
export const pinsOf = (acts: readonly DoneAct[]): Pin[] =>
  acts.flatMap(({ step, text, isDrawn }) =>
    step === undefined || isDrawn ? [] : [{ step, label: text }],
  );
