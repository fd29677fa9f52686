import { describe, expect, it } from 'vitest';
import { prepare } from '../source/prepare.ts';
import { samples } from '../samples/catalogue.ts';
import {
  engineClient,
  FIRST_WORD_MS,
  NEXT_WORD_MS,
  SILENCE_MS,
  type JobListener,
  type WorkerLine,
} from './engine-client.ts';
import type { Job, ToWorker } from './frame/protocol.ts';
import { nativeLine, StillClock } from './visit.test-support.ts';

const [sample] = samples;
const job: Omit<Job, 'id'> = {
  source: sample.source,
  entry: sample.entry,
  scenario: sample.scenario,
};

/** A worker of which the test says everything. */
function fakeLine() {
  let hear: (data: unknown) => void = () => undefined;
  let fail: (reason: string) => void = () => undefined;
  const posted: Job[] = [];
  const state = { spawns: 0, cannotStart: false, canRead: false };
  const line: WorkerLine = {
    post: (message: ToWorker) => {
      if (message.kind === 'run') posted.push(message.job);
    },
    listen: (onMessage, onFailure) => {
      hear = onMessage;
      fail = onFailure;
    },
    respawn: async (canRead) => {
      state.spawns += 1;
      state.canRead = canRead;
      if (state.cannotStart) throw new Error('The sandbox did not start.');
    },
  };
  return {
    line,
    posted,
    state,
    say: (data: unknown) => hear(data),
    fail: (reason: string) => fail(reason),
  };
}

function listening() {
  const heard: string[] = [];
  const listener: JobListener = {
    onCompiled: ({ functions }) => heard.push(`compiled ${functions.length}`),
    onSteps: (steps) => heard.push(`steps ${steps.length}`),
    onDone: () => heard.push('done'),
    onProblems: (problems) => heard.push(`problems ${problems.length}`),
    onStartedOver: () => heard.push('started over'),
    onBroken: (reason) => heard.push(`broken: ${reason}`),
  };
  return { heard, listener };
}

const turnOfTheQueue = () => new Promise((resume) => setTimeout(resume, 0));

const done = (id: number) => ({ kind: 'done', id, unused: [], performedAt: [] });

describe('the engine client', () => {
  it('runs a job in the real machine', async () => {
    const line = nativeLine();
    const { heard, listener } = listening();
    engineClient(line, new StillClock()).run(job, listener);
    await line.whenIdle();
    expect(heard[0]).toBe('compiled 6');
    expect(heard.at(-1)).toBe('done');
  });

  it('tells what is wrong with a program, line by line', async () => {
    const line = nativeLine();
    const { heard, listener } = listening();
    engineClient(line, new StillClock()).run(
      { ...job, source: 'export async function* broken( {' },
      listener,
    );
    await line.whenIdle();
    expect(heard).toEqual(['problems 1']);
  });

  it('starts a worker for the first job only', async () => {
    const { line, posted, state, say } = fakeLine();
    const engine = engineClient(line, new StillClock());
    expect(state.spawns).toBe(0);
    const { listener } = listening();
    engine.run(job, listener);
    await turnOfTheQueue();
    say(done(posted[0]?.id ?? 0));
    engine.run(job, listener);
    await turnOfTheQueue();
    expect(state.spawns).toBe(1);
    expect(posted).toHaveLength(2);
  });

  it('a worker without parsers runs what was read before, and one with them takes its place for other texts', async () => {
    const { line, state } = fakeLine();
    const engine = engineClient(line, new StillClock());
    const { listener } = listening();
    const prepared = { v1: prepare(sample.source) };
    const seen: unknown[] = [];
    for (const each of [
      { ...job, prepared },
      { ...job, prepared },
      job,
      job,
      { ...job, prepared },
    ]) {
      engine.run(each, listener);
      await turnOfTheQueue();
      seen.push([state.spawns, state.canRead]);
    }
    expect(seen).toEqual([
      [1, false],
      [1, false],
      [2, true],
      [2, true],
      [2, true],
    ]);
  });

  it('runs a text that was read before without reading it', async () => {
    const line = nativeLine();
    const { heard, listener } = listening();
    const prepared = { v1: prepare(sample.source) };
    engineClient(line, new StillClock()).run({ ...job, source: '', prepared }, listener);
    await line.whenIdle();
    expect([heard[0], heard.at(-1)]).toEqual(['compiled 6', 'done']);
  });

  it('does not hear answers to a job that was overtaken, nor data without the outline of an answer', async () => {
    const { line, posted, say } = fakeLine();
    const engine = engineClient(line, new StillClock());
    const first = listening();
    const second = listening();
    engine.run(job, first.listener);
    await turnOfTheQueue();
    engine.run(job, second.listener);
    await turnOfTheQueue();
    const [old, now] = posted.map((each) => each.id);
    for (const noise of [done(old ?? 0), null, 'done', { kind: 'done' }, { id: now, kind: 'x' }])
      say(noise);
    expect([first.heard, second.heard]).toEqual([[], []]);
    say(done(now ?? 0));
    expect([first.heard, second.heard]).toEqual([[], ['done']]);
  });

  it('brings a silent worker back, tries once more, and then gives up in words', async () => {
    const { line, posted, state, say } = fakeLine();
    const clock = new StillClock();
    const { heard, listener } = listening();
    const engine = engineClient(line, clock);
    engine.run(job, listener);
    await turnOfTheQueue();
    clock.move(SILENCE_MS - 1);
    say({ kind: 'steps', id: posted[0]?.id, steps: '[]' });
    clock.move(SILENCE_MS - 1);
    expect(heard).toEqual(['steps 0']);
    clock.move(1);
    await turnOfTheQueue();
    expect(heard.at(-1)).toBe('started over');
    expect([posted.length, state.spawns]).toEqual([2, 2]);
    say(done(posted[0]?.id ?? 0));
    expect(heard.at(-1)).toBe('started over');
    clock.move(SILENCE_MS);
    expect(heard.at(-1)).toContain('broken: The engine stopped answering');
    clock.move(SILENCE_MS * 10);
    await turnOfTheQueue();
    expect(heard).toHaveLength(3);
    engine.run(job, listener);
    await turnOfTheQueue();
    expect(state.spawns).toBe(3);
  });

  it('tells when the worker cannot be started, and tries anew with the next job', async () => {
    const { line, state, posted, say } = fakeLine();
    const { heard, listener } = listening();
    const engine = engineClient(line, new StillClock());
    state.cannotStart = true;
    engine.run(job, listener);
    await turnOfTheQueue();
    expect(heard).toEqual(['broken: The sandbox did not start.']);
    state.cannotStart = false;
    engine.run(job, listener);
    await turnOfTheQueue();
    say(done(posted.at(-1)?.id ?? 0));
    expect(heard.at(-1)).toBe('done');
  });

  it('a worker that breaks while nothing runs is replaced for the next job', async () => {
    const { line, state, posted, fail, say } = fakeLine();
    const { heard, listener } = listening();
    const engine = engineClient(line, new StillClock());
    engine.run(job, listener);
    await turnOfTheQueue();
    say(done(posted[0]?.id ?? 0));
    fail('The worker broke.');
    engine.run(job, listener);
    await turnOfTheQueue();
    expect(state.spawns).toBe(2);
    expect(heard).toEqual(['done']);
  });
});

it('says after a second that it is still going, then each few seconds, and no more once it is done', async () => {
  const { line, posted, say } = fakeLine();
  const clock = new StillClock();
  const { heard, listener } = listening();
  engineClient(line, clock).run(job, { ...listener, onStillGoing: () => heard.push('going') });
  await turnOfTheQueue();
  clock.move(FIRST_WORD_MS - 1);
  expect(heard).toEqual([]);
  clock.move(1);
  expect(heard).toEqual(['going']);
  // A worker that says something is still not done.
  say({ kind: 'steps', id: posted[0]?.id, steps: '[]' });
  clock.move(NEXT_WORD_MS);
  expect(heard).toEqual(['going', 'steps 0', 'going']);
  say(done(posted[0]?.id ?? 0));
  clock.move(SILENCE_MS);
  expect(heard).toEqual(['going', 'steps 0', 'going', 'done']);
});
