import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { positionsOf } from '../trace/positions.ts';
import { frameAt } from './frame-at.ts';
import { helperAt } from './called-functions.ts';
import { chipsOf, namesOf, runOf, sampleOf } from './view-run.test-support.ts';

const saga = sampleOf(
  'helpers',
  `class Saga {
  constructor(ctx) {
    this.ctx = ctx;
    this.undo = [];
  }

  *step(name) {
    const answer = yield this.ctx.callActivity(pay, name);
    this.undo.push(name);
    return answer;
  }
}

function label(order) {
  const words = ['order', order];
  return words.join(' ');
}

async function pay(ctx, name) {
  const answer = 'paid ' + name;
  return answer;
}

export async function* flow(ctx, order) {
  const isLarge = (amount) => {
    const limit = 100;
    return amount > limit;
  };
  const saga = new Saga(ctx);
  const first = yield* saga.step(label(order));
  if (isLarge(order)) {
    yield ctx.callActivity(pay, 'again');
  }
  return label(first);
}
`,
);

describe('functions that the workflow calls', () => {
  it('has the line that runs, and says which line waits for it', async () => {
    const run = await runOf(saga, ['t1:l15', 'restart']);
    const frame = run.frame('t1:l15');
    expect(frame.panes[0]?.line).toBe(15);
    expect(chipsOf(frame)).toEqual(['30:waits for label (caller)']);
    expect(run.sentence('t1:l15')).toBe('New. App run 1 runs line 15, in label.');
    expect(run.sentence('t1.2:l15')).toContain('App run 2 runs line 15, in label.');
  });

  it('shows their lines from the start, without those of activities', async () => {
    const run = await runOf(saga);
    const helpers = run.frame('t1:sent').panes[0]?.helpers;
    expect(helpers?.map(({ name, line, endLine }) => `${name} ${line}-${endLine}`)).toEqual([
      'Saga.constructor 2-5',
      'Saga.step 7-11',
      'label 14-17',
    ]);
  });

  it('stands in a generator while that waits, and knows its object', async () => {
    const run = await runOf(saga);
    const frame = run.frame('t1:wait');
    expect(frame.panes[0]?.line).toBe(8);
    expect(chipsOf(frame)).toContain('30:waits for step (caller)');
    expect(namesOf(frame)).toEqual(['order', 'saga', 'this', 'name']);
    expect(run.frame('t2:l10').panes[0]?.stack.at(-1)?.variables[0]).toEqual({
      name: 'this',
      value: 'Saga {"ctx":WorkflowContext,"undo":["order 1"]}',
    });
    expect(run.frame('t2:l10').panes[0]?.changed).toContain('this');
  });

  it('steps a function inside of the workflow', async () => {
    const run = await runOf(saga);
    const frame = run.frame('t2:l27');
    expect(frame.panes[0]?.line).toBe(27);
    expect(chipsOf(frame)).toContain('31:waits for isLarge (caller)');
    expect(run.sentence('t2:l27')).toBe('New. App run 1 runs line 27.');
    expect(frame.panes[0]?.runs?.lines.get(27)).toBe(1);
  });

  it('is back in the workflow where a function has returned', async () => {
    const run = await runOf(saga);
    const frame = run.frame('t2:end');
    expect(run.sentence('t2:end')).toContain('Line 34 returns.');
    expect(frame.panes[0]?.line).toBe(34);
    expect(frame.panes[0]?.stack.map(({ fn }) => fn)).toEqual(['flow']);
    expect(chipsOf(frame).filter((each) => each.endsWith('(caller)'))).toEqual([]);
  });

  it('has the running line among the lines that are shown, at every stop', async () => {
    const run = await runOf(saga, ['t1:l15', 'restart']);
    const stops = positionsOf(run.trace);
    fc.assert(
      fc.property(fc.nat(stops.length - 1), (at) => {
        const { step, beat } = stops[at] ?? { step: 0, beat: 0 };
        const pane = frameAt(run.trace, { step, beat, fraction: 0 }, run.program).panes[0];
        const spans = [{ line: 24, endLine: 35 }, ...(pane?.helpers ?? [])];
        const lines = [pane?.line ?? 24, ...(pane?.chips ?? []).map(({ line }) => line)];
        for (const line of lines)
          expect(spans.some((each) => each.line <= line && each.endLine >= line)).toBe(true);
        expect(pane?.helpers).toHaveLength(3);
      }),
    );
  });

  it('of nested functions takes the outermost that is not around the workflow', () => {
    const span = (name: string, line: number, endLine: number) => ({ name, line, endLine });
    const program = {
      source: '',
      functions: [span('start', 1, 90), span('check', 10, 30), span('inner', 12, 20)],
      workflow: span('flow', 40, 60),
      counters: [],
      dialect: 'dapr' as const,
    };
    expect([5, 11, 15, 45, 70, 99].map((line) => helperAt(program, line)?.name)).toEqual([
      undefined,
      'check',
      'check',
      undefined,
      undefined,
      undefined,
    ]);
  });
});
