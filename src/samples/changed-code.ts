import type { Intervention, Scenario } from '../sim/scenario.ts';
import type { Place } from '../trace/place.ts';
import { DAY_MS, ORDER_COUNTERS, scenarioOf, turn } from './parts.ts';
import shipOrderNamed from './programs/ship-order-2-named.js?raw';
import shipOrderPatched from './programs/ship-order-2-patched.js?raw';
import shipOrderNext from './programs/ship-order-2.js?raw';
import shipOrder from './programs/ship-order.js?raw';
import type { Sample } from './sample.ts';

/** The order waits to be packed; then the app comes back with version 2. */
const DEPLOY: Intervention[] = [
  { do: 'crash', target: 'app', at: turn(2, 'saved') },
  { do: 'restart', code: 'v2' },
];

const AFTER_DEPLOY: Place = { subject: 'process', number: 2, attempt: 1, moment: 'started' };

const deployed = (sample: string): Scenario =>
  scenarioOf(sample, {
    environment: {
      variables: {},
      events: [{ name: 'packed', afterMs: DAY_MS }],
      services: [],
    },
    interventions: DEPLOY,
  });

/** Samples in which the code changes while an order is under way. */
export const changedCode: readonly Sample[] = [
  {
    id: 'deploy',
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
    entry: { workflow: 'shipOrder' },
    scenario: deployed('deploy'),
    counters: ORDER_COUNTERS,
    mendedBy: 'deploy-patch',
  },
  {
    id: 'deploy-patch',
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
    entry: { workflow: 'shipOrder' },
    scenario: deployed('deploy-patch'),
    counters: ORDER_COUNTERS,
  },
  {
    id: 'deploy-name',
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
    entry: { workflow: 'shipOrder' },
    scenario: deployed('deploy-name'),
    counters: ORDER_COUNTERS,
  },
];
