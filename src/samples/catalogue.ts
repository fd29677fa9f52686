import giftOrder from './programs/gift-order.js?raw';
import orderThatCanFail from './programs/order-that-can-fail.js?raw';
import orderWithKey from './programs/order-with-key.js?raw';
import order from './programs/order.js?raw';
import withoutDurability from './programs/without-durability.js?raw';
import { DAY_MS, did, ORDER, ORDER_COUNTERS, scenarioOf, task, turn } from './parts.ts';
import { changedCode } from './changed-code.ts';
import { outsideCalls } from './outside-calls.ts';
import { patterns } from './patterns.ts';
import { waiting } from './waiting.ts';
import { wholeTask } from './whole-task.ts';
import { PYTHON } from './python.ts';
import { earlierSamples } from './earlier.ts';
import type { Sample } from './sample.ts';

/** The samples, in the order in which they are offered. The first one opens first. */
export const samples: readonly [Sample, ...Sample[]] = [
  {
    id: 'order',
    group: 'crashes',
    name: 'Order processing',
    questions: [
      {
        text: 'The app is about to die. Will the card be charged twice?',
        lead: 'An order, halfway. Three steps are done. Next, the app will send the parcel.',
        opening: turn(4, 'a4'),
      },
      {
        text: 'The card is charged, but the answer is not kept yet. And now a crash?',
        lead: 'The service has charged the card. The app has not told the engine yet.',
        opening: task(3, 'effect1'),
      },
    ],
    source: order,
    python: PYTHON.order,
    entry: { workflow: 'processOrder' },
    scenario: scenarioOf('order'),
    counters: ORDER_COUNTERS,
  },
  {
    id: 'order-key',
    group: 'crashes',
    name: 'Order with a key',
    questions: [
      {
        text: 'The same crash, but the request carries a key. How often is the card charged?',
        lead: 'The card is charged. The key is the same in each attempt, and the service has seen it.',
        opening: task(3, 'effect1'),
      },
    ],
    source: orderWithKey,
    python: PYTHON.orderWithKey,
    entry: { workflow: 'processOrder' },
    scenario: scenarioOf('order-key'),
    counters: ORDER_COUNTERS,
  },
  {
    id: 'plain',
    group: 'crashes',
    name: 'Without durability',
    questions: [
      {
        text: 'The same order as plain code. What is left after a crash?',
        lead: 'The card is charged. The parcel comes next.',
        opening: { subject: 'call', number: 1, attempt: 1, moment: 'effect2' },
      },
    ],
    source: withoutDurability,
    python: PYTHON.withoutDurability,
    entry: {
      workflow: 'durableOrder',
      plain: 'plainOrder',
      plainInput: { ...ORDER, id: 'B-2001' },
    },
    scenario: scenarioOf('plain', { mode: 'plain' }),
    counters: ORDER_COUNTERS,
  },
  {
    id: 'saga',
    group: 'crashes',
    name: 'An order that can fail',
    questions: [
      {
        text: 'The parcel can’t be sent. What must be undone?',
        lead: 'This order waits for a person, pays, and then a step fails.',
        opening: turn(2, 'wait'),
      },
    ],
    source: orderThatCanFail,
    python: PYTHON.orderThatCanFail,
    endings: [
      {
        when: [did('refund', 1), did('release', 1), did('charge', 1), did('parcel', 0)],
        text: 'Undone: the money is back, and the stock is released. No parcel was sent.',
      },
      {
        when: [did('release', 1), did('charge', 0), did('refund', 0), did('parcel', 0)],
        text: 'Undone: the stock is released. The card was never charged, so no money had to go back.',
      },
      {
        when: [did('parcel', 1), did('refund', 0), did('release', 0)],
        text: 'The parcel is sent, so nothing had to be undone.',
      },
    ],
    entry: { workflow: 'carefulOrder' },
    scenario: scenarioOf('saga', {
      environment: {
        variables: {},
        events: [{ name: 'approval', data: { approved: true }, afterMs: 2 * DAY_MS }],
        services: [{ service: 'parcels.example', times: 99, status: 503 }],
      },
    }),
    counters: [
      { subject: 'reserve', label: 'Stock reserved' },
      { subject: 'charge', label: 'Card charged' },
      { subject: 'parcel', label: 'Parcel sent' },
      { subject: 'refund', label: 'Money returned' },
      { subject: 'release', label: 'Stock released' },
    ],
  },
  {
    id: 'gift',
    group: 'crashes',
    name: 'A gift order with a child workflow',
    questions: [
      {
        text: 'The app dies inside a child workflow. What must the parent do again?',
        lead: 'A child workflow has a history of its own. Its parent waits for its result.',
        opening: { instance: 'order-1:0002', ...turn(2, 'a2') },
      },
    ],
    source: giftOrder,
    python: PYTHON.giftOrder,
    endings: [
      {
        when: [{ crashed: true }, did('charge', 1), did('reserve', 1), did('mail', 1)],
        text: 'The parent did nothing again, and neither did the child. What each had done was kept in its own history.',
      },
    ],
    entry: { workflow: 'giftOrder' },
    scenario: scenarioOf('gift'),
    counters: [
      { subject: 'charge', label: 'Card charged' },
      { subject: 'reserve', label: 'Stock reserved' },
      { subject: 'mail', label: 'Mail sent' },
      { subject: 'parcel', label: 'Parcel sent' },
    ],
  },
  ...patterns,
  ...outsideCalls,
  ...wholeTask,
  ...changedCode,
  ...waiting,
];

/** A sample by its id, also one that is not offered any more. */
export const sampleById = (id: string): Sample | undefined =>
  samples.find((each) => each.id === id) ?? earlierSamples.find((each) => each.id === id);
