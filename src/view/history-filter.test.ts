import { describe, expect, it } from 'vitest';
import { foundNumbers, isFound, kindOfEvent, type HistorySearch } from './history-filter.ts';
import { frameAt } from './frame-at.ts';
import { runOf, type Run } from './view-run.test-support.ts';

const rowsAtEnd = ({ trace, program }: Run) => {
  const { history, inbox } = frameAt(
    trace,
    { step: trace.steps.length - 1, beat: 0, fraction: 0 },
    program,
  );
  return [...history, ...inbox];
};

const order = rowsAtEnd(await runOf('order'));
const saga = rowsAtEnd(await runOf('saga'));

const titles = (search: HistorySearch, rows = order): string[] =>
  rows.filter((row) => isFound(row, search)).map(({ title }) => title);

describe('a search in the history', () => {
  it.each([
    [{ query: 'chargecard' }, ['chargeCard asked for', 'chargeCard answered']],
    [{ query: 'chargeCard', kind: 'answer' }, ['chargeCard answered']],
    [{ query: 'TaskCompleted stock' }, ['reserveStock answered']],
    [{ query: 'PX-1', kind: 'answer' }, ['sendParcel answered']],
    [{ query: '#5' }, ['validate answered']],
    [{ query: 'zebra' }, []],
    [{ query: '', kind: 'timer' }, []],
  ] satisfies [HistorySearch, string[]][])('%j', (search, found) => {
    expect(titles(search)).toEqual(found);
  });

  it('finds timers and what came from outside', () => {
    expect(titles({ query: '', kind: 'timer' }, saga).length).toBeGreaterThan(0);
    expect(titles({ query: 'approval', kind: 'event' }, saga)).toHaveLength(1);
  });

  it('has one kind for each event, and all kinds together are all events', () => {
    const kinds = new Set(saga.map(({ event }) => kindOfEvent(event)));
    const counts = [...kinds].map((kind) => titles({ query: '', kind }, saga).length);
    expect(counts.reduce((sum, each) => sum + each, 0)).toBe(saga.length);
  });

  it('marks nothing as long as nothing is asked', () => {
    expect(foundNumbers(order, undefined)).toBeUndefined();
    expect(foundNumbers(order, { query: '  ' })).toBeUndefined();
    expect(foundNumbers(order, { query: 'zebra' })?.size).toBe(0);
  });
});
