import type { Intervention, Scenario } from '../sim/scenario.ts';
import type { Place } from '../trace/place.ts';
import { DAY_MS, did, ORDER_COUNTERS, scenarioOf, turn } from './parts.ts';
import shipOrderNamed from './programs/ship-order-2-named.js?raw';
import shipOrderRenamed from './programs/ship-order-2-renamed.js?raw';
import shipOrderReordered from './programs/ship-order-2-reordered.js?raw';
import shipOrderPatched from './programs/ship-order-2-patched.js?raw';
import shipOrderNext from './programs/ship-order-2.js?raw';
import shipOrder from './programs/ship-order.js?raw';
import twoSearchesNext from './programs/two-searches-2.js?raw';
import twoSearches from './programs/two-searches.js?raw';
import { PYTHON } from './python.ts';
import type { Sample } from './sample.ts';

/** The order waits to be packed; then the app comes back with version 2. */
const DEPLOY: Intervention[] = [
  { do: 'crash', target: 'app', at: turn(2, 'saved') },
  { do: 'restart', code: 'v2' },
];

/** Nothing has woken version 2 yet: what would is offered here. */
const AFTER_DEPLOY: Place = { subject: 'idle', number: 1, attempt: 1, moment: 'idle' };

/** With two steps before the wait there is one wake-up more. */
const DEPLOY_AFTER_TWO: Intervention[] = [
  { do: 'crash', target: 'app', at: turn(3, 'saved') },
  { do: 'restart', code: 'v2' },
];

const deployed = (sample: string, interventions = DEPLOY): Scenario =>
  scenarioOf(sample, {
    environment: {
      variables: {},
      events: [{ name: 'packed', afterMs: DAY_MS }],
      services: [],
    },
    interventions,
  });

/** Samples in which the code changes while an order is under way. */
export const changedCode: readonly Sample[] = [
  {
    id: 'deploy',
    group: 'changed',
    name: 'A deploy in flight',
    questions: [
      {
        text: 'Version 2 reserves stock first. What happens to an order that began with version 1?',
        lead: 'Version 2 is live. The card was charged by version 1, and the order waits to be packed.',
        opening: AFTER_DEPLOY,
      },
    ],
    source: shipOrder,
    next: shipOrderNext,
    python: { ...PYTHON.shipOrder, next: PYTHON.shipOrderNext },
    entry: { workflow: 'shipOrder' },
    scenario: deployed('deploy'),
    counters: ORDER_COUNTERS,
    mendedBy: 'deploy-patch',
  },
  {
    id: 'deploy-patch',
    group: 'changed',
    name: 'The deploy with a patch',
    questions: [
      {
        text: 'Version 2 asks whether it may reserve first. Is the old order safe now?',
        lead: 'isPatched is Dapr’s own: Go, Python, .NET and Java have it, JavaScript does not. It works here.',
        opening: AFTER_DEPLOY,
      },
    ],
    source: shipOrder,
    next: shipOrderPatched,
    endings: [
      {
        when: [{ hasVersionTwo: true }, did('charge', 1), did('reserve', 0), did('parcel', 1)],
        text: 'Yes. The old order went its old way: no stock was reserved, and the parcel is sent.',
      },
    ],
    python: { ...PYTHON.shipOrder, next: PYTHON.shipOrderPatched },
    entry: { workflow: 'shipOrder' },
    scenario: deployed('deploy-patch'),
    counters: ORDER_COUNTERS,
  },
  {
    id: 'deploy-name',
    group: 'changed',
    name: 'The deploy under a new name',
    questions: [
      {
        text: 'Version 2 is a second workflow beside the first. What becomes of the old order?',
        lead: 'That is how it is done in JavaScript today: new orders start as shipOrderV2, old ones run to their end.',
        opening: AFTER_DEPLOY,
      },
    ],
    source: shipOrder,
    next: shipOrderNamed,
    endings: [
      {
        when: [{ hasVersionTwo: true }, did('charge', 1), did('reserve', 0), did('parcel', 1)],
        text: 'It ended as shipOrder, as it began: no stock was reserved, and the parcel is sent.',
      },
    ],
    python: { ...PYTHON.shipOrder, next: PYTHON.shipOrderNamed },
    entry: { workflow: 'shipOrder' },
    scenario: deployed('deploy-name'),
    counters: ORDER_COUNTERS,
  },
  {
    id: 'rename',
    group: 'changed',
    name: 'A renamed activity',
    questions: [
      {
        text: 'chargeCard has a better name in version 2. What happens to an order that is under way?',
        lead: 'takePayment does the very same. But the history holds the old name.',
        opening: AFTER_DEPLOY,
      },
    ],
    source: shipOrder,
    next: shipOrderRenamed,
    python: { ...PYTHON.shipOrder, next: PYTHON.shipOrderRenamed },
    entry: { workflow: 'shipOrder' },
    scenario: deployed('rename'),
    counters: ORDER_COUNTERS.filter(({ subject }) => subject !== 'reserve'),
  },
  {
    id: 'remove',
    group: 'changed',
    name: 'A removed activity',
    questions: [
      {
        text: 'Version 2 no longer reserves stock. What becomes of an order that has reserved it?',
        lead: 'The stock is reserved and the card is charged. The order waits to be packed.',
        opening: AFTER_DEPLOY,
      },
    ],
    source: shipOrderNext,
    next: shipOrder,
    python: { ...PYTHON.shipOrderNext, next: PYTHON.shipOrder },
    entry: { workflow: 'shipOrder' },
    scenario: deployed('remove', DEPLOY_AFTER_TWO),
    counters: ORDER_COUNTERS,
  },
  {
    id: 'reorder',
    group: 'changed',
    name: 'Two activities swapped',
    questions: [
      {
        text: 'Version 2 charges first and reserves second. Both were done already. Does the order matter?',
        lead: 'The history is read from its first event on, line by line.',
        opening: AFTER_DEPLOY,
      },
    ],
    source: shipOrderNext,
    next: shipOrderReordered,
    python: { ...PYTHON.shipOrderNext, next: PYTHON.shipOrderReordered },
    entry: { workflow: 'shipOrder' },
    scenario: deployed('reorder', DEPLOY_AFTER_TWO),
    counters: ORDER_COUNTERS,
  },
  {
    id: 'reorder-silent',
    group: 'changed',
    name: 'Two calls of the same name swapped',
    questions: [
      {
        text: 'Version 2 asks the wiki first, then the manual. Who notices?',
        lead: 'Both searches are kept, and both call the same activity: search.',
        opening: AFTER_DEPLOY,
      },
    ],
    source: twoSearches,
    next: twoSearchesNext,
    python: { ...PYTHON.twoSearches, next: PYTHON.twoSearchesNext },
    entry: { workflow: 'askTwice' },
    scenario: scenarioOf('reorder-silent', {
      input: 'How do I reset my kettle?',
      environment: {
        variables: {},
        events: [{ name: 'approved', afterMs: DAY_MS }],
        services: [],
      },
      interventions: DEPLOY_AFTER_TWO,
    }),
    counters: [
      { subject: 'search:manual', label: 'Manual searched' },
      { subject: 'search:wiki', label: 'Wiki searched' },
    ],
  },
];
