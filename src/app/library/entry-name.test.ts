import { expect, it } from 'vitest';
import type { Intervention, Scenario } from '../../sim/scenario.ts';
import type { Trace } from '../../trace/trace.ts';
import { openedPage } from '../visit.test-support.ts';
import { proposedName } from './entry-name.ts';

const page = await openedPage();
const { scenario, trace } = page.shown();
const at = { subject: 'task', number: 3, attempt: 1 } as const;
const with_ = (...interventions: Intervention[]): Scenario => ({ ...scenario, interventions });

it.each<[string, Scenario, Trace | undefined]>([
  ['Order', with_(), trace],
  [
    'Order, crash after chargeCard',
    with_({ do: 'crash', target: 'app', at: { ...at, moment: 'effect1' } }),
    trace,
  ],
  [
    'Order, crash before chargeCard',
    with_({ do: 'crash', target: 'app', at: { ...at, moment: 'sent' } }),
    trace,
  ],
  [
    'Order, crash of the engine after the answer of chargeCard',
    with_({ do: 'crash', target: 'sidecar', at: { ...at, moment: 'recorded' } }),
    trace,
  ],
  [
    'Order, crash at task 3',
    with_({ do: 'crash', target: 'app', at: { ...at, moment: 'effect1' } }),
    undefined,
  ],
  [
    'Order, crash after chargeCard and 1 more',
    with_(
      { do: 'crash', target: 'app', at: { ...at, moment: 'end' } },
      { do: 'restart' },
      { do: 'restart', code: 'v2' },
    ),
    trace,
  ],
  [
    'Order, event “approval” at task 3',
    with_({ do: 'raise', name: 'approval', data: null, at: { ...at, moment: 'sent' } }),
    trace,
  ],
])('is called “%s”', (name, named, run) => {
  expect(proposedName('Order', named, run)).toBe(name);
});
