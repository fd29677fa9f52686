import { describe, expect, it } from 'vitest';
import type { HistoryEvent } from '../engine/history.ts';
import type { TurnOutcome } from '../sim/machine.ts';
import type { RegisteredMachine } from './machine.ts';
import { createRegisteredMachine } from './registered-machine.ts';
import { identity, NOW_MS, runTask, startProcess, wasm } from './machine.test-support.ts';

const ORCHESTRATORS = {
  flow: `async function* (ctx) { let sum = 0; for (let n = 0; n < 9; n += 1) sum += yield ctx.callActivity('ok', n); return sum; }`,
  hoards: `async function* (ctx) { const all = []; for (let n = 0; n < 9; n += 1) { all.push(new Array(100000).fill(n)); yield ctx.callActivity('ok', n); } return all.length; }`,
  labours: `async function* (ctx) { let sum = 0; for (let n = 0; n < 9; n += 1) { for (let i = 0; i < 800000; i += 1) sum += i % 3; yield ctx.callActivity('ok', n); } return sum; }`,
  promises: `async function* (ctx) { for (let n = 0; n < 9; n += 1) { yield ctx.callActivity('ok', n); } for (;;) await 0; }`,
  endless: `async function* (ctx) { yield ctx.callActivity('ok', 1); while (true) {} }`,
  deep: `async function* (ctx) { yield ctx.callActivity('ok', 1); const f = (n) => f(n + 1) + 1; return f(0); }`,
  hungry: `async function* (ctx) { yield ctx.callActivity('ok', 1); const all = []; for (;;) all.push(new Array(10000).fill(1)); }`,
  fans: `async function* (ctx) { const many = []; for (let n = 0; n < 2000; n += 1) many.push(ctx.callActivity('ok', n)); return (yield whenAny([whenAll(many)])).getResult().length; }`,
  huge: `async function* (ctx) { yield ctx.callActivity('ok', 1); return 'x'.repeat(2e6); }`,
  pattern: `async function* (ctx) { yield ctx.callActivity('ok', 1); return /^(a+)+$/.test('a'.repeat(40) + 'b'); }`,
};

const HOSTILE = {
  endless: '() => { while (true) {} }',
  promises: 'async () => { while (true) await 0; }',
  pattern: `() => /^(a+)+$/.test('a'.repeat(40) + 'b')`,
  memory: '() => { const all = []; for (;;) all.push(new Array(10000).fill(1)); }',
  text: `() => { let s = 'x'; for (;;) s += s; }`,
  recursion: '() => { const f = (n) => f(n + 1) + 1; return f(0); }',
  nested:
    '() => { let a = {}; for (let i = 0; i < 100000; i += 1) a = { a }; return JSON.stringify(a).length; }',
  parses: `() => JSON.parse('['.repeat(200000))`,
  never: 'async () => { await new Promise(() => {}); }',
  timers:
    'async () => { const again = () => setTimeout(again, 1); again(); await new Promise(() => {}); }',
};

const machineWith = (): RegisteredMachine =>
  createRegisteredMachine(
    wasm,
    { orchestrators: ORCHESTRATORS, activities: { ok: '(_, n) => n + 1', ...HOSTILE } },
    { dialect: 'durabletask', facade: 'durabletask' },
  );

/** A workflow whose activities answer one after the other. A turn that broke is not saved, and comes again. */
class Story {
  readonly history: HistoryEvent[] = [];
  readonly #machine: RegisteredMachine;
  readonly #name: string;
  readonly #isNeverKept: boolean;
  #turn = 0;

  constructor(machine: RegisteredMachine, name: string, isNeverKept = false) {
    this.#machine = machine;
    this.#name = name;
    this.#isNeverKept = isNeverKept;
  }

  next(): TurnOutcome {
    const base = { id: -1, timestampMs: NOW_MS };
    const news: HistoryEvent[] = [
      { ...base, type: 'OrchestratorStarted' },
      this.#turn === 0
        ? { ...base, type: 'ExecutionStarted', name: this.#name, instanceId: 'order-1' }
        : { ...base, type: 'TaskCompleted', taskScheduledId: this.#turn, result: '1' },
    ];
    const outcome = this.#machine.turn(
      {
        ...({ dialect: 'durabletask', facade: 'durabletask', instanceId: 'order-1' } as const),
        oldEvents: this.#isNeverKept ? [...this.history] : this.history,
        newEvents: news,
      },
      identity('turn', { number: this.#turn + 1 }),
      false,
    );
    if (outcome.kind !== 'done') return outcome;
    this.#turn += 1;
    this.history.push(...news);
    for (const action of outcome.result.actions)
      if (action.type === 'ScheduleTask')
        this.history.push({ ...base, type: 'TaskScheduled', id: action.id, name: action.name });
    return outcome;
  }
}

describe('hostile work while a workflow is kept', () => {
  it.each(Object.keys(HOSTILE))(
    '%s: the process ends or goes on, and the workflow is what a replay makes of it',
    (name) => {
      const machine = machineWith();
      startProcess(machine);
      const story = new Story(machine, 'flow');
      story.next();
      story.next();
      const outcome = runTask(machine, name);
      if (outcome.kind === 'broke') {
        expect(story.next()).toMatchObject({ kind: 'broke' });
        startProcess(machine, 2);
      }
      const other = machineWith();
      startProcess(other);
      const replayed = new Story(other, 'flow', true);
      replayed.next();
      replayed.next();
      expect(story.next()).toEqual(replayed.next());
    },
  );
});

describe('a kept workflow that goes too far', () => {
  it.each(['endless', 'promises', 'deep', 'hungry', 'huge', 'pattern', 'labours', 'hoards'])(
    '%s: ends where a replay of every turn ends, in the same way',
    (name) => {
      const told = [false, true].map((isNeverKept) => {
        const machine = machineWith();
        startProcess(machine);
        const story = new Story(machine, name, isNeverKept);
        const turns: TurnOutcome[] = [];
        for (let turn = 0; turn < 12 && turns.at(-1)?.kind !== 'broke'; turn += 1)
          turns.push(story.next());
        // Usable at once for the next process.
        startProcess(machine, 2);
        const after = new Story(machine, 'flow');
        return { turns, after: [after.next(), after.next()] };
      });
      expect(told[0]).toEqual(told[1]);
    },
  );

  it('what holds much memory is not kept', () => {
    const read = ['flow', 'hoards'].map((name) => {
      const machine = machineWith();
      startProcess(machine);
      const story = new Story(machine, name);
      for (let turn = 0; turn < 9; turn += 1) story.next();
      return machine.eventsRead;
    });
    expect(read[0]).toBe(2 + 8 * 3);
    expect(read[1]).toBeGreaterThan(50);
  });

  it('a wide fan-out does not use up what a workflow may do: it does not look at all its tasks after each answer', () => {
    const machine = machineWith();
    startProcess(machine);
    const story = new Story(machine, 'fans');
    let last = story.next();
    for (let answer = 0; answer < 2000 && last.kind !== 'broke'; answer += 1) last = story.next();
    expect(last).toMatchObject({
      result: { actions: [{ type: 'CompleteOrchestration', status: 'COMPLETED', result: '2000' }] },
    });
  });
});
