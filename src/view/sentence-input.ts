import type { Step } from '../trace/step.ts';
import type { Trace } from '../trace/trace.ts';
import { eventTitle, namesIn } from './event-words.ts';
import type { ProgramView } from './program-view.ts';
import type { RunState } from './run-state.ts';

/** What is said at one moment. `lead` is one or two words, `text` one to three short sentences. */
export interface Sentence {
  lead: string;
  text: string;
}

/** A moment of a run, and what the steps so far amount to (the moment's own step included). */
export interface Telling {
  trace: Trace;
  state: RunState;
  step: Step;
  stepIndex: number;
  beat: number;
  program: ProgramView;
}

/** A value at the end of a sentence may bring its own full stop: there is one only. */
export const say = (lead: string, text: string): Sentence => ({
  lead,
  text: text.replaceAll(/(?<!\.)\.\.(?=\s|$)|([?!])\.(?=\s)/g, (_all, own?: string) => own ?? '.'),
});

/** The line at which the code of an instance begins. */
export function startLine({ program, state }: Telling, instance: string): number {
  const name = instance === state.instance ? undefined : state.instances.get(instance)?.name;
  const span =
    name === undefined ? program.workflow : program.functions.find((each) => each.name === name);
  return span?.line ?? 1;
}

/** The instance that a step is about, where it is not the one on the screen. */
export const elsewhere = ({ step, state }: Telling): string | undefined =>
  'instance' in step && step.instance !== state.instance ? step.instance : undefined;

/** The name behind a sequence id: each instance counts its own. */
export function nameOfTask(telling: Telling, task: number): string {
  const { state } = telling;
  const other = elsewhere(telling);
  if (other !== undefined) return nameElsewhere(telling, other, task);
  return namesIn(state.kept.map((each) => each.event)).get(task) ?? `task ${task}`;
}

/** By the last step that tells of it: after continue-as-new the ids begin anew. */
function nameElsewhere({ trace, stepIndex }: Telling, instance: string, task: number): string {
  for (let at = stepIndex; at >= 0; at -= 1) {
    const step = trace.steps[at];
    if (!step || !('instance' in step) || step.instance !== instance) continue;
    if (step.kind === 'task-sent' && step.place.number === task) return step.name;
    const name = step.kind === 'turn-saved' ? namesIn(step.events).get(task) : undefined;
    if (name !== undefined) return name;
  }
  return `task ${task}`;
}

/** Another workflow, by its name; with its id where two have the same. */
export function nameOfInstance({ state }: Telling, instance: string): string {
  const name = state.instances.get(instance)?.name ?? instance;
  const others = [...state.instances].filter(([id, each]) => id !== instance && each.name === name);
  return others.length === 0 ? name : `${name} (${instance})`;
}

/** The event with this number in the history, or among the new ones of the wake-up in flight. */
export function eventAt(telling: Telling, number: number) {
  const { kept, inbox } = telling.state;
  return kept[number - 1]?.event ?? inbox[number - kept.length - 2]?.event;
}

/** `chargeCard answered`, with a small letter where the words are ours. */
export function eventWords(telling: Telling, number: number): string {
  const event = eventAt(telling, number);
  if (!event) return 'an event';
  const title = eventTitle(event, (task) => nameOfTask(telling, task));
  return isOurWord(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}

const isOurWord = (title: string): boolean =>
  /^(Wake-up|Finished|Failed|Ended|Paused|Resumed|Timer)\b/.test(title);
