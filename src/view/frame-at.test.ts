import { beforeAll, describe, expect, it } from 'vitest';
import { frameAt } from './frame-at.ts';
import { chipsOf, namesOf, runOf, sampleOf, statesOf, type Run } from './view-run.test-support.ts';

let calm: Run;
let crashed: Run;
let twice: Run;

beforeAll(async () => {
  calm = await runOf('order');
  crashed = await runOf('order', ['t4:a4', 'restart']);
  twice = await runOf('order', ['k3:effect1', 'restart']);
});

describe('read again or new', () => {
  it('is new from the first event on in the first wake-up', () => {
    expect(calm.frame('t1:e2').app.mode).toBe('live');
    expect(calm.frame('t1:a1').panes[0]?.mode).toBe('live');
  });

  it('turns to new work at the event that woke a living app', () => {
    expect(calm.frame('t4:a3').app.mode).toBe('again');
    expect(calm.frame('t4:e9').app.mode).toBe('again');
    expect(calm.frame('t4:y3').app.mode).toBe('live');
  });

  it('reads that event again, too, when the wake-up is sent a second time', () => {
    expect(crashed.frame('t4.2:y3').app.mode).toBe('again');
    expect(crashed.frame('t4.2:a4').app.mode).toBe('live');
  });

  it('calls a pass that is cut off in its replay read again to its last beat', async () => {
    const run = await runOf('order', ['t4:a2']);
    expect(run.frame('t4:a2').app.mode).toBe('again');
  });

  it('has no mode between passes', () => {
    expect(calm.frame('t4:saved').app.mode).toBe('none');
    expect(calm.frame('k3:effect1').app.mode).toBe('none');
  });
});

describe('chips', () => {
  it('shows what is kept, what is new and what comes next', () => {
    expect(chipsOf(calm.frame('t4:a4'))).toEqual([
      '2:answer from event 5 (again)',
      '3:answer from event 8 (again)',
      '4:ch_1 (live)',
      '5:next (live)',
    ]);
  });

  it('names the event that holds the answer as soon as a replay asks', () => {
    expect(chipsOf(crashed.frame('t4.2:a3'))).toEqual([
      '2:answer from event 5 (again)',
      '3:answer from event 8 (again)',
      '4:event 11 holds it (again)',
    ]);
    expect(crashed.frame('t4.2:y3').panes[0]?.chips[2]).toEqual({
      line: 4,
      text: 'answer from event 11',
      tone: 'again',
      value: '{"id":"ch_1","amount":42,"status":"paid"}',
      event: 11,
      of: 'chargeCard',
    });
    const asked = calm.frame('t4:a4').panes[0]?.chips.map(({ of }) => of);
    expect(asked).toEqual(['validate', 'reserveStock', 'chargeCard', undefined]);
  });

  it('follows a request from asking to its answer', () => {
    const last = (place: string) => chipsOf(calm.frame(place)).at(-1);
    expect(last('t3:a3')).toBe('4:next (live)');
    expect(last('t3:returned')).toBe('4:next (live)');
    expect(last('t3:saved')).toBe('4:waiting for chargeCard (waiting)');
    expect(last('k3:sent')).toBe('4:running (live)');
    expect(last('k3:effect1')).toBe('4:running (live)');
    expect(last('k3:recorded')).toBe('4:answered (waiting)');
    expect(last('t4:sent')).toBe('4:answered (waiting)');
  });

  it('stands where the code asked, while a new app run does the work again and is not woken', () => {
    const sent = twice.frame('k3.2:sent');
    expect(sent.panes[0]).toMatchObject({ line: 4, stack: [], activity: { name: 'chargeCard' } });
    expect(chipsOf(sent)).toEqual(['4:running again (live)']);
    expect(chipsOf(twice.frame('k3.2:returned'))).toEqual(['4:answered (live)']);
    expect(twice.frame('p2:started').panes[0]?.line).toBeUndefined();
    expect(statesOf(sent.history)[9]).toBe('reading');
    expect(Object.values(statesOf(sent.history)).filter((each) => each !== 'kept')).toHaveLength(1);
    expect(Object.values(statesOf(twice.frame('p2:started').history))).not.toContain('reading');
  });

  it('waits for nothing once the workflow has ended', async () => {
    const run = await runOf('saga');
    expect(chipsOf(run.frame('t3:saved'))).toContain('8:waiting for a timer (waiting)');
    expect(chipsOf(run.frame('r1:over')).join()).not.toContain('waiting');
  });

  it('counts requests that one line makes, and tells from which events whenAll was answered', async () => {
    const source = `export async function* flow(ctx) {
  const all = yield ctx.whenAll([1, 2].map((n) => ctx.callActivity(double, n)));
  yield ctx.callActivity(double, all[0]);
}
export async function double(ctx, n) { return n * 2; }`;
    const run = await runOf(sampleOf('fan-out', source));
    expect(chipsOf(run.frame('t1:saved'))).toEqual(['2:0 of 2 answered (waiting)']);
    expect(chipsOf(run.frame('t2:e6'))).toEqual(['2:1 of 2 answered (waiting)']);
    expect(chipsOf(run.frame('t3:a3'))[0]).toBe('2:done (live)');
    expect(chipsOf(run.frame('t4:y1'))[0]).toBe('2:answers from events 6 and 8 (again)');
  });
});

describe('the line, the variables and the log', () => {
  it('marks the line that runs, and none before the code has begun', () => {
    expect(calm.frame('t4:a4').panes[0]?.line).toBe(5);
    expect(calm.frame('t4:e2').panes[0]?.line).toBeUndefined();
  });

  it('shows variables as they are built up, and which one is new', () => {
    const frame = calm.frame('t4:a4');
    expect(namesOf(frame)).toEqual(['order', 'stock', 'payment']);
    expect(frame.panes[0]?.changed).toEqual(['payment']);
    expect(frame.panes[0]?.isStale).toBe(false);
  });

  it('dims them between wake-ups', () => {
    const pane = calm.frame('k3:effect1').panes[0];
    expect(pane?.isStale).toBe(true);
    expect(pane?.stack).toEqual(calm.frame('t3:wait').panes[0]?.stack);
    expect(pane?.changed).toEqual([]);
  });

  it('loses them in a crash, with the chips and the line', () => {
    const frame = crashed.frame('p1:crashed');
    expect(frame.app).toEqual({ run: 1, status: 'dead', mode: 'none' });
    expect(frame.panes).toEqual([
      {
        kind: 'workflow',
        name: 'processOrder',
        mode: 'live',
        chips: [],
        verdicts: [],
        stack: [],
        isStale: false,
        changed: [],
        log: [],
      },
    ]);
  });

  it('starts empty after a restart, and has them back after the replay', () => {
    expect(namesOf(crashed.frame('p2:started'))).toEqual([]);
    expect(namesOf(crashed.frame('t4.2:a2'))).toEqual(['order']);
    expect(crashed.frame('t4.2:a4').panes[0]?.stack).toEqual(calm.frame('t4:a4').panes[0]?.stack);
  });

  it('prints a log line again at every replay of one app run, and forgets it in a crash', async () => {
    const source = `export async function* flow(ctx) {
  console.log('hello');
  yield ctx.callActivity(one);
  yield ctx.callActivity(two);
}
export async function one() { return 1; }
export async function two() { return 2; }`;
    const run = await runOf(sampleOf('log', source), ['t3:e2', 'restart']);
    expect(run.frame('t2:saved').panes[0]?.log).toEqual([
      { text: 'hello', mode: 'live' },
      { text: 'hello', mode: 'again' },
    ]);
    expect(run.frame('p1:crashed').panes[0]?.log).toEqual([]);
    expect(run.frame('t3.2:p1').panes[0]?.log).toEqual([{ text: 'hello', mode: 'again' }]);
  });

  it('shows the activity that runs, at the line of its own code, also in an app run without a wake-up', () => {
    expect(calm.frame('k3:sent').panes[0]?.activity).toMatchObject({ name: 'chargeCard', task: 3 });
    expect(calm.frame('k3:l19').panes[0]?.activity?.line).toBe(19);
    expect(calm.frame('k3:returned').panes[0]?.activity).toBeUndefined();
    expect(twice.frame('k3.2:sent').panes[0]?.activity).toMatchObject({ name: 'chargeCard' });
  });

  it('says how it ended only once that is kept', () => {
    expect(calm.frame('t5:end').panes[0]?.outcome).toBeUndefined();
    expect(calm.frame('t5:saved').panes[0]?.outcome).toEqual({
      status: 'COMPLETED',
      text: 'tracking PX-1, paid 42',
    });
    expect(calm.frame('t5:saved').panes[0]?.line).toBeUndefined();
  });
});

describe('history', () => {
  it('puts plain words on every event', () => {
    const rows = calm.frame('r1:over').history;
    expect(rows.map((each) => `${each.number} ${each.title} [${each.detail}]`)).toEqual([
      '1 Wake-up []',
      '2 processOrder started [A-1042]',
      '3 validate asked for [task ID 1]',
      '4 Wake-up []',
      '5 validate answered [ok]',
      '6 reserveStock asked for [task ID 2]',
      '7 Wake-up []',
      '8 reserveStock answered [res_1]',
      '9 chargeCard asked for [task ID 3]',
      '10 Wake-up []',
      '11 chargeCard answered [ch_1]',
      '12 sendParcel asked for [task ID 4]',
      '13 Wake-up []',
      '14 sendParcel answered [tracking PX-1]',
      '15 Finished [tracking PX-1, paid 42]',
    ]);
  });

  it('says which line asked and which was answered, once that has been seen', () => {
    const notes = (place: string) => calm.frame(place).history.map((each) => each.note);
    expect(notes('t1:saved')).toEqual([undefined, undefined, 'line 2 asked']);
    expect(notes('t2:saved').slice(4)).toEqual(['answer to line 2', 'line 3 asked']);
  });

  it('ties answers to requests by the task ID', () => {
    const rows = calm.frame('t2:saved').history;
    expect(rows.map((each) => each.task)).toEqual([undefined, undefined, 1, undefined, 1, 2]);
  });

  it('gives inbox rows the number that they will have', () => {
    expect(calm.frame('r1:scheduled').inbox.map((each) => each.number)).toEqual([2]);
    const waiting = calm.frame('k1:recorded');
    expect(waiting.inbox.map((each) => [each.number, each.title])).toEqual([
      [5, 'validate answered'],
    ]);
    const kept = calm.frame('t2:saved');
    expect(kept.inbox).toEqual([]);
    expect(kept.history[4]?.title).toBe('validate answered');
  });

  it('shows what a replay has read, reads now and has still to read', () => {
    const frame = crashed.frame('t4.2:y2');
    expect(statesOf(frame.history)).toEqual({
      2: 'read-again',
      3: 'read-again',
      5: 'read-again',
      6: 'read-again',
      8: 'reading',
      9: 'ahead',
    });
    expect(statesOf(frame.inbox)).toEqual({ 11: 'ahead' });
  });

  it('points at the recorded request while the same is asked for again', () => {
    const row = crashed.frame('t4.2:a3').history[8];
    expect(row).toMatchObject({ number: 9, state: 'reading', note: 'line 4 asks again' });
  });

  it('does not move in a crash', () => {
    const [before, after] = [crashed.frame('t4:a4'), crashed.frame('p1:crashed')];
    expect(after.history).toEqual(before.history);
    expect(after.inbox).toEqual(before.inbox);
    expect(after.world).toEqual(before.world);
    expect(after.requests).toEqual(before.requests);
  });

  it('knows which app run wrote what', () => {
    const rows = crashed.frame('r1:over').history;
    expect(rows.map((each) => each.process)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1, 2, 2, 2, 2]);
  });

  it('starts over with continue-as-new', async () => {
    const source = `export async function* flow(ctx, n) {
  yield ctx.callActivity(count, n);
  if (n < 2) ctx.continueAsNew(n + 1, false);
}
export async function count(ctx, n) { return n; }`;
    const run = await runOf(sampleOf('anew', source));
    const frame = run.frame('t2:saved');
    expect(frame.history).toEqual([]);
    expect(frame.inbox.map((each) => [each.number, each.title, each.detail])).toEqual([
      [2, 'flow started', '2'],
    ]);
    expect(run.frame('r1:over').history.length).toBe(6);
    expect(run.stairs('r1:over', false).columns.map((each) => each.number)).toEqual([
      2, 3, 5, 2, 3, 5, 6,
    ]);
  });
});

describe('the world', () => {
  it('has a counter for each effect that the sample can have', () => {
    const world = calm.frame('t1:sent').world;
    expect(world.map((each) => [each.label, each.entries.length])).toEqual([
      ['Card charged', 0],
      ['Stock reserved', 0],
      ['Parcel sent', 0],
    ]);
  });

  it('groups what means the same thing', () => {
    const [card] = twice.frame('r1:over').world;
    expect(card?.entries.map((each) => [each.process, each.task])).toEqual([
      [1, 3],
      [2, 3],
    ]);
    expect(card?.detail).toBe('$42, in app run 1 and 2');
  });

  it('counts once where the request carries a key', async () => {
    const run = await runOf('order-key', ['k3:effect1', 'restart']);
    const frame = run.frame('r1:over');
    expect(frame.world[0]?.entries.length).toBe(1);
    expect(frame.requests.filter((each) => each.task === 3).length).toBe(2);
    expect(frame.world.map(({ repeats }) => repeats)).toEqual([1, undefined, undefined]);
    const [charged] = run.frame('k3:effect1').world;
    expect(charged?.entries.length).toBe(1);
    expect(charged?.repeats).toBeUndefined();
    expect(twice.frame('r1:over').world.some(({ repeats }) => repeats)).toBe(false);
  });

  it('keeps plain code and workflow apart when both run', async () => {
    const run = await runOf('plain', [], { mode: 'both' });
    const cards = run.frame('r1:over').world.filter((each) => each.label === 'Card charged');
    expect(cards.map(({ owner, subject }) => [owner, subject])).toEqual([
      ['plain', 'charge:B-2001'],
      ['workflow', 'charge:A-1042'],
    ]);
  });
});

describe('nothing has woken it yet', () => {
  it('is so at rest after a restart, until something is sent to the new app run', async () => {
    const run = await runOf('saga', ['t2:saved', 'restart']);
    const frame = run.frame('i1:idle');
    expect(frame.isUnwoken).toBe(true);
    expect(frame.app).toEqual({ run: 2, status: 'idle', mode: 'none' });
    expect(frame.waitingFor.map((each) => each.kind)).toEqual(['event', 'timer']);
    expect(frame.panes[0]?.chips).toEqual([]);
    const woken = await runOf('saga', ['t2:a2', 'restart']);
    expect(woken.frame('i1:idle')).toMatchObject({ app: { run: 2 }, isUnwoken: false });
    expect(run.frame('p2:started').isUnwoken).toBe(false);
    expect(run.frame('t3:e2').isUnwoken).toBe(false);
  });

  it('is not so in the app run that did the waiting', async () => {
    const run = await runOf('saga');
    const frame = run.frame('i1:idle');
    expect(frame.isUnwoken).toBe(false);
    expect(frame.waitingFor.length).toBe(2);
    expect(run.frame('c1:moved').waitingFor).toEqual([]);
  });
});

describe('plain code', () => {
  it('has a pane of its own, with what its lines have done', async () => {
    const run = await runOf('plain');
    const frame = run.frame('f1:effect2');
    expect(frame.panes.map((each) => [each.kind, each.name, each.line])).toEqual([
      ['plain', 'plainOrder', 4],
    ]);
    expect(chipsOf(frame)).toEqual(['2:done (live)', '3:done (live)', '4:running (live)']);
    expect(frame.history).toEqual([]);
    expect(run.frame('f1:returned').panes[0]?.outcome?.status).toBe('COMPLETED');
  });

  it('is lost in a crash, and a restart does not bring it back', async () => {
    const run = await runOf('plain', ['f1:effect2', 'restart']);
    for (const place of ['p1:crashed', 'p2:started', 'r1:over']) {
      const [pane] = run.frame(place).panes;
      expect(pane?.outcome?.status).toBe('LOST');
      expect(pane?.stack).toEqual([]);
      expect(pane?.line).toBeUndefined();
    }
    expect(run.frame('r1:over').world.map((each) => each.entries.length)).toEqual([1, 1, 0]);
  });

  it('stands first when both are shown, and dies in the same crash', async () => {
    const run = await runOf('plain', ['f1:effect1', 'restart'], { mode: 'both' });
    expect(run.frame('p1:crashed').panes.map((each) => each.kind)).toEqual(['plain', 'workflow']);
    const end = run.frame('r1:over').panes;
    expect(end.map((each) => each.outcome?.status)).toEqual(['LOST', 'COMPLETED']);
  });
});

describe('any cursor', () => {
  it('is brought inside the trace', () => {
    const { trace, program } = calm;
    const far = frameAt(trace, { step: 9_999, beat: 9_999, fraction: 0 }, program);
    expect(far).toEqual(calm.frame('r1:over'));
    expect([far.isOver, far.index]).toEqual([true, far.count - 1]);
  });

  it('has a picture also for a run of which no step has come yet', () => {
    const empty = { steps: [], unused: [], performedAt: [] };
    const frame = frameAt(empty, { step: 0, beat: 0, fraction: 0 }, calm.program);
    expect(frame.app).toEqual({ run: 0, status: 'idle', mode: 'none' });
    expect([frame.count, frame.history, frame.world.length]).toEqual([0, [], 3]);
  });

  it('counts a beat that is folded into the next as that stop', () => {
    expect(calm.frame('t4:l5').index).toBe(calm.frame('t4:a4').index);
    expect(calm.frame('t4:l5').index).toBe(calm.frame('t4:y3').index + 1);
  });
});
