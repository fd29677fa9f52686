import { beforeAll, describe, expect, it } from 'vitest';
import { lineRuns } from './line-runs.ts';
import { runOf, sampleOf, type Run } from './view-run.test-support.ts';

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
    expect(
      lineRuns([{ ...first, pass: bare }, second], second, Infinity, crashed.program).within,
    ).toBe('wake-up');
    expect(lineRuns(passes, second, Infinity, crashed.program).within).toBe('app run');
  });
});

/** Each line with how often it has run at the end of a workflow with this body, whose helpers stand below it. */
async function countsOf(body: string): Promise<Record<number, number>> {
  const run = await runOf(
    sampleOf(
      'counted',
      `export async function* flow(ctx) {
${body}
  return 'done';
}
function isBig(x) { return x > 0; }
function isHuge(x) {
  let limit = 1;
  if (isBig(x)) limit = 2;
  return limit > 1 && isBig(limit);
}
export function ship(_c, x) { return x; }
`,
    ),
  );
  const { steps } = run.trace;
  const passes = steps.flatMap((step, index) =>
    step.kind === 'pass' && step.pass.of === 'turn' ? [{ pass: step.pass, step: index }] : [],
  );
  const last = passes.at(-1);
  if (!last) throw new Error('The run has a wake-up.');
  // Of the last wake-up alone, which runs every line.
  return Object.fromEntries(lineRuns([last], last, Infinity, run.program).lines);
}

describe('a line that is entered once counts once', () => {
  const cases: [name: string, body: string, counts: Record<number, number>][] = [
    [
      'where it calls a function and then asks for work',
      `  for (const x of [1, 2]) {
    if (isBig(x)) yield ctx.callActivity(ship, x);
  }
  isBig(3);`,
      { 2: 1, 3: 2, 5: 1, 6: 1, 8: 3 },
    ],
    [
      'where a function does so that another has called',
      `  if (isHuge(1)) yield ctx.callActivity(ship, 1);
  return isHuge(2);`,
      { 2: 1, 3: 1, 6: 4, 8: 2, 9: 2, 10: 2 },
    ],
    [
      'where it has read or printed something in between',
      `  if (Math.random() < 2) yield ctx.callActivity(ship, 1);
  console.log(1); console.log(2);`,
      { 2: 1, 3: 1, 4: 1 },
    ],
    ['in a loop of one line', '  for (const x of [1, 2, 3]) isBig(x);', { 2: 1, 3: 1, 5: 3 }],
  ];

  it.each(cases)('%s', async (_, body, counts) => {
    expect(await countsOf(body)).toEqual(counts);
  });

  it('and again where a loop of one line has waited', async () => {
    const counts = await countsOf(
      '  for (let n = 0; n < 3; n += 1) yield ctx.callActivity(ship, n);',
    );
    expect(counts[2]).toBe(4);
  });

  it('and each call of a function counts there, also two of one statement', async () => {
    expect((await countsOf('  isBig(1) && isBig(2);'))[5]).toBe(2);
  });
});
