import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Action } from './action.ts';
import { whenAllIn, whenAnyIn } from './composite.ts';
import type { DurableTaskContext, DaprInnerContext } from './contexts.ts';
import type { HistoryEvent } from './history.ts';
import {
  completed,
  failed,
  fired,
  raised,
  SmallSidecar,
  START_MS,
} from './sidecar.test-support.ts';
import type { Task } from './task.ts';
import type { Dialect, Observer } from './turn.ts';

/** One thing that a made-up workflow does. */
type Deed =
  { do: 'activity' | 'timer' | 'child' | 'wait' | 'fire' } | { do: 'all' | 'any'; of: number };

const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ do: fc.constantFrom('activity', 'timer', 'child', 'wait', 'fire') }),
  fc.record({ do: fc.constantFrom('all', 'any'), of: fc.integer({ min: 1, max: 4 }) }),
);
const dialects = fc.constantFrom<Dialect>('durabletask', 'dapr');

type Context = DurableTaskContext & DaprInnerContext;

function perform(ctx: Context, deeds: Deed, at: number, dialect: Dialect): Task | undefined {
  switch (deeds.do) {
    case 'activity':
      return ctx.callActivity(`act${at}`, at);
    case 'timer':
      return ctx.createTimer(at + 1);
    case 'child':
      return ctx.callSubOrchestrator('Child', at);
    case 'wait':
      return ctx.waitForExternalEvent('news');
    case 'fire':
      ctx.callActivity('unattended');
      return undefined;
    case 'all':
    case 'any': {
      const tasks = Array.from({ length: deeds.of }, (_, n) => ctx.callActivity(`fan${n}`, n));
      return (deeds.do === 'all' ? whenAllIn : whenAnyIn)(dialect, tasks);
    }
  }
}

function workflowOf(deeds: readonly Deed[], dialect: Dialect) {
  return async function* (ctx: Context): AsyncGenerator {
    const answers: unknown[] = [];
    for (const [at, one] of deeds.entries()) {
      const task = perform(ctx, one, at, dialect);
      if (!task) continue;
      try {
        const answer: unknown = yield task;
        answers.push(one.do === 'any' ? 'first' : answer);
      } catch (error) {
        answers.push((error as Error).message);
      }
    }
    return answers;
  };
}

/** How the world answers an action; nothing for what needs no answer. */
function answerTo(action: Action, isFailing: boolean): HistoryEvent[] {
  switch (action.type) {
    case 'ScheduleTask':
      return [isFailing ? failed(action.id, 'broken') : completed(action.id, `r${action.id}`)];
    case 'CreateTimer':
      return [fired(action.id)];
    case 'CreateSubOrchestration':
      return [
        {
          type: 'SubOrchestrationInstanceCompleted',
          id: -1,
          timestampMs: START_MS,
          taskScheduledId: action.id,
          result: '"child"',
        },
      ];
    case 'SendEvent':
    case 'CompleteOrchestration':
    case 'RewindOrchestration':
    case 'WorkflowVersionNotAvailable':
      return [];
  }
}

interface Life {
  deeds: Deed[];
  dialect: Dialect;
  /** Drawn from for every choice: which answer comes next, whether it fails, how many come at once. */
  draws: number[];
}

const life: fc.Arbitrary<Life> = fc.record({
  deeds: fc.array(deed, { minLength: 1, maxLength: 7 }),
  dialect: dialects,
  draws: fc.array(fc.nat(1000), { minLength: 60, maxLength: 60 }),
});

/** Lives a whole life and calls `check` after every wake-up. Gives the sidecar with its last history. */
async function live(
  { deeds, dialect, draws }: Life,
  check: (sidecar: SmallSidecar, actions: Action[]) => Promise<void> | void,
  observer?: Observer,
): Promise<SmallSidecar> {
  const sidecar = new SmallSidecar(workflowOf(deeds, dialect), { dialect, observer });
  let draw = 0;
  const next = (below: number): number => (draws[draw++ % draws.length] ?? 0) % below;
  const open: HistoryEvent[] = deeds
    .filter((one) => one.do === 'wait')
    .map((_, n) => raised('NEWS', n));
  let { actions } = await sidecar.start();
  for (let turns = 0; turns < 60; turns++) {
    open.push(...actions.flatMap((action) => answerTo(action, next(4) === 0)));
    await check(sidecar, actions);
    if (open.length === 0 || isEnded(actions)) break;
    const batch: HistoryEvent[] = [];
    for (let many = 1 + next(2); many > 0 && open.length > 0; many--) {
      batch.push(...open.splice(next(open.length), 1));
    }
    sidecar.nowMs += 1000;
    ({ actions } = await sidecar.wake(...batch));
  }
  return sidecar;
}

function isEnded(actions: readonly Action[]): boolean {
  return actions.some((action) => action.type === 'CompleteOrchestration');
}

describe('for any workflow, any answers in any order', () => {
  test('a saved history asks for nothing again, except for its ending', async () => {
    await fc.assert(
      fc.asyncProperty(life, async (lived) => {
        await live(lived, async (sidecar, actions) => {
          const again = await sidecar.replay();
          const ending = actions.filter((action) => action.type === 'CompleteOrchestration');
          expect(again.divergence).toBeUndefined();
          expect(again.actions).toEqual(ending);
        });
      }),
    );
  });

  test('the same history gives the same answer, watched or not', async () => {
    const ignore = (): void => undefined;
    const observer: Observer = {
      eventTaken: ignore,
      eventDone: ignore,
      asked: ignore,
      listened: ignore,
      patched: ignore,
      answered: ignore,
      blocked: ignore,
      diverged: ignore,
      finished: ignore,
    };
    await fc.assert(
      fc.asyncProperty(life, async (lived) => {
        const first = await live(lived, () => undefined);
        const second = await live(lived, () => undefined);
        const watched = await live(lived, () => undefined, observer);
        expect(second.history).toEqual(first.history);
        expect(watched.history).toEqual(first.history);
      }),
    );
  });

  test('ids count up by one from 1, each action once', async () => {
    await fc.assert(
      fc.asyncProperty(life, async (lived) => {
        const { history } = await live(lived, () => undefined);
        const ids = history.map((event) => event.id).filter((id) => id >= 0);
        const isWhole = lived.dialect === 'durabletask';
        // dapr drops what was asked for in the last turn, so the ending's id may leave a gap.
        const expected = ids.map((_, at) => at + 1);
        expect(isWhole ? ids : ids.slice(0, -1)).toEqual(
          isWhole ? expected : expected.slice(0, -1),
        );
      }),
    );
  });

  test('a history whose request is renamed is noticed at that very event', async () => {
    await fc.assert(
      fc.asyncProperty(life, fc.nat(), async (lived, pick) => {
        const sidecar = await live(lived, () => undefined);
        const requests = sidecar.history.flatMap((event, at) =>
          event.type === 'TaskScheduled' ? [at] : [],
        );
        fc.pre(requests.length > 0);
        const at = requests[pick % requests.length] ?? 0;
        const request = sidecar.history[at];
        if (request?.type === 'TaskScheduled') {
          sidecar.history[at] = { ...request, name: 'somethingElse' };
        }
        const { divergence } = await sidecar.replay();
        expect(divergence).toMatchObject({ eventNumber: at + 1, id: request?.id });
      }),
    );
  });
});
