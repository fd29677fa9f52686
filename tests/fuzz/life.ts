import fc from 'fast-check';
import type { HistoryEvent } from '../../src/engine/history.ts';
import type { Dialect } from '../../src/engine/turn.ts';
import { programs } from './arbitrary-program.ts';
import { damaged } from './damage.ts';
import { namedDifferences } from './differences.ts';
import { mutate, mutations, type Mutation } from './mutation.ts';
import { compareTurn, compile, type Compiled, type Turn } from './pair.ts';
import { render, type Program, type Spelling } from './program.ts';
import { Draws, recorded, World } from './world.ts';

/** A workflow and what happens to it. */
export interface Life {
  program: Program;
  /** New code from that turn on. */
  deployed: { atTurn: number; mutation: Mutation } | undefined;
  /** Every n-th turn gets a damaged history; 0: none. */
  damagedEvery: number;
  start: {
    input: string | undefined;
    version: string | undefined;
    executionId: string | undefined;
    hasParent: boolean;
    name: string;
  };
  /** Most activities and children fail: several times in a row, so that retries go on. */
  isFailing: boolean;
  /** False: sent events are not written down, as in the SDK's in-memory backend. */
  isSentRecorded: boolean;
  draws: number[];
}

const MOST_TURNS = 14;

export const lives: fc.Arbitrary<Life> = fc.record({
  program: programs,
  deployed: fc.option(fc.record({ atTurn: fc.integer({ min: 1, max: 5 }), mutation: mutations }), {
    nil: undefined,
    freq: 2,
  }),
  damagedEvery: fc.constantFrom(0, 0, 0, 0, 0, 3, 1),
  start: fc.record({
    input: fc.oneof(
      {
        weight: 50,
        arbitrary: fc.constantFrom(undefined, '1', '{"a":[1]}', 'null', '', '0', '""', '"in"'),
      },
      { weight: 1, arbitrary: fc.constant('no JSON') },
    ),
    version: fc.constantFrom(undefined, '1.10.0', 'beta', '', '1.9'),
    executionId: fc.constantFrom('run-1', undefined, ''),
    hasParent: fc.boolean(),
    name: fc.oneof(
      { weight: 150, arbitrary: fc.constant('Workflow') },
      { weight: 1, arbitrary: fc.constantFrom('Missing', '') },
    ),
  }),
  isFailing: fc.boolean(),
  isSentRecorded: fc.boolean(),
  draws: fc.array(fc.nat(1000), { maxLength: 120, size: 'large' }),
});

/** Which SDK, and which context. */
export interface Pairing {
  dialect: Dialect;
  spelling: Spelling;
}

/** Lives the life in both engines, turn by turn. Gives how many turns were compared. */
export async function liveTwice(life: Life, pairing: Pairing): Promise<number> {
  const draws = new Draws(life.draws);
  const world = new World(draws, pairing.dialect, life.isFailing);
  const before = compile(render(life.program, pairing.spelling), pairing);
  const { deployed } = life;
  const after = deployed
    ? compile(render(mutate(life.program, deployed.mutation), pairing.spelling), pairing)
    : before;
  let history: HistoryEvent[] = [];
  let newEvents = [clock(world), start(life, world, life.start.input, 1)];
  let compared = 0;
  let generation = 1;
  let isOver = false;
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const code = deployed && turn >= deployed.atTurn ? after : before;
    const isDamaged = life.damagedEvery > 0 && turn > 0 && turn % life.damagedEvery === 0;
    if (isDamaged) {
      compared += await compareDamaged(code, history, newEvents, draws, pairing);
    }
    const answer = await compareIfSame(code, { oldEvents: history, newEvents }, pairing);
    if (!answer) return compared;
    compared++;
    const again = answer.actions.find(
      (action) => action.type === 'CompleteOrchestration' && action.status === 'CONTINUED_AS_NEW',
    );
    if (again?.type === 'CompleteOrchestration') {
      world.reset();
      history = [];
      newEvents = [
        clock(world),
        start(life, world, again.result, ++generation),
        ...(again.carryoverEvents ?? []).map((event) => ({ ...event, timestampMs: world.nowMs })),
      ];
      world.hear(answer.actions);
      continue;
    }
    const rewound = answer.actions.find((action) => action.type === 'RewindOrchestration');
    if (rewound?.type === 'RewindOrchestration') return compared;
    world.hear(answer.actions);
    const kept = answer.actions.filter(
      (action) => action.type !== 'SendEvent' || life.isSentRecorded,
    );
    history = [...history, ...newEvents, ...kept.map((action) => recorded(action, world.nowMs))];
    // One late wake-up after the end is enough.
    if (isOver || world.isIdle) break;
    isOver = answer.actions.some((action) => action.type === 'CompleteOrchestration');
    newEvents = world.batch();
  }
  return compared;
}

function clock(world: World): HistoryEvent {
  return { type: 'OrchestratorStarted', id: -1, timestampMs: world.nowMs };
}

function start(
  { start: { name, version, executionId, hasParent } }: Life,
  world: World,
  input: string | undefined,
  generation: number,
): HistoryEvent {
  const parent = { name: 'Parent', instanceId: 'wf-0', taskScheduledId: 3 };
  return {
    type: 'ExecutionStarted',
    id: -1,
    timestampMs: world.nowMs,
    name,
    instanceId: 'wf-1',
    ...(executionId ? { executionId: `${executionId}.${generation}` } : {}),
    ...(executionId === '' ? { executionId } : {}),
    ...(version === undefined ? {} : { version }),
    ...(input === undefined ? {} : { input }),
    ...(hasParent ? { parent } : {}),
  };
}

async function compareDamaged(
  code: Compiled,
  history: readonly HistoryEvent[],
  newEvents: readonly HistoryEvent[],
  draws: Draws,
  pairing: Pairing,
): Promise<number> {
  const turn =
    draws.next(5) === 4
      ? { oldEvents: history, newEvents: draws.next(3) === 2 ? [] : damaged(newEvents, draws) }
      : { oldEvents: damaged(history, draws), newEvents };
  return (await compareIfSame(code, turn, pairing)) ? 1 : 0;
}

/** Nothing when a named difference is met. */
async function compareIfSame(code: Compiled, turn: Turn, pairing: Pairing) {
  const events = [...turn.oldEvents, ...turn.newEvents];
  if (namedDifferences.some((difference) => difference.isMet(pairing.dialect, events))) {
    return undefined;
  }
  return compareTurn(code, turn, pairing);
}
