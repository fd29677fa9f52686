import { beforeAll, describe, expect, it } from 'vitest';
import { lineRuns } from './line-runs.ts';
import { runOf, type Run } from './view-run.test-support.ts';

let crashed: Run;

beforeAll(async () => {
  crashed = await runOf('order', ['t4:a4', 'restart']);
});

const runsAt = (place: string) => {
  const runs = crashed.frame(place).panes[0]?.runs;
  return runs && { within: runs.within, lines: Object.fromEntries(runs.lines) };
};

describe('how often each line has run', () => {
  it('grows with every wake-up of an app run, from line 1 on', () => {
    expect(runsAt('t1:a1')).toEqual({ within: 'app run', lines: { 2: 1 } });
    expect(runsAt('t4:a4')).toEqual({ within: 'app run', lines: { 2: 4, 3: 3, 4: 2, 5: 1 } });
  });

  it('starts again with the next app run', () => {
    expect(runsAt('t4.2:a2')?.lines).toEqual({ 2: 1, 3: 1 });
  });

  it('keeps to this wake-up where an earlier one has no beats yet', () => {
    const passes = crashed.trace.steps.flatMap((step, index) =>
      step.kind === 'pass' && step.pass.of === 'turn' ? [{ pass: step.pass, step: index }] : [],
    );
    const [first, second] = passes;
    if (!first || !second) throw new Error('The run has two wake-ups.');
    const { beats: _, ...bare } = first.pass;
    expect(lineRuns([{ ...first, pass: bare }, second], second, Infinity).within).toBe('wake-up');
    expect(lineRuns(passes, second, Infinity).within).toBe('app run');
  });
});
