import { beforeAll, describe, expect, it } from 'vitest';
import { chipsOf, runOf, sampleOf, statesOf, type Run } from './view-run.test-support.ts';

let toss: Run;

/** The first seed at which the coin holds until the crash in wake-up 2, and falls on the other side after it. */
async function tossThatBreaks(): Promise<Run> {
  for (let seed = 1; seed <= 60; seed += 1) {
    const calm = await runOf('coin', [], { seed });
    const isHeld = calm.trace.steps.some(
      (step) => step.kind === 'pass' && step.pass.number === 2 && hasAsk(step.pass.beats, 2),
    );
    if (!isHeld) continue;
    const run = await runOf('coin', ['t2:a2', 'restart'], { seed });
    if (run.trace.steps.some((step) => step.kind === 'turn-returned' && step.divergence))
      return run;
  }
  throw new Error('No seed up to 60 breaks.');
}

const hasAsk = (beats: readonly { kind: string }[] | undefined, id: number): boolean =>
  beats?.some((beat) => beat.kind === 'ask' && 'id' in beat && beat.id === id) ?? false;

beforeAll(async () => {
  toss = await tossThatBreaks();
});

describe('when code and history disagree', () => {
  it('stands from its beat to the end, and not before', () => {
    expect(toss.frame('t2.2:a1').disagreement).toBeUndefined();
    for (const place of ['t2.2:d', 't2.2:returned', 't2.2:saved', 'r1:over'])
      expect(toss.frame(place).disagreement?.divergence.eventNumber).toBe(3);
    expect(toss.frame('r1:over').status).toBe('FAILED');
  });

  it('puts what the history says beside what this replay asks for', () => {
    const rows = toss.frame('t2.2:d').disagreement?.rows ?? [];
    const recorded = toss.frame('t2.2:d').disagreement?.divergence.recorded.name;
    const asked = toss.frame('t2.2:d').disagreement?.divergence.asked?.name;
    expect(rows.map((each) => [each.number, each.verdict])).toEqual([
      [2, 'same'],
      [3, 'different'],
    ]);
    expect(rows[1]).toMatchObject({
      recorded: `${recorded} asked for`,
      asked: `${asked} asked for`,
    });
    expect(new Set([recorded, asked])).toEqual(new Set(['mailVoucher', 'mailGift']));
    expect(toss.frame('r1:over').disagreement?.rows.at(-1)?.verdict).toBe('never-reached');
  });

  it('marks the event, and what was never reached', () => {
    expect(statesOf(toss.frame('r1:over').history)).toEqual({
      2: 'read-again',
      3: 'disagrees',
      5: 'never-reached',
      6: 'kept',
    });
  });

  it('tells the chain of cause from the read to the request', () => {
    const { why, draws } = toss.frame('t2.2:d').disagreement ?? { why: [], draws: [] };
    expect(why.map((each) => each.text.replace(/\d\.\d+/g, 'N'))).toEqual([
      'Line 2 read Math.random(): N at wake-up 1, N now.',
      'Tried: with N again, the same replay fits the history.',
      expect.stringMatching(
        /^So the code took another way: line [35] at wake-up 1, line [35] now\.$/,
      ),
      expect.stringMatching(
        /^So line [35] asked for mail\w+\. Event 3 \(task ID 1\) says mail\w+\.$/,
      ),
      'The history can’t change, so Dapr stops here: this workflow has failed.',
    ]);
    expect(draws.map((each) => [each.wakeUp, each.process, each.line, each.isNow])).toEqual([
      ['wake-up 1', 1, 2, false],
      ['wake-up 2', 1, 2, false],
      ['wake-up 2, sent again', 2, 2, true],
    ]);
    const [first, second, third] = draws.map((each) => Number(each.value) > 0.5);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });

  it('says so behind the lines of the code', () => {
    const chips = chipsOf(toss.frame('t2.2:d'));
    expect(chips[0]).toMatch(/^2:0\.\d+ at wake-up 1, 0\.\d+ now \(disagree\)$/);
    expect(chips.some((each) => /^[35]:asks for mail\w+ \(disagree\)$/.test(each))).toBe(true);
    expect(chips.some((each) => /^[35]:wake-up 1 came here \(read\)$/.test(each))).toBe(true);
  });

  it('shows what an earlier wake-up drew also where it made no difference', () => {
    expect(chipsOf(toss.frame('t1:r1'))).toEqual([expect.stringMatching(/^2:0\.\d+ \(read\)$/)]);
    expect(chipsOf(toss.frame('t2:r1'))).toEqual([
      expect.stringMatching(/^2:0\.\d+ at wake-up 1, 0\.\d+ now \(read\)$/),
    ]);
    expect(toss.sentence('t1:r1')).toMatch(/^New\. Line 2 reads Math\.random\(\): 0\.\d+\.$/);
    expect(toss.sentence('t2:r1')).toMatch(
      /^Replay\. Line 2 reads Math\.random\(\) again: 0\.\d+\. At wake-up 1 it was 0\.\d+\.$/,
    );
  });

  it('does not promise an answer that belongs to another request', () => {
    expect(chipsOf(toss.frame('t2.2:a1')).join()).not.toContain('holds it');
    expect(toss.sentence('t2.2:a1')).toMatch(/But event 3 says mail\w+\.$/);
  });

  it('has a row of its own in the staircase that leaves the grid', () => {
    const rows = toss.stairs('r1:over', false).rows;
    expect(rows.map((each) => each.end)).toEqual(['saved', 'torn', 'disagrees']);
    const { asked, again, live } = rows[2] ?? {};
    expect(asked?.column).toBe(1);
    expect([again, live]).toEqual([
      [0, 1],
      [1, 1],
    ]);
    expect(new Set([asked?.recorded, asked?.asked])).toEqual(new Set(['mailVoucher', 'mailGift']));
  });

  it('is over when the app dies before it is saved: the next replay draws again', async () => {
    const { seed } = toss.scenario;
    const run = await runOf('coin', ['t2:a2', 'restart', 't2.2:d', 'restart'], { seed });
    expect(run.frame('p2:crashed').disagreement).toBeDefined();
    expect(run.frame('p2:crashed').history).toEqual(run.frame('t2.2:d').history);
    expect(run.frame('p3:started').disagreement).toBeUndefined();
  });
});

describe('after a deploy', () => {
  const code = (first: string, asked: string) => `${first}export async function* flow(ctx) {
  yield ctx.callActivity(${asked});
  yield ctx.callActivity(three);
  yield ctx.callActivity(one);
}
export async function one() { return 1; }
export async function two() { return 2; }
export async function three() { return 3; }`;
  const chipsAfter = async (next: string) => {
    const sample = { ...sampleOf('moved', code('', 'one')), next };
    const run = await runOf(sample, [], {
      interventions: [
        {
          do: 'crash',
          target: 'app',
          at: { subject: 'turn', number: 3, attempt: 1, moment: 'returned' },
        },
        { do: 'restart', code: 'v2' },
      ],
    });
    return chipsOf(run.frame('r1:over')).filter((each) => each.includes('came here'));
  };

  it('the line to which the recorded wake-up came is marked where it stands now', async () => {
    const next = code('', 'one').replace(
      '  yield ctx.callActivity(three);',
      '  // A line more.\n  yield ctx.callActivity(two);\n  yield ctx.callActivity(three);',
    );
    expect(await chipsAfter(next)).toEqual(['5:wake-up 2 came here (read)']);
  });

  it('no line is marked, where it is gone', async () => {
    const gone = code('// One.\n', 'two').replace('(one);', '(one, 2);');
    expect(await chipsAfter(gone)).toEqual([]);
  });
});

describe('what is not known', () => {
  const source = (read: string) => `let starts = 0;
export async function* flow(ctx) {
  starts += 1;
  ${read}
  if (starts > 1) yield ctx.callActivity(two);
  yield ctx.callActivity(one);
}
export async function one() { return 1; }
export async function two() { return 2; }`;

  it('names a variable of the module that was kept', async () => {
    const run = await runOf(sampleOf('memory', source('')));
    const why = run.frame('t2:d').disagreement?.why.map((each) => each.text) ?? [];
    expect(why.slice(0, 4)).toEqual([
      'Line 5 used starts, which lives outside of the workflow: 1 at wake-up 1, 2 now.',
      'Line 1 sets starts up once for each app run. App run 1 has kept it since then.',
      'Tried: with starts as wake-up 1 found it, the same replay fits the history.',
      'So the code took another way: line 6 asked at wake-up 1, line 5 asks now.',
    ]);
  });

  it('is tried: two reads went into it, and one of them as it was would have been enough', async () => {
    const sum = `export async function* flow(ctx) {
  const sum = Math.random() + Math.random();
  yield ctx.callActivity(sum > 1 ? one : two);
  yield ctx.callActivity(two);
}
export async function one() { return 1; }
export async function two() { return 2; }`;
    const run = await runOf(sampleOf('reads', sum, { seed: 2 }));
    const why = run.frame('r1:over').disagreement?.why.map((each) => each.text) ?? [];
    expect(why[0]).toMatch(/^Line 2 read Math\.random\(\): /);
    expect(why[1]).toMatch(/^Tried: with 0\.\d+ again, the same replay fits the history\.$/);
    expect(why[2]).toMatch(/^Line 3 asked at wake-up 1, too/);
  });

  it('says when the replay asked for nothing there', async () => {
    const early = `let starts = 0;
export async function* flow(ctx) {
  starts += 1;
  if (starts > 1) return 'early';
  yield ctx.callActivity(one);
}
export async function one() { return 1; }`;
    const run = await runOf(sampleOf('early', early));
    const { rows, why } = run.frame('t2:d').disagreement ?? { rows: [], why: [] };
    expect(rows[1]?.verdict).toBe('different');
    expect(why.at(-2)?.text).toMatch(/Event 3 \(task ID 1\) says one\.$/);
  });
});
