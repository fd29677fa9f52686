import { describe, expect, it } from 'vitest';
import { chipsOf, runOf, sampleOf, type Run } from './view-run.test-support.ts';

const SOURCE = `import { WorkflowContext } from '@dapr/dapr';

const book = async (_, days) => {
  const answer = await fetch('https://hotels.example/bookings?days=' + days, { method: 'POST' });
  return answer.status;
};
const look = async () => (await fetch('https://hotels.example/bookings')).status;
const fail = async () => {
  throw new Error('no');
};

export async function* flow(ctx: WorkflowContext, days: number): any {
  yield ctx.callActivity(book, days);
  yield ctx.callActivity(look);
  yield ctx.callActivity(book, 0);
  yield ctx.callActivity(fail);
}
`;
const hotel = sampleOf('own-services', SOURCE, { input: 3 });

const effectsOf = (run: Run) =>
  run
    .stairs('r1:over', true)
    .rows.flatMap(({ marks }) =>
      marks.flatMap(({ kind, label, isDuplicate }) =>
        kind === 'effect' ? [`${label}${isDuplicate === true ? ' again' : ''}`] : [],
      ),
    );

describe('services that this page does not have', () => {
  it('marks what they were asked to do, twice where it was asked twice, and no question', async () => {
    const run = await runOf(hotel, ['k1:effect1', 'restart']);
    expect(effectsOf(run)).toEqual([
      'POST hotels.example/bookings',
      'POST hotels.example/bookings again',
      'POST hotels.example/bookings',
    ]);
  });

  it('says that the page does not know what the real one does', async () => {
    const run = await runOf(hotel, ['k1:effect1', 'restart']);
    expect(run.sentence('k1:effect1')).toBe(
      'World. This page has no hotels.example, so it answers 404. What the real service does can’t be seen here.',
    );
    expect(run.sentence('p1:crashed')).toContain(
      'book had reached the world, but its answer was not kept. It will run again.',
    );
  });

  it('counts the activities all the same, and says at the end that one ran again', async () => {
    const run = await runOf(hotel, ['k1:effect1', 'restart']);
    const times = run.frame('r1:over').activities?.map((each) => `${each.name} ${each.times}`);
    expect(times).toEqual(['book ran twice', 'look ran once', 'fail ran once']);
  });
});

describe('a file whose workflow stands further down', () => {
  it('begins at its line', async () => {
    const run = await runOf(hotel, ['t2:y1', 'restart']);
    expect(run.sentence('t1:sent')).toContain('The code runs from line 12.');
    expect(run.sentence('t1:e2')).toBe('New. The code starts at line 12. Event 2 holds its input.');
    expect(run.sentence('t2:sent')).toContain('The code runs again from line 12.');
    expect(run.sentence('t2.2:sent')).toContain('App run 2 starts at line 12 and reads');
  });

  it('says that an input was dropped that the SDK takes for none', async () => {
    const run = await runOf(hotel);
    expect(run.sentence('t1:a1')).toBe('New. Line 13 asks for book. This request is not kept yet.');
    expect(run.sentence('t3:a3')).toBe(
      'New. Line 15 asks for book. This request is not kept yet. Dapr’s SDK sends no input that is 0: book gets undefined.',
    );
    const inDurableTask = await runOf({
      ...hotel,
      scenario: { ...hotel.scenario, dialect: 'durabletask', facade: 'durabletask' },
    });
    expect(inDurableTask.sentence('t3:a3')).toBe(
      'New. Line 15 asks for book. This request is not kept yet.',
    );
    expect(chipsOf(run.frame('t3:a3'))).toContain('15:next (live)');
  });

  it('says of an activity that throws that it ends with an error', async () => {
    const run = await runOf(hotel);
    expect(run.sentence('k4:end')).toBe('Activity. fail ends with an error. That is not kept yet.');
  });
});
