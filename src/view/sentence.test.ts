import { beforeAll, describe, expect, it } from 'vitest';
import { sentenceAt, transcript } from './sentence.ts';
import { indexOf } from './trace-index.ts';
import { runOf, sampleOf, type Run } from './view-run.test-support.ts';

let crashed: Run;
let twice: Run;
let saga: Run;

beforeAll(async () => {
  crashed = await runOf('order', ['t4:a4', 'restart']);
  twice = await runOf('order', ['k3:effect1', 'restart']);
  saga = await runOf('saga', ['t2:saved', 'restart']);
});

describe('the sentence', () => {
  it('names the activities of a child by the child’s own ids, not by those of the history on the screen', async () => {
    const gift = await runOf('gift', ['order-1:0002/k2:effect1', 'restart']);
    const texts = transcript(gift.trace, gift.program);
    const kept = texts.filter((each) => each.startsWith('Kept. The answer of'));
    expect(kept).toEqual([
      'Kept. The answer of chargeCard is kept in the inbox. chargeCard will not run again.',
      'Kept. The answer of reserveStock is kept in the inbox of prepareGift. reserveStock will not run again.',
      'Kept. The answer of sendCard is kept in the inbox of prepareGift. sendCard will not run again.',
      'Kept. The answer of prepareGift is kept in the inbox. prepareGift will not run again.',
      'Kept. The answer of sendParcel is kept in the inbox. sendParcel will not run again.',
    ]);
    expect(texts).toContain(
      'Again. The history of prepareGift holds no answer of sendCard. So the engine sends the work again.',
    );
  });

  it('ends with one full stop where a value brings its own', async () => {
    const bases = await runOf('three-bases');
    expect(bases.sentence('t1:saved')).not.toMatch(/\.\.$/);
    const texts = transcript(bases.trace, bases.program);
    expect(texts.some((each) => each.endsWith('3 sources agree.'))).toBe(true);
    expect(texts.filter((each) => /\.\.|[?!]\.\s/.test(each))).toEqual([]);
  });

  it.each([
    [
      'r1:scheduled',
      'Start. Somebody starts processOrder with A-1042. The request is kept in the inbox.',
    ],
    ['p1:started', 'Start. App run 1 starts with empty memory.'],
    [
      't1:sent',
      'Wake-up 1. Event 2 wakes the workflow: processOrder started. The code runs from line 1.',
    ],
    ['t1:a1', 'New. Line 2 asks for validate. This request is not kept yet.'],
    ['t1:returned', 'Request. App run 1 asks for validate. That is not kept yet.'],
    ['t1:dispatched', 'Handed out. Dapr hands out validate. Only then does it save the wake-up.'],
    ['t1:saved', 'Kept. Events 1 to 3 are in the history now. No crash can take them away.'],
    ['k3:effect1', 'World. Card charged: $42. The answer is not kept yet.'],
    [
      'k3:recorded',
      'Kept. The answer of chargeCard is kept in the inbox. chargeCard will not run again.',
    ],
    [
      't4:sent',
      'Wake-up 4. Event 11 wakes the workflow: chargeCard answered. The code runs again from line 1.',
    ],
    ['t4:y3', 'New work starts here. Event 11 brings the answer of chargeCard to line 4: ch_1.'],
    ['t4:a4', 'New. Line 5 asks for sendParcel. This request is not kept yet.'],
    [
      'p1:crashed',
      'Crash. App run 1 crashed. Its variables are gone. The history and the world stay. Unfinished work will be sent again.',
    ],
    [
      'p2:started',
      'Restart. App run 2 starts with empty memory. The history and the world are as before.',
    ],
    [
      't4.2:sent',
      'Wake-up 4. Dapr sends wake-up 4 again, because it was never saved. App run 2 starts at line 1 and reads 11 events.',
    ],
    [
      't4.2:a2',
      'Replay. App run 2 asked for reserveStock again. Event 8 holds the answer, so it does not run again.',
    ],
    [
      't4.2:e6',
      'Replay. Event 6 holds the same request for reserveStock, so it is not sent again.',
    ],
    [
      't4.2:y2',
      'Replay. Event 8 gives the answer to line 3 again: res_1. reserveStock does not run again.',
    ],
    ['t4.2:a4', 'New work starts here. Line 5 asks for sendParcel. This request is not kept yet.'],
    ['t5:end', 'New. Line 6 returns. The workflow is done, but that is not kept yet.'],
    [
      't5:saved',
      'Done. Events 13 to 15 are in the history now. The workflow is complete: tracking PX-1, paid 42.',
    ],
    [
      'r1:over',
      'The end. The workflow is complete, and nothing happened twice. What was kept was read again, not done again.',
    ],
  ])('of an order at %s', (place, sentence) => {
    expect(crashed.sentence(place)).toBe(sentence);
  });

  it.each([
    [
      'p1:crashed',
      'Crash. App run 1 crashed. Its variables are gone. The history and the world stay. chargeCard had reached the world, but its answer was not kept. It will run again.',
    ],
    [
      'k3.2:sent',
      'Again. Event 9 asked for chargeCard, and the history holds no answer. So the engine sends the work again. The workflow’s code is still asleep.',
    ],
    ['k3.2:effect1', 'Twice. Card charged a second time: $42. Nobody had kept the first answer.'],
    [
      'r1:over',
      'The end. The workflow is complete, but this happened more than once: Card charged (2 times). The first answer was lost before it was kept, so the activity ran again.',
    ],
  ])('of a second charge at %s', (place, sentence) => {
    expect(twice.sentence(place)).toBe(sentence);
  });

  it.each([
    [
      'p1:crashed',
      'Crash. App run 1 crashed. Its variables are gone. The history and the world stay.',
    ],
    [
      'i1:idle',
      'Nothing has woken it yet. App run 2 is empty and reads nothing. The workflow waits for approval (it comes in 2 days) or its timer (in 3 days).',
    ],
    ['c1:moved', 'Time. Nothing happens for 2 days. The clock moves on.'],
    ['e1:recorded', 'Event. approval arrives. It is kept in the inbox and wakes the workflow.'],
    [
      't3:a2',
      'Replay. App run 2 asked for a timer again. Event 6 holds the request, so it is not sent a second time.',
    ],
    ['t3:y2', 'New work starts here. Event 8 brings approval to line 9: approved true.'],
    ['k4:effect1', 'World. parcels.example refused the request (503). Nothing changed.'],
    [
      't5:y4',
      'New work starts here. Event 14 says that sendParcel failed. Line 16 throws that error.',
    ],
  ])('of a long wait at %s', (place, sentence) => {
    expect(saga.sentence(place)).toBe(sentence);
  });

  it('says what a key is good for', async () => {
    const run = await runOf('order-key', ['k3:effect1', 'restart']);
    expect(run.sentence('k3.2:effect1')).toBe(
      'World. The service has seen this key before. It answers as the first time and changes nothing.',
    );
    expect(run.sentence('r1:over')).toBe(
      'The end. The workflow is complete, and nothing happened twice. One request was sent twice. The service knew its key, and did the work once.',
    );
  });

  it('says that a draw which was not kept may be another one next time', async () => {
    const run = await runOf('coin-mended', ['k1:end', 'restart']);
    expect(run.sentence('p1:crashed')).toMatch(
      /What tossCoin had drawn was not kept\. It will run again, and may draw something else\.$/,
    );
  });

  it('says that an activity had not got far', async () => {
    const run = await runOf('order', ['k3:l19']);
    expect(run.sentence('p1:crashed')).toMatch(
      /chargeCard had not finished\. It will run again\.$/,
    );
    expect(run.sentence('r1:over')).toBe(
      'The app is down. The history is safe. Restart the app to go on from there.',
    );
  });

  it.each([
    ['t4:returned', 'Its request had been sent already, so this wake-up is still saved.'],
    ['t4:dispatched', 'Its request had been sent already, so this wake-up is still saved.'],
    ['k3:returned', 'The answer had left the app already, so it is still kept.'],
  ])('says what goes on without the app after a crash at %s', async (place, end) => {
    const run = await runOf('order', [place, 'restart']);
    expect(run.sentence('p1:crashed').endsWith(end)).toBe(true);
  });

  it('says of plain code that nobody will start it again', async () => {
    const run = await runOf('plain', ['f1:effect2', 'restart']);
    expect(run.sentence('f1:effect2')).toBe('World. Card charged: $42. No engine keeps this.');
    expect(run.sentence('p1:crashed')).toBe(
      'Crash. App run 1 crashed. The crash took everything. A restart brings the app back, but not this work.',
    );
    expect(run.sentence('r1:over')).toMatch(/^Lost\. Nobody starts the work again\./);
  });

  it('says that a log line is safe', async () => {
    const source = `export async function* flow(ctx) {
  console.log('hello');
  yield ctx.callActivity(one);
}
export async function one() { return 1; }`;
    const run = await runOf(sampleOf('log-line', source));
    expect(run.sentence('t1:p1')).toBe('New. Line 2 prints “hello”.');
    expect(run.sentence('t2:p1')).toBe(
      'Replay. Safe. Line 2 prints again on every replay, ×2 so far.',
    );
  });

  it('calls the other dialect the engine', async () => {
    const run = await runOf('order', [], { dialect: 'durabletask' });
    run.program.dialect = 'durabletask';
    expect(run.sentence('t1:dispatched')).toMatch(/^Handed out\. The engine hands out validate\./);
  });
});

describe('the transcript', () => {
  it('is the sentence of every stop', () => {
    for (const { trace, program } of [crashed, twice, saga]) {
      const one = indexOf(trace).positions.map(({ step, beat }) => {
        const { lead, text } = sentenceAt(trace, { step, beat, fraction: 0 }, program);
        return `${lead} ${text}`;
      });
      expect(transcript(trace, program)).toEqual(one);
    }
  });

  it('is short and plain: sentences end with a full stop, and no line shouts', () => {
    for (const line of transcript(saga.trace, saga.program)) {
      expect(line).toMatch(/^[A-Z].*[.]$/);
      expect(line).not.toMatch(/!|undefined|NaN|\[object|\bturn\b|\bprocess\b|\bdiverge/);
      expect(line.split(' ').length).toBeLessThan(45);
    }
  });
});

describe('what happened more than once', () => {
  const charge = `export async function charge(ctx, order) {
  const response = await fetch('https://payments.example/charges', {
    method: 'POST', body: JSON.stringify({ order: 'A-1', amount: 42 }),
  });
  return await response.json();
}
`;
  const end = async (source: string, acts: string[] = []) => {
    const run = await runOf(sampleOf('charges', source + charge), acts);
    return run.sentence('r1:over');
  };

  it('because the code asked for it, was not lost', async () => {
    const loop = `export async function* flow(ctx) {
  for (let round = 0; round < 3; round += 1) yield ctx.callActivity(charge, 'A-1');
}
`;
    const fresh = `export async function* flow(ctx, round) {
  yield ctx.callActivity(charge, 'A-1');
  if (round < 3) ctx.continueAsNew(round + 1, true);
}
`;
    for (const source of [loop, fresh]) {
      const sentence = await end(source);
      expect(sentence).toContain('Card charged (3 times)');
      expect(sentence).toContain('The code asked for it more than once.');
    }
  });

  it('has a cause of its own for each thing, where the causes are not the same', async () => {
    const run = await runOf('http-charge', ['k1:effect1', 'restart']);
    expect(run.sentence('r1:over')).toBe(
      'The end. The workflow is complete, but this happened more than once: Card charged (2 times). The workflow’s own code asked for it, and every wake-up runs that code again. Parcel sent (2 times). The first answer was lost before it was kept, so the activity ran again.',
    );
  });

  it('because its answer was lost, says so', async () => {
    const once = `export async function* flow(ctx) {
  yield ctx.callActivity(charge, 'A-1');
}
`;
    expect(await end(once, ['k1:effect1', 'restart'])).toContain(
      'The first answer was lost before it was kept, so the activity ran again.',
    );
  });
});
