import { describe, expect, test } from 'vitest';
import { execute } from '../../src/engine/execute.ts';
import type { HistoryEvent } from '../../src/engine/history.ts';
import type {
  Dialect,
  Divergence,
  EventOutcome,
  Observer,
  WorkItem,
} from '../../src/engine/turn.ts';
import { programsOf, readCases, withHistory } from './case.ts';

interface Heard {
  taken: number[];
  done: [number, EventOutcome, number | undefined][];
  asked: number[];
  answered: number[][];
  diverged: Divergence[];
  finished: string[];
  blocked: number;
}

function listen(): { heard: Heard; observer: Observer } {
  const heard: Heard = {
    taken: [],
    done: [],
    asked: [],
    answered: [],
    diverged: [],
    finished: [],
    blocked: 0,
  };
  const observer: Observer = {
    eventTaken: (number) => heard.taken.push(number),
    eventDone: (number, outcome, id) => heard.done.push([number, outcome, id]),
    asked: (id) => heard.asked.push(id),
    listened: () => undefined,
    patched: () => undefined,
    answered: (numbers) => heard.answered.push(numbers),
    blocked: () => heard.blocked++,
    diverged: (divergence) => heard.diverged.push(divergence),
    finished: (status) => heard.finished.push(status),
  };
  return { heard, observer };
}

/** What is wrong with what an observer heard in one turn. */
function faultsOf(heard: Heard, events: readonly HistoryEvent[]): string[] {
  const faults: string[] = [];
  const must = (isRight: boolean, fault: string): void => {
    if (!isRight) faults.push(fault);
  };
  const inOrder = heard.taken.map((_, at) => at + 1);
  const done = heard.done.map(([number]) => number);
  // Held-back events are taken up twice, in the batch of the resumption.
  if (!events.some((event) => event.type === 'ExecutionSuspended')) {
    must(String(heard.taken) === String(inOrder), `taken up: ${String(heard.taken)}`);
    must(String(done) === String(heard.taken), `dealt with: ${String(done)}`);
  }
  for (const [number, outcome, id] of heard.done) {
    const event = events[number - 1];
    const isConfirmed = outcome === 'matched' || outcome === 'diverged';
    must(!isConfirmed || id === event?.id, `event ${number} ${outcome} ${id}`);
    const isAnswer = outcome === 'completed' && event?.type === 'TaskCompleted';
    must(!isAnswer || id === event?.taskScheduledId, `event ${number} completed ${id}`);
  }
  const ids = heard.asked.map((id, at) => (at === 0 ? id > 0 : id > (heard.asked[at - 1] ?? 0)));
  must(!ids.includes(false), `asked: ${String(heard.asked)}`);
  const bringing = heard.done.filter(([, outcome]) => ['completed', 'buffered'].includes(outcome));
  const numbers = new Set(bringing.map(([number]) => number));
  must(
    heard.answered.flat().every((number) => numbers.has(number)),
    `answered by: ${String(heard.answered)}`,
  );
  return faults;
}

describe.each<Dialect>(['durabletask', 'dapr'])('%s: an observer changes nothing', (dialect) => {
  const cases = readCases(dialect).filter((recorded) => recorded.turns);

  test.each(cases.map((recorded) => [recorded.name, recorded] as const))(
    '%s',
    async (_name, recorded) => {
      // Separate programs, because a case's sources may keep state.
      const alone = programsOf(recorded, dialect);
      const watched = programsOf(recorded, dialect);
      for (const { turn, oldEvents, newEvents } of withHistory(recorded.turns ?? [])) {
        const item: WorkItem = {
          dialect,
          facade: 'durabletask',
          instanceId: 'wf-1',
          oldEvents,
          newEvents,
        };
        const [first, second] = [alone[turn.run - 1], watched[turn.run - 1]];
        if (!first || !second) throw new Error('a case without a program');
        const { heard, observer } = listen();
        const unobserved = await execute(item, first);
        const observed = await execute(item, second, observer);
        expect(observed).toEqual(unobserved);
        expect(faultsOf(heard, [...oldEvents, ...newEvents])).toEqual([]);
        expect(heard.diverged).toEqual(observed.divergence ? [observed.divergence] : []);
        const isEnded = observed.actions.some((action) => action.type === 'CompleteOrchestration');
        expect(heard.finished.length > 0).toBe(isEnded);
        expect(heard.blocked).toBe(isEnded ? 0 : 1);
      }
    },
  );
});
