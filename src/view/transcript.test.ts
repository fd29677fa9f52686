import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexOf } from './trace-index.ts';
import { sentenceAt, transcript } from './sentence.ts';
import { rowOfStop, rowsBefore, transcriptRows, windowOf } from './transcript.ts';
import { runOf, sampleOf } from './view-run.test-support.ts';

const crashed = await runOf('order', ['k3:effect1', 'restart']);
const rows = transcriptRows(crashed.trace, crashed.program);
const { positions } = indexOf(crashed.trace);

describe('the rows of the transcript', () => {
  it('say of every stop what the screen says there', () => {
    for (const { index, step, beat } of positions) {
      const row = rows[rowOfStop(rows, index)];
      const said = sentenceAt(crashed.trace, { step, beat, fraction: 0 }, crashed.program);
      expect({ lead: row?.lead, text: row?.text }).toEqual(said);
      expect(row?.from).toBeLessThanOrEqual(index);
      expect(row?.to).toBeGreaterThanOrEqual(index);
    }
  });

  it('cover the run without a gap, and never say the same twice in a row', () => {
    let next = 0;
    rows.forEach((row, index) => {
      expect(row.from).toBe(next);
      next = row.to + 1;
      const before = rows[index - 1];
      expect(before?.lead === row.lead && before.text === row.text).toBe(false);
    });
    expect(next).toBe(positions.length);
    expect(rows.length).toBeLessThan(transcript(crashed.trace, crashed.program).length);
  });

  it('end before a question that waits for its answer', () => {
    const gate = positions[rows[5]?.from ?? 0]?.step ?? 0;
    const told = rowsBefore(rows, crashed.trace, gate);
    expect(told).toEqual(rows.slice(0, told.length));
    expect(positions[told.at(-1)?.from ?? 0]?.step).toBeLessThan(gate);
    expect(positions[rows[told.length]?.from ?? 0]?.step).toBe(gate);
    expect(rowsBefore(rows, crashed.trace, crashed.trace.steps.length + 1)).toEqual(rows);
  });

  it('mark a crash, and what is read again', () => {
    expect(rows.filter(({ tone }) => tone === 'crash').map(({ lead }) => lead)).toEqual(['Crash.']);
    expect(rows.some(({ tone, lead }) => tone === 'again' && lead === 'Replay.')).toBe(true);
  });
});

it('a replay that stops is not said to return again', async () => {
  const source = `export async function* flow(ctx) {
  const started = Date.now();
  if (Math.random() < 0.5) yield ctx.callActivity(one);
  else yield ctx.callActivity(two);
  const took = Date.now() - started;
  yield ctx.callActivity(three, took);
  return took;
}
export async function one() { return 1; }
export async function two() { return 2; }
export async function three() { return 3; }`;
  for (let seed = 1; seed <= 60; seed += 1) {
    const { trace, program } = await runOf(sampleOf('stops', source, { seed }));
    const said = transcriptRows(trace, program);
    const at = said.findIndex(({ lead }) => lead === 'Code and history disagree.');
    if (at < 0) continue;
    const after = said.slice(at + 1);
    expect(after.length).toBeGreaterThan(0);
    expect(after.filter(({ lead }) => lead === 'Replay.')).toEqual([]);
    return;
  }
  throw new Error('No seed up to 60 breaks.');
});

describe('the window of a list', () => {
  it('holds all that can be seen, and little more', () => {
    fc.assert(
      fc.property(
        fc.nat(20_000),
        fc.integer({ min: 10, max: 80 }),
        fc.nat(500_000),
        fc.integer({ min: 1, max: 1000 }),
        (count, rowHeight, top, height) => {
          const { from, to } = windowOf(count, rowHeight, { top, height });
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeLessThanOrEqual(Math.max(count, from));
          expect(from).toBeLessThanOrEqual(to);
          expect(to - from).toBeLessThanOrEqual(height / rowHeight + 15);
          const first = Math.floor(top / rowHeight);
          const last = Math.ceil((top + height) / rowHeight) - 1;
          if (first < count) expect(from).toBeLessThanOrEqual(first);
          if (last < count) expect(to).toBeGreaterThan(last);
        },
      ),
    );
  });
});
