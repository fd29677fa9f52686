import type { Status } from '../engine/history.ts';
import type { Step } from '../trace/step.ts';
import { taskRunsOf } from './activity-runs.ts';
import { actionText, eventTitle } from './event-words.ts';
import { pausedSentence } from './paused.ts';
import { engineName } from './program-view.ts';
import {
  elsewhere,
  eventWords,
  nameOfInstance,
  nameOfTask,
  say,
  startLine,
  type Sentence,
  type Telling,
} from './sentence-input.ts';
import { counted, listing, shortPayload, shortTime, shorten } from './short-text.ts';

type Of<Kind extends Step['kind']> = Extract<Step, { kind: Kind }>;

export function appStartedSentence(telling: Telling, step: Of<'app-started'>): Sentence {
  const run = `App run ${step.process}`;
  const version = step.code === undefined ? '' : ' and version 2 of the code';
  const env = step.variables === undefined ? '' : ' It has other environment variables.';
  if (step.failure !== undefined)
    return say('Start.', `${run} could not start: ${shorten(step.failure, 100)}.`);
  if (step.slot === 2 && telling.state.aliveRuns.length > 1)
    return say(
      'Start.',
      `${run} starts beside the first, with its own empty memory${version}. The two take turns.${env}`,
    );
  if (step.process === 1) return say('Start.', `${run} starts with empty memory.`);
  const plain = telling.state.plain;
  if (!telling.program.workflow) {
    const rest = plain?.outcome ? '' : ' Nobody knows of the order any more.';
    return say('Restart.', `${run} starts with empty memory.${rest}`);
  }
  return say(
    'Restart.',
    `${run} starts with empty memory${version}. The history and the world are as before.${env}`,
  );
}

export function scheduledSentence(telling: Telling, step: Of<'scheduled'>): Sentence {
  const input = shortPayload(step.input);
  const about = input === '' ? '' : ` with ${input}`;
  if (step.parent !== undefined) {
    const parent = nameOfInstance(telling, step.parent);
    const text = `${parent} starts the child workflow ${step.name}${about}. The child has a history of its own.`;
    return say('Child.', text);
  }
  return say('Start.', `Somebody starts ${step.name}${about}. The request is kept in the inbox.`);
}

/** Workflows that are not on the screen are told in short: the code and the history shown are not theirs. */
export function otherWakesSentence(telling: Telling, step: Of<'turn-sent'>): Sentence {
  const name = nameOfInstance(telling, step.instance);
  return say('Elsewhere.', `${name} wakes up in app run ${step.process}.`);
}

export function otherSavedSentence(telling: Telling, step: Of<'turn-saved'>): Sentence {
  const name = nameOfInstance(telling, step.instance);
  const end = endText(step.status);
  return say('Elsewhere.', `The wake-up of ${name} is kept in its own history.${end}`);
}

function endText(status: Status): string {
  switch (status) {
    case 'COMPLETED':
      return ' It is complete.';
    case 'FAILED':
    case 'CANCELED':
      return ' It has failed.';
    case 'TERMINATED':
      return ' It was ended from outside.';
    case 'CONTINUED_AS_NEW':
      return ' It starts over.';
    case 'PENDING':
    case 'RUNNING':
    case 'SUSPENDED':
    case 'STALLED':
      return '';
  }
}

export function turnSentSentence(telling: Telling, step: Of<'turn-sent'>): Sentence {
  const { number, attempt } = step.place;
  const lead = `Wake-up ${number}.`;
  const line = startLine(telling, step.instance);
  if (attempt > 1) {
    const name = capital(engineName(telling.program));
    const total = step.oldCount + step.newEvents.length;
    return say(
      lead,
      `${name} sends wake-up ${number} again, because it was never saved. App run ${step.process} starts at line ${line} and reads ${total} events.`,
    );
  }
  const woken = step.newEvents.flatMap((event, index) =>
    event.type === 'OrchestratorStarted' ? [] : [step.oldCount + index + 1],
  );
  const [first] = woken;
  if (first === undefined) return say(lead, `The code runs from line ${line}.`);
  const more = woken.length > 1 ? ` and ${woken.length - 1} more` : '';
  const cause = `Event ${first}${more} ${more === '' ? 'wakes' : 'wake'} the workflow: ${eventWords(telling, first)}.`;
  const again = step.oldCount > 0 ? ' again' : '';
  return say(lead, `${cause} The code runs${again} from line ${line}.`);
}

export function dispatchedSentence(telling: Telling, step: Of<'dispatched'>): Sentence {
  const actions = telling.state.flight?.actions ?? [];
  const asks = actions.flatMap((each) =>
    each.type === 'CreateTimer' ? [] : (actionText(each) ?? []),
  );
  const parts: string[] = [];
  if (asks.length > 0) parts.push(`hands out ${counted(asks)}`);
  if (step.timers.length > 0) parts.push(step.timers.length > 1 ? 'sets timers' : 'sets the timer');
  const what = parts.length > 0 ? listing(parts) : 'sends the answer on';
  const name = capital(engineName(telling.program));
  return say('Handed out.', `${name} ${what}. Only then does it save the wake-up.`);
}

export function turnSavedSentence(telling: Telling, step: Of<'turn-saved'>): Sentence {
  const { kept, divergence } = telling.state;
  const first = kept.length - step.events.length + 1;
  const events =
    step.events.length === 1 ? `Event ${first} is` : `Events ${first} to ${kept.length} are`;
  if (step.status === 'CONTINUED_AS_NEW')
    return say(
      'Kept.',
      'The workflow starts over. The old history is dropped, the new one is short.',
    );
  if (step.status === 'SUSPENDED') return pausedSentence(telling);
  const lead = `${events} in the history now.`;
  const end = step.events[step.events.length - 1];
  if (end?.type !== 'ExecutionCompleted')
    return say('Kept.', `${lead} No crash can take them away.`);
  if (step.status === 'COMPLETED') {
    const result = shortPayload(end.result);
    return say('Done.', `${lead} The workflow is complete${result === '' ? '' : `: ${result}`}.`);
  }
  if (step.status === 'TERMINATED')
    return say('Ended.', `${lead} The workflow was ended from outside.`);
  if (divergence) {
    const name = capital(engineName(telling.program));
    return say(
      'Failed.',
      `${name} has stopped this workflow. It has failed, and a restart does not revive it.`,
    );
  }
  const why = end.failure ? `: ${shorten(end.failure.message, 100)}` : '';
  return say('Failed.', `${lead} The workflow has ended (${step.status.toLowerCase()})${why}.`);
}

/** What is asked for several times at once is told by its request: the others run all the same. */
function whichTask({ trace, stepIndex }: Telling, instance: string, task: number): string {
  const tasks = taskRunsOf(trace).filter((each) => each.instance === instance);
  const own = tasks.find((each) => each.task === task && each.keptAt === stepIndex);
  const isOne = tasks.filter(({ name }) => name === own?.name).length < 2;
  return isOne ? '' : ` (task ID ${task})`;
}

export function recordedSentence(telling: Telling, step: Of<'recorded'>): Sentence {
  const { event } = step;
  const wait = telling.state.isAlive ? '' : ' It waits there until the app runs again.';
  const other = elsewhere(telling);
  const owner = other === undefined ? 'the workflow' : nameOfInstance(telling, other);
  const inbox = other === undefined ? 'the inbox' : `the inbox of ${owner}`;
  switch (event.type) {
    case 'TaskCompleted':
    case 'SubOrchestrationInstanceCompleted': {
      const name = nameOfTask(telling, event.taskScheduledId);
      return say(
        'Kept.',
        `The answer of ${name} is kept in ${inbox}. ${name}${whichTask(telling, step.instance, event.taskScheduledId)} will not run again.${wait}`,
      );
    }
    case 'TaskFailed':
    case 'SubOrchestrationInstanceFailed': {
      const name = nameOfTask(telling, event.taskScheduledId);
      return say('Kept.', `That ${name} failed is kept in ${inbox}. It wakes ${owner}.${wait}`);
    }
    case 'TimerFired':
      return say('Timer.', `The timer fires. That is kept in ${inbox} and wakes ${owner}.${wait}`);
    case 'EventRaised':
      return say(
        'Event.',
        `${event.name} arrives. It is kept in ${inbox} and wakes ${owner}.${wait}`,
      );
    case 'OrchestratorStarted':
    case 'OrchestratorCompleted':
    case 'ExecutionStarted':
    case 'ExecutionCompleted':
    case 'ExecutionTerminated':
    case 'ExecutionSuspended':
    case 'ExecutionResumed':
    case 'ExecutionRewound':
    case 'ExecutionStalled':
    case 'TaskScheduled':
    case 'SubOrchestrationInstanceCreated':
    case 'TimerCreated':
    case 'EventSent':
      return say(
        'Kept.',
        `${eventTitle(event, (task) => nameOfTask(telling, task))}. That is kept in ${inbox}.${wait}`,
      );
  }
}

export function clockMovedSentence(step: Of<'clock-moved'>): Sentence {
  return say(
    'Time.',
    `Nothing happens for ${shortTime(step.toMs - step.fromMs)}. The clock moves on.`,
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
