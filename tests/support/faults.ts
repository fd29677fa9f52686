import type { Act } from '../../src/sim/fork.ts';
import { crashAt, joinAt, loseAt, refuseAt, repeatAt, slowAt, tearAt } from '../../src/sim/fork.ts';
import type { Scenario } from '../../src/sim/scenario.ts';
import type { Cursor, Trace } from '../../src/trace/trace.ts';

/** What can be made to go wrong at a moment, for properties over random lists of faults. */
export const FAULTS: Record<string, (scenario: Scenario, trace: Trace, cursor: Cursor) => Act> = {
  'app dies': (s, t, c) => crashAt(s, t, c, 'app'),
  'sidecar dies': (s, t, c) => crashAt(s, t, c, 'sidecar'),
  'both die': (s, t, c) => crashAt(s, t, c, 'both'),
  'second app dies': (s, t, c) => crashAt(s, t, c, 'app2'),
  'second app': joinAt,
  lose: loseAt,
  repeat: repeatAt,
  refuse: refuseAt,
  tear: tearAt,
  slow: (s, t, c) => slowAt(s, t, c, 30_000),
};
