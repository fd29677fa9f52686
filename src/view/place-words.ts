import type { Place } from '../trace/place.ts';
import type { Trace } from '../trace/trace.ts';
import { instancesOf } from './focus.ts';

/** The names behind the numbers of a run's places: activities by their task ids, which are told where a name has several. */
export function taskNames(trace: Trace): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const first = new Map<string, string>();
  const several = new Set<string>();
  for (const step of trace.steps) {
    if (step.kind !== 'task-sent') continue;
    const key = `${step.instance} ${step.place.number}`;
    const owner = `${step.instance} ${step.name}`;
    if ((first.get(owner) ?? key) !== key) several.add(owner);
    first.set(owner, first.get(owner) ?? key);
    names.set(key, step.name);
  }
  // What is asked for several times is told by its request.
  for (const [key, name] of names) {
    const [instance, task] = [
      key.slice(0, key.lastIndexOf(' ')),
      key.slice(key.lastIndexOf(' ') + 1),
    ];
    if (several.has(`${instance} ${name}`)) names.set(key, `${name} (task ID ${task})`);
  }
  return names;
}

/** What a person calls each instance: its workflow, and which of several it is. */
export function instanceNames(trace: Trace): ReadonlyMap<string, string> {
  const all = instancesOf(trace);
  return new Map(
    all.map(({ instance, name }) => {
      const same = all.filter((each) => each.name === name);
      const at = same.findIndex((each) => each.instance === instance) + 1;
      return [instance, same.length === 1 ? name : `${name} (${at} of ${same.length})`];
    }),
  );
}

/** When something happens, in words: `chargeCard: after the effect, before its answer is kept`. */
export function placeWords(
  place: Place,
  names: ReadonlyMap<string, string>,
  mainInstance: string,
): string {
  const instance = place.instance ?? mainInstance;
  const again = place.attempt > 1 ? `, attempt ${place.attempt}` : '';
  const of = instance === mainInstance ? '' : ` of ${instance}`;
  switch (place.subject) {
    case 'turn':
      return `Wake-up ${place.number}${of}${again}: ${turnMoment(place.moment)}`;
    case 'task': {
      const name = names.get(`${instance} ${place.number}`) ?? `task ${place.number}`;
      return `${name}${of}${again}: ${taskMoment(place.moment)}`;
    }
    case 'call':
      return `Plain code: ${taskMoment(place.moment)}`;
    case 'process':
      return `App run ${place.number}: ${place.moment === 'crashed' ? 'after its crash' : 'just started'}`;
    case 'sidecar':
      return `Engine: ${place.moment === 'started' ? 'just started' : 'after its crash'}`;
    case 'client':
      return `Client: after its step ${place.number}`;
    case 'event':
      return `An event${of} has arrived and is in the inbox`;
    case 'timer':
      return `A timer${of} has fired`;
    case 'clock':
      return 'The clock has moved on';
    case 'idle':
      return 'Everything waits';
    case 'run':
      return place.moment === 'over'
        ? 'At the end of the run'
        : `The workflow${of} was just started`;
  }
}

/**
 * The stretch of the run that a place lies in: what dies at one moment of it or another leads to much the same. `key` is the same for
 * all places of one stretch.
 */
export function stretchOf(
  place: Place,
  names: ReadonlyMap<string, string>,
  mainInstance: string,
): { key: string; words: string } {
  const key = `${place.instance ?? mainInstance} ${place.subject} ${place.number} ${place.attempt} `;
  const whole = placeWords(place, names, mainInstance);
  const said = stretchWords(place);
  if (said === undefined) return { key: key + place.moment, words: whole };
  return { key: key + said, words: whole.replace(/: .*$/, `: ${said}`) };
}

/** Undefined: a moment of its own. */
function stretchWords({ subject, moment }: Place): string | undefined {
  if (subject === 'turn') {
    if (moment === 'dispatched' || moment === 'saved') return turnMoment(moment);
    return 'before anything is kept';
  }
  if (subject !== 'task' && subject !== 'call') return undefined;
  if (moment === 'recorded') return taskMoment(moment);
  const hasRun = isEffect(moment) || moment === 'end' || moment === 'returned';
  return hasRun ? 'it has run, its answer is not kept' : 'before it has done anything';
}

function turnMoment(moment: string): string {
  switch (moment) {
    case 'sent':
      return 'before the code runs';
    case 'returned':
      return 'the code has answered, nothing is kept';
    case 'dispatched':
      return 'work is sent out, nothing is kept';
    case 'saved':
      return 'everything is kept';
    default:
      return isEffect(moment)
        ? 'after a request of its own code, nothing is kept'
        : 'while the code runs, nothing is kept';
  }
}

const isEffect = (moment: string): boolean => moment.startsWith('effect');

function taskMoment(moment: string): string {
  if (moment === 'sent') return 'before it does anything';
  if (moment === 'recorded') return 'after its answer is kept';
  if (moment === 'returned') return 'it has answered, its answer is not kept';
  const effect = /^effect(\d+)$/.exec(moment);
  if (effect) {
    const which = effect[1] === '1' ? 'the effect' : `effect ${effect[1]}`;
    return `after ${which}, before its answer is kept`;
  }
  if (moment === 'end') return 'after it ran, before its answer is kept';
  return 'while it runs';
}
