import type { Scenario } from '../sim/scenario.ts';
import type { EndFact } from '../trace/ending.ts';
import type { Place } from '../trace/place.ts';

/** Milliseconds. */
export const HOUR_MS = 60 * 60 * 1000;
export const DAY_MS = 24 * HOUR_MS;

/** What the samples about orders begin with. */
export const ORDER = { id: 'A-1042', items: ['tea', 'cup'], total: 42, email: 'ada@example.com' };

/** A sample's scenario: what is not said is as in the first sample. */
export function scenarioOf(sample: string, rest: Partial<Scenario> = {}): Scenario {
  return {
    program: { sample },
    mode: 'workflow',
    dialect: 'dapr',
    facade: 'dapr',
    input: ORDER,
    seed: 1,
    environment: { variables: {}, events: [], services: [] },
    interventions: [],
    ...rest,
  };
}

export const turn = (number: number, moment: string): Place => ({
  subject: 'turn',
  number,
  attempt: 1,
  moment,
});
export const task = (number: number, moment: string): Place => ({
  subject: 'task',
  number,
  attempt: 1,
  moment,
});

export const ORDER_COUNTERS = [
  { subject: 'charge', label: 'Card charged' },
  { subject: 'reserve', label: 'Stock reserved' },
  { subject: 'parcel', label: 'Parcel sent' },
];

export const MAIL_COUNTERS = [{ subject: 'mail', label: 'Mail sent' }];

/** The world has so many effects of this kind at the end. */
export const did = (subject: string, times: number): EndFact => ({ subject, times });
