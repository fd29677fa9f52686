import type { Intervention, Moment, Scenario } from '../sim/scenario.ts';
import { fitsAsJson } from './json-bounds.ts';

/** Bounds of a document: small enough that a stranger's file or link fails fast. Lengths are in characters. */
export const BOUNDS = {
  source: 256 * 1024,
  name: 200,
  interventions: 200,
  events: 200,
  services: 50,
  variables: 100,
  variable: 4096,
  json: 64 * 1024,
  engine: 9999,
  delayMs: 100 * 365 * 24 * 60 * 60 * 1000,
} as const;

const isName = (name: string | undefined): boolean =>
  name === undefined || (name.length > 0 && name.length <= BOUNDS.name);

const namesIn = (act: Intervention): (string | undefined)[] => [
  'name' in act ? act.name : undefined,
  'instance' in act ? act.instance : undefined,
  'at' in act ? act.at.instance : undefined,
];

function dataIn(act: Intervention): unknown {
  if ('data' in act) return act.data;
  return 'output' in act ? act.output : undefined;
}

/**
 * Why a scenario can't have its newest act: no link and no file could hold it, and a page that is opened again would not find it. A sentence
 * for the screen; undefined when it can.
 */
export function tooMuch({ interventions }: Scenario): string | undefined {
  const act = interventions.at(-1);
  if (interventions.length > BOUNDS.interventions)
    return `A run holds at most ${BOUNDS.interventions} acts. Undo some of them first.`;
  if (act === undefined) return undefined;
  if (!namesIn(act).every(isName))
    return `This can’t be kept: a name has 1 to ${BOUNDS.name} characters.`;
  const data = dataIn(act);
  return data === undefined || fitsAsJson(data, BOUNDS.json)
    ? undefined
    : `This can’t be kept: data has at most ${BOUNDS.json / 1024} KB.`;
}

/** The moment without the names that no link can hold: of a workflow with such an id the run is kept, and not what is looked at. */
export function holdable({ position, view, ...rest }: Moment): Moment {
  const isHeld = isName(position?.instance);
  const { instance, ...other } = view ?? {};
  const shown = isName(instance) ? view : other;
  return {
    ...rest,
    ...(position && isHeld && { position }),
    ...(shown && view && { view: shown }),
  };
}
