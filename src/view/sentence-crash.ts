import type { Step } from '../trace/step.ts';
import { mayHaveChanged } from '../trace/unknown-service.ts';
import { breakdownMessage } from './sentence-broken.ts';
import { say, type Sentence, type Telling } from './sentence-input.ts';
import { listing } from './short-text.ts';

/** A crash: what was lost, and what will happen because of it. */
export function crashSentence(
  telling: Telling,
  step: Extract<Step, { kind: 'app-crashed' }>,
): Sentence {
  const { program } = telling;
  const cause = step.breakdown
    ? `The code brought app run ${step.process} down: ${breakdownMessage(step.breakdown)}.`
    : `App run ${step.process}${isEngineToo(telling) ? ' and the engine' : ''} crashed.`;
  const isPlainLost = program.plain !== undefined && telling.state.plain?.outcome === undefined;
  if (!program.workflow) {
    const end = isPlainLost
      ? 'The crash took everything. A restart brings the app back, but not this work.'
      : 'The plain code had come to its end before.';
    return say('Crash.', `${cause} ${end}`);
  }
  const whose = isEngineToo(telling) ? 'The app’s' : 'Its';
  const lost = `${whose} variables are gone. The history and the world stay.`;
  const plain = isPlainLost ? ' A restart does not bring the plain code back.' : '';
  const { before, task } = beforeCrash(telling);
  const next = nextText(before, task, isEngineToo(telling));
  return say('Crash.', `${cause} ${lost}${next === '' ? '' : ` ${next}`}${plain}`);
}

interface InFlight {
  name: string;
  hasChangedWorld: boolean;
  /** It had read chance, time or identity: when it runs again, it may answer differently. */
  hasDrawn: boolean;
  hasFinished: boolean;
}

/** The last thing that the workflow's side did before the crash, and the activity that was in it. */
function beforeCrash({ trace, stepIndex }: Telling): { before?: Step; task?: InFlight } {
  let before: Step | undefined;
  let hasChangedWorld = false;
  let hasDrawn = false;
  let hasFinished = false;
  for (let index = stepIndex - 1; index >= 0; index -= 1) {
    const step = trace.steps[index];
    if (!step || step.place.subject === 'call') continue;
    before ??= step;
    if (!isOfTask(step)) return { before };
    if (step.kind === 'effect' && (step.entry || mayHaveChanged(step.request, step.response)))
      hasChangedWorld = true;
    if (step.kind === 'pass' && step.pass.reads.some((read) => read.api !== 'fetch'))
      hasDrawn = true;
    if (step.kind === 'pass' && step.pass.beats?.some((beat) => beat.kind === 'finish'))
      hasFinished = true;
    if (step.kind === 'task-sent') {
      const done = { hasChangedWorld, hasDrawn, hasFinished };
      return { before, task: { name: step.name, ...done } };
    }
  }
  return before ? { before } : {};
}

/** Steps in the middle of an activity. */
function isOfTask(step: Step): boolean {
  return step.place.subject === 'task' && step.kind !== 'recorded' && step.kind !== 'task-returned';
}

/** One act took both. */
function isEngineToo({ trace, stepIndex }: Telling): boolean {
  const next = stepIndex + 1;
  return trace.steps[next]?.kind === 'sidecar-crashed' && !trace.performedAt.includes(next);
}

/** `isEngineLost`: what the engine had in its hands is lost with it. */
function nextText(
  before: Step | undefined,
  task: InFlight | undefined,
  isEngineLost: boolean,
): string {
  if (task) {
    return task.hasChangedWorld
      ? `${task.name} had reached the world, but its answer was not kept. It will run again.`
      : task.hasDrawn
        ? `What ${task.name} had drawn was not kept. It will run again, and may draw something else.`
        : task.hasFinished
          ? `${task.name} had finished, but its answer was not kept. It will run again.`
          : `${task.name} had not finished. It will run again.`;
  }
  if (!before) return '';
  switch (before.kind) {
    case 'turn-sent':
      return 'The wake-up was not saved, so it will be sent again.';
    case 'pass':
      return (before.pass.from ?? 0) > 0
        ? 'The wake-up was not saved, so it will be sent again, and with it the request of the workflow itself.'
        : // The first crash that a newcomer sees: the word wake-up comes later.
          'Unfinished work will be sent again.';
    case 'effect':
      return 'The request of the workflow itself had reached the world. The wake-up was not saved, so both will happen again.';
    case 'turn-returned':
    case 'dispatched':
      return isEngineLost
        ? 'The wake-up was not saved, so it will be sent again.'
        : 'Its request had been sent already, so this wake-up is still saved.';
    case 'task-returned':
      return isEngineLost
        ? 'The answer was not kept, so the activity will run again.'
        : 'The answer had left the app already, so it is still kept.';
    case 'turn-saved': {
      const asked = before.events.flatMap((event) =>
        event.type === 'TaskScheduled' ? [event.name] : [],
      );
      return asked.length === 0 ? '' : `${listing(asked)} will start after a restart.`;
    }
    case 'recorded':
      return 'What is in the inbox will wake the workflow after a restart.';
    case 'stalled':
      return 'A restart with code that fits lets the workflow go on.';
    case 'event-refused':
    case 'idle':
    case 'clock-moved':
    case 'scheduled':
    case 'app-started':
    case 'app-crashed':
    case 'sidecar-crashed':
    case 'sidecar-started':
    case 'client':
    case 'task-slow':
    case 'lost':
    case 'dropped':
    case 'save-refused':
    case 'rewound':
    case 'task-sent':
    case 'call-started':
    case 'call-returned':
    case 'over':
      return '';
  }
}
