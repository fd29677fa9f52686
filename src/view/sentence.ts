import type { Cursor, Trace } from '../trace/trace.ts';
import { VERDICTS } from '../trace/verdict.ts';
import type { ProgramView } from './program-view.ts';
import { silentMoment } from './silent.ts';
import { applyStep } from './run-fold.ts';
import { stateAfter } from './state-after.ts';
import { emptyState } from './run-state.ts';
import { turnBeatSentence } from './sentence-beat.ts';
import {
  callBeatSentence,
  callReturnedSentence,
  callStartedSentence,
  effectSentence,
  taskReturnedSentence,
  taskSentSentence,
} from './sentence-call.ts';
import { clientSentence } from './sentence-client.ts';
import { crashSentence } from './sentence-crash.ts';
import {
  droppedSentence,
  lostSentence,
  rewoundSentence,
  saveRefusedSentence,
  sidecarCrashedSentence,
  sidecarStartedSentence,
  taskSlowSentence,
} from './sentence-fault.ts';
import { nameOfInstance, say, type Sentence, type Telling } from './sentence-input.ts';
import { idleSentence, overSentence } from './sentence-rest.ts';
import {
  appStartedSentence,
  clockMovedSentence,
  dispatchedSentence,
  otherSavedSentence,
  otherWakesSentence,
  recordedSentence,
  scheduledSentence,
  turnSavedSentence,
  turnSentSentence,
} from './sentence-step.ts';
import { turnReturnedSentence } from './sentence-returned.ts';
import { eventRefusedSentence, stalledSentence } from './sentence-version.ts';
import { clampCursor, indexOf } from './trace-index.ts';

/** The one sentence at a cursor: what has just happened, and why. */
export function sentenceAt(trace: Trace, cursor: Cursor, program: ProgramView): Sentence {
  const { step: stepIndex, beat } = clampCursor(trace, cursor);
  const step = trace.steps[stepIndex];
  if (!step) return say('Start.', 'Nothing has happened yet.');
  const state = stateAfter(trace, stepIndex + 1, program.focus);
  return sentenceFor({ trace, state, step, stepIndex, beat, program });
}

/** The whole run as text: one line for every stop of the cursor. */
export const transcript = (trace: Trace, program: ProgramView): string[] =>
  sentencesOf(trace, program).map(({ lead, text }) => `${lead} ${text}`);

/** The sentence of every stop of the cursor, in order. */
export function sentencesOf(trace: Trace, program: ProgramView): Sentence[] {
  const state = emptyState(program.focus);
  let applied = 0;
  return indexOf(trace).positions.flatMap(({ step: stepIndex, beat }) => {
    const step = trace.steps[stepIndex];
    if (!step) return [];
    for (; applied <= stepIndex; applied += 1) {
      const next = trace.steps[applied];
      if (next) applyStep(state, next, applied);
    }
    return [sentenceFor({ trace, state, step, stepIndex, beat, program })];
  });
}

export function sentenceFor(telling: Telling): Sentence {
  const { step, state } = telling;
  switch (step.kind) {
    case 'scheduled':
      return scheduledSentence(telling, step);
    case 'app-started':
      return appStartedSentence(telling, step);
    case 'app-crashed':
      return crashSentence(telling, step);
    case 'sidecar-crashed':
      return sidecarCrashedSentence(telling);
    case 'sidecar-started':
      return sidecarStartedSentence(telling);
    case 'client':
      return clientSentence(telling, step);
    case 'lost':
      return lostSentence(telling, step);
    case 'dropped':
      return droppedSentence(telling, step);
    case 'save-refused':
      return saveRefusedSentence(telling, step);
    case 'task-slow':
      return taskSlowSentence(step);
    case 'rewound':
      return rewoundSentence();
    case 'turn-sent':
      return step.instance === state.instance
        ? turnSentSentence(telling, step)
        : otherWakesSentence(telling, step);
    case 'pass':
      return passSentence(telling, step.pass);
    case 'turn-returned':
      return step.instance === state.instance
        ? turnReturnedSentence(telling, step)
        : say(
            'Elsewhere.',
            `The wake-up of ${nameOfInstance(telling, step.instance)} is over. It is not kept yet.`,
          );
    case 'dispatched':
      return dispatchedSentence(telling, step);
    case 'turn-saved':
      return step.instance === state.instance
        ? turnSavedSentence(telling, step)
        : otherSavedSentence(telling, step);
    case 'stalled':
      return step.instance === state.instance
        ? stalledSentence(telling, step)
        : say('Elsewhere.', `${nameOfInstance(telling, step.instance)} is stalled.`);
    case 'event-refused':
      return eventRefusedSentence(step);
    case 'task-sent':
      return taskSentSentence(telling, step);
    case 'effect':
      return effectSentence(telling, step);
    case 'task-returned':
      return taskReturnedSentence(telling, step);
    case 'recorded':
      return recordedSentence(telling, step);
    case 'call-started':
      return callStartedSentence(step);
    case 'call-returned':
      return callReturnedSentence(telling, step);
    case 'clock-moved':
      return clockMovedSentence(step);
    case 'idle':
      return idleSentence(telling, step);
    case 'over':
      return overSentence(telling, step);
  }
}

function passSentence(telling: Telling, pass: Parameters<typeof turnBeatSentence>[1]): Sentence {
  if (pass.of !== 'turn') return callBeatSentence(telling, pass);
  const { silent } = telling.state;
  const isParting =
    silent?.finding.at.step === telling.stepIndex && silent.finding.beat === telling.beat;
  if (silent && isParting)
    return say(`${VERDICTS['silently-different'].word}.`, silentMoment(silent.finding));
  if (pass.instance === telling.state.instance) return turnBeatSentence(telling, pass);
  const text = `App run ${pass.process} runs ${nameOfInstance(telling, pass.instance)}.`;
  return say('Elsewhere.', text);
}
