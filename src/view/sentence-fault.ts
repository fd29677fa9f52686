import type { HistoryEvent } from '../engine/history.ts';
import type { Step } from '../trace/step.ts';
import { eventTitle } from './event-words.ts';
import { nameOfTask, say, type Sentence, type Telling } from './sentence-input.ts';
import { shortTime } from './short-text.ts';

type Of<Kind extends Step['kind']> = Extract<Step, { kind: Kind }>;

/** The engine beside the app has died: what was on its way is lost, what is in the store is not. */
export function sidecarCrashedSentence(telling: Telling): Sentence {
  const { state } = telling;
  const app = state.isAlive ? ' The app keeps its memory, but nothing reaches it.' : '';
  return say(
    'Crash.',
    `The engine crashed${state.isAlive ? '' : ', too'}. ${inFlight(telling)}The store still holds the history, the inbox and the timers.${app}`,
  );
}

/** What the engine had sent out and had not kept yet. */
function inFlight({ trace, stepIndex, state }: Telling): string {
  const task = state.task;
  if (task && state.isAlive && !task.hasAnswered)
    return `${task.name} goes on in the app, but nobody will hear its answer. `;
  const before = trace.steps[stepIndex - 1];
  switch (before?.kind) {
    case 'turn-sent':
    case 'turn-returned':
      return 'The wake-up was not saved, so it will be sent again. ';
    case 'pass':
      return before.pass.of === 'turn'
        ? 'The wake-up was not saved, so it will be sent again. '
        : '';
    case 'dispatched':
      return 'The work was handed out, but the wake-up was not saved, so it will be sent again. ';
    case 'task-returned':
      return 'The answer was not kept, so the activity will run again. ';
    case 'task-sent':
      return `${before.name} never reached the app. It will be sent again. `;
    case 'scheduled':
    case 'app-started':
    case 'app-crashed':
    case 'sidecar-crashed':
    case 'sidecar-started':
    case 'client':
    case 'turn-saved':
    case 'stalled':
    case 'event-refused':
    case 'effect':
    case 'task-slow':
    case 'recorded':
    case 'lost':
    case 'dropped':
    case 'save-refused':
    case 'rewound':
    case 'call-started':
    case 'call-returned':
    case 'clock-moved':
    case 'idle':
    case 'over':
    case undefined:
      return '';
  }
}

export function sidecarStartedSentence({ state }: Telling): Sentence {
  const next = state.inbox.length > 0 ? ' What is in the inbox wakes the workflow.' : '';
  return say('Restart.', `The engine starts again and loads everything from the store.${next}`);
}

export function lostSentence(telling: Telling, { event, why }: Of<'lost'>): Sentence {
  const name = answeredBy(telling, event);
  const isDown = why === 'sidecar-down';
  if (name !== undefined) {
    const how = isDown
      ? `${name} has answered, but the engine is down and nobody hears it.`
      : `The answer of ${name} got lost on its way.`;
    return say('Lost.', `${how} Nothing is kept, so ${name} will run again.`);
  }
  const what = messageOf(telling, event);
  return isDown
    ? say('Refused.', `The engine is down, so nobody takes ${what}. Its sender gets an error.`)
    : say('Lost.', `${capital(what)} got lost on its way. It never arrives.`);
}

export function droppedSentence(telling: Telling, { event, why }: Of<'dropped'>): Sentence {
  if (why === 'ended') {
    const what = capital(messageOf(telling, event));
    return say('Dropped.', `${what} comes too late: the workflow has ended, so it is dropped.`);
  }
  const name = answeredBy(telling, event);
  if (name !== undefined)
    return say(
      'Dropped.',
      `The answer of ${name} comes once more. The first one counts, so this one is dropped.`,
    );
  const what = capital(messageOf(telling, event));
  return say('Dropped.', `${what} comes once more. It is the same message, so it is dropped.`);
}

export function saveRefusedSentence(telling: Telling, step: Of<'save-refused'>): Sentence {
  const [event] = step.events;
  const lead = step.isTorn ? 'Torn.' : 'Refused.';
  if (step.of === 'turn')
    return say(
      lead,
      step.isTorn
        ? 'The store broke off while it saved this wake-up. The history is as before, so the wake-up will be sent again.'
        : 'The store refused to save this wake-up. The history is as before, so the wake-up will be sent again.',
    );
  const name = event && answeredBy(telling, event);
  const what = name === undefined ? 'the message' : `the answer of ${name}`;
  const how = step.isTorn
    ? `The store broke off while it wrote ${what}. Nobody reads that row.`
    : `The store refused to keep ${what}.`;
  const next = name === undefined ? 'Its sender gets an error.' : `${name} will run again.`;
  return say(lead, `${how} ${next}`);
}

export function taskSlowSentence(step: Of<'task-slow'>): Sentence {
  return say(
    'Slow.',
    `${step.name} takes its time. Its answer comes in ${shortTime(step.untilMs - step.atMs)}. Other work goes on.`,
  );
}

export function rewoundSentence(): Sentence {
  return say(
    'Rewound.',
    'The failures are taken out of the history. The workflow tries again from there.',
  );
}

/** The activity or child whose answer this event is. */
function answeredBy(telling: Telling, event: HistoryEvent): string | undefined {
  return 'taskScheduledId' in event ? nameOfTask(telling, event.taskScheduledId) : undefined;
}

function messageOf(telling: Telling, event: HistoryEvent): string {
  if (event.type === 'EventRaised') return event.name;
  const title = eventTitle(event, (task) => nameOfTask(telling, task));
  return `the message "${title}"`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
