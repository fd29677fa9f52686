import type { Scenario } from '../sim/scenario.ts';
import { HOUR_MS, scenarioOf, task, turn } from './parts.ts';
import chargeInsideMended from './programs/charge-inside-mended.js?raw';
import chargeInside from './programs/charge-inside.js?raw';
import foreignOrderMended from './programs/foreign-order-mended.js?raw';
import foreignOrder from './programs/foreign-order.js?raw';
import { PYTHON } from './python.ts';
import type { Sample } from './sample.ts';

const COUNTERS = [
  { subject: 'charge', label: 'Card charged' },
  { subject: 'parcel', label: 'Parcel sent' },
];

/** The order is packed at eight in the morning. By then the rate is another one than at midnight (src/sim/world.ts). */
const packedAtEight = (sample: string): Scenario =>
  scenarioOf(sample, {
    environment: {
      variables: {},
      events: [{ name: 'packed', afterMs: 8 * HOUR_MS }],
      services: [],
    },
  });

const PACKED = { subject: 'event', number: 1, attempt: 1, moment: 'recorded' } as const;

/** The workflow itself calls a service: to ask for something, and to change something. Each mended as well. */
export const outsideCalls: readonly Sample[] = [
  {
    id: 'http',
    group: 'replay',
    name: 'A rate from a service',
    questions: [
      {
        text: 'The card was charged in euros. Hours later the order is packed. Which way does the code go now?',
        lead: 'Line 2 asks a service for the rate, at every wake-up again. No crash is needed here.',
        opening: PACKED,
      },
    ],
    source: foreignOrder,
    python: PYTHON.foreignOrder,
    entry: { workflow: 'sendOrder' },
    scenario: packedAtEight('http'),
    counters: COUNTERS,
    mendedBy: 'http-mended',
  },
  {
    id: 'http-mended',
    group: 'replay',
    name: 'A rate from a service, mended',
    questions: [
      {
        text: 'An activity asks for the rate. The rate has changed. Does the code go another way?',
        lead: 'The answer of the service is kept in the history, with the rate of that night.',
        opening: PACKED,
      },
    ],
    source: foreignOrderMended,
    python: PYTHON.foreignOrderMended,
    entry: { workflow: 'sendOrder' },
    scenario: packedAtEight('http-mended'),
    counters: COUNTERS,
  },
  {
    id: 'http-charge',
    group: 'replay',
    name: 'A charge from the workflow',
    questions: [
      {
        text: 'The workflow calls the payment service itself. How often will the card be charged?',
        lead: 'Wake-up 1 has charged the card and asked for the parcel. The parcel is on its way.',
        opening: task(1, 'effect1'),
      },
    ],
    source: chargeInside,
    python: PYTHON.chargeInside,
    entry: { workflow: 'payAndSend' },
    scenario: scenarioOf('http-charge'),
    counters: COUNTERS,
    mendedBy: 'http-charge-mended',
  },
  {
    id: 'http-charge-mended',
    group: 'replay',
    name: 'A charge from the workflow, mended',
    questions: [
      {
        text: 'An activity calls the payment service. How often does a replay charge the card?',
        lead: 'The card is charged, and the answer is kept. Next, the app will send the parcel.',
        opening: turn(2, 'a2'),
      },
    ],
    source: chargeInsideMended,
    python: PYTHON.chargeInsideMended,
    entry: { workflow: 'payAndSend' },
    scenario: scenarioOf('http-charge-mended'),
    counters: COUNTERS,
  },
];
