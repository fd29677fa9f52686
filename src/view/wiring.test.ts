import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clampCursor, indexOf } from './trace-index.ts';
import { frameAt } from './frame-at.ts';
import { messageOf } from './message.ts';
import { stateAfter } from './state-after.ts';
import { storeAt } from './store-at.ts';
import { runOf, type Run } from './view-run.test-support.ts';
import { letterPoint, wiringMarks } from './wiring-layout.ts';
import { passingAt, trafficAt, trafficText } from './wiring-letters.ts';
import { rowMarks } from './wiring-rows.ts';
import { boxesFor, pointOn, wayOf } from './wiring-ways.ts';
import { wiringAt, type WiringBox } from './wiring.ts';

const crashed = await runOf('order', ['k3:effect1', 'restart']);
const approval = await runOf('saga');
const gift = await runOf('gift');
const plain = await runOf('plain');
const runs = [crashed, approval, gift, plain];

function boxesAt(run: Run, step: number, beat = 0): WiringBox[] {
  const cursor = { step, beat, fraction: 0 };
  return wiringAt(run.trace, cursor, run.program, frameAt(run.trace, cursor, run.program));
}

const boxOf = (boxes: readonly WiringBox[], party: string): WiringBox => {
  const found = boxes.find((box) => box.party === party);
  if (!found) throw new Error(`no box for ${party}`);
  return found;
};

const rowsOf = (box: WiringBox) => box.groups.flatMap(({ rows }) => rows);

const stepOf = (run: Run, kind: string): number => {
  const found = run.trace.steps.findIndex((step) => step.kind === kind);
  expect(found).toBeGreaterThan(-1);
  return found;
};

const sizes = fc.record({
  width: fc.integer({ min: 280, max: 1800 }),
  height: fc.integer({ min: 180, max: 900 }),
});

describe('what the parties hold', () => {
  it('is, in the store, every key of it in its order', () => {
    for (const run of [crashed, approval, gift]) {
      run.trace.steps.forEach((_, step) => {
        const cursor = { step, beat: 0, fraction: 0 };
        const own = storeAt(run.trace, cursor)[0];
        const shown = rowsOf(boxOf(boxesAt(run, step), 'store')).map(({ text }) => text);
        const keys = (own?.rows ?? []).map(({ key }) => key);
        expect(shown.filter((text) => keys.includes(text)).sort()).toEqual([...keys].sort());
        expect(shown.filter((text) => text.startsWith('history-'))).toEqual(
          keys.filter((key) => key.startsWith('history-')),
        );
      });
    }
  });

  it('is nothing in a dead app, and not one line of the store moves', () => {
    const crash = stepOf(crashed, 'app-crashed');
    const before = boxesAt(crashed, crash - 1);
    const after = boxesAt(crashed, crash);
    expect(boxOf(after, 'app')).toMatchObject({ standing: 'dead', groups: [] });
    const size = { width: 990, height: 320 };
    const drawn = (boxes: WiringBox[]) =>
      wiringMarks(boxes, size).boxes.map((mark) => ({
        party: mark.box.party,
        place: [mark.x, mark.y, mark.width, mark.height],
        rows: mark.rows.map(({ x, y, text, detail }) => [x, y, text, detail]),
      }));
    const kept = (boxes: WiringBox[]) => drawn(boxes).find(({ party }) => party === 'store');
    expect(kept(after)).toEqual(kept(before));
    expect(drawn(after).map(({ place }) => place)).toEqual(drawn(before).map(({ place }) => place));
  });

  it('is marked as new where this step has put it there', () => {
    const save = stepOf(crashed, 'turn-saved');
    const step = crashed.trace.steps[save];
    const fresh = rowsOf(boxOf(boxesAt(crashed, save), 'store')).filter(({ isNew }) => isNew);
    const saved = step?.kind === 'turn-saved' ? step.events.length : 0;
    expect(fresh.filter(({ text }) => text.startsWith('history-'))).toHaveLength(saved);
  });

  it('names the second charge as one too many', () => {
    const rows = rowsOf(boxOf(boxesAt(crashed, crashed.trace.steps.length - 1), 'world'));
    expect(rows.find(({ text }) => text === 'Card charged')).toMatchObject({
      detail: 'twice',
      isWrong: true,
    });
  });

  it('says how often each thing happened also where it is narrow, and all of a list in the same way', () => {
    const world = boxOf(boxesAt(crashed, crashed.trace.steps.length - 1), 'world');
    const detailsIn = (width: number, height: number) =>
      rowMarks(world, { x: 0, y: 0, width, height }).map(({ detail }) => detail);
    expect(detailsIn(300, 200)).toEqual(['twice', 'once', 'once']);
    expect(detailsIn(120, 110)).toEqual(['×2', '×1', '×1']);
    const narrow = rowMarks(world, { x: 0, y: 0, width: 90, height: 110 });
    expect(narrow.map(({ text, detail }) => `${text} ${detail}`)[0]).toMatch(/^Card.*… ×2$/);
  });

  it('has no engine and no store where plain code runs alone', () => {
    const boxes = boxesAt(plain, 3);
    expect(boxes.map(({ standing }) => standing)).toEqual(['alive', 'absent', 'absent', 'alive']);
  });

  it('tells the timers that the engine watches', () => {
    const idle = stepOf(approval, 'idle');
    const engine = rowsOf(boxOf(boxesAt(approval, idle), 'engine'));
    expect(engine.map(({ text }) => text).join()).toMatch(/timer-\d/);
    expect(engine.map(({ detail }) => detail).join()).toMatch(/in \d+ days?/);
  });
});

describe('a letter', () => {
  it('is seen at every step that is a message, between the parties that it names', () => {
    for (const run of runs) {
      run.trace.steps.forEach((step, index) => {
        const message = messageOf(step, stateAfter(run.trace, index + 1));
        const { letter, note } = trafficAt(passingAt(run.trace, { step: index, beat: 0 }), 0);
        if (message?.kind === 'message') {
          expect(letter).toMatchObject({ from: message.from, to: message.to, text: message.text });
          expect(letter?.word).not.toBe('');
        } else if (message?.kind === 'note') expect(note?.text).toBe(message.text);
        expect(trafficText({ letter, note })).toMatch(/\.$/);
      });
    }
  });

  it('goes one way, from edge to edge, as the cursor moves, and never back', () => {
    const parties = ['app', 'engine', 'store', 'world', 'client'] as const;
    const { trace } = crashed;
    const { positions } = indexOf(trace);
    fc.assert(
      fc.property(
        fc.nat(positions.length - 1),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        sizes,
        (at, a, b, size) => {
          const stop = positions[at];
          if (!stop) return;
          const passing = passingAt(trace, clampCursor(trace, { ...stop, fraction: 0 }));
          const [early, late] = [Math.min(a, b), Math.max(a, b)].map(
            (fraction) => trafficAt(passing, fraction).letter,
          );
          for (const letter of [early, late]) {
            if (!letter) continue;
            expect(letter.progress).toBeGreaterThanOrEqual(0);
            expect(letter.progress).toBeLessThanOrEqual(1);
            expect(letterPoint(parties, size, letter)).toBeDefined();
          }
          if (early && late && early.text === late.text && early.word === late.word)
            expect(late.progress).toBeGreaterThanOrEqual(early.progress);
        },
      ),
    );
  });

  it('that comes to a stop is where the way from it begins', () => {
    const { trace } = crashed;
    const { positions } = indexOf(trace);
    let met = 0;
    positions.forEach((stop, index) => {
      const before = positions[index - 1];
      if (!before || before.step === stop.step) return;
      const coming = trafficAt(passingAt(trace, before), 0.999999).letter;
      const there = trafficAt(passingAt(trace, stop), 0).letter;
      if (coming && there) met += 1;
      expect(coming?.progress ?? 0.5).toBeCloseTo(there?.progress ?? 0.5, 3);
      expect(coming?.text).toBe(there?.text);
    });
    expect(met).toBeGreaterThan(10);
  });
});

describe('the picture', () => {
  const parties = ['app', 'engine', 'store', 'world', 'client'] as const;

  it('has its boxes apart from each other, in the room that there is', () => {
    fc.assert(
      fc.property(sizes, fc.boolean(), ({ width, height }, hasClient) => {
        const rects = [...boxesFor(hasClient ? parties : parties.slice(0, 4), width, height)];
        for (const [party, a] of rects) {
          expect(a.x).toBeGreaterThanOrEqual(0);
          expect(a.y).toBeGreaterThanOrEqual(0);
          expect(a.x + a.width).toBeLessThanOrEqual(width + 0.01);
          expect(a.y + a.height).toBeLessThanOrEqual(height + 0.01);
          for (const [other, b] of rects) {
            if (other === party) continue;
            const isApart =
              a.x + a.width < b.x ||
              b.x + b.width < a.x ||
              a.y + a.height < b.y ||
              b.y + b.height < a.y;
            expect(isApart, `${party} and ${other}`).toBe(true);
          }
        }
      }),
    );
  });

  it('has ways that begin at the sender’s edge and end at the receiver’s', () => {
    const isOnEdge = (
      x: number,
      y: number,
      rect: { x: number; y: number; width: number; height: number },
    ) => {
      const near = (one: number, other: number) => Math.abs(one - other) < 0.01;
      const isBeside = near(x, rect.x) || near(x, rect.x + rect.width);
      const isAbove = near(y, rect.y) || near(y, rect.y + rect.height);
      return isBeside || isAbove;
    };
    fc.assert(
      fc.property(
        sizes,
        fc.constantFrom(...parties),
        fc.constantFrom(...parties),
        ({ width, height }, from, to) => {
          if (from === to) return;
          const boxes = boxesFor(parties, width, height);
          const way = wayOf(boxes, from, to);
          const [a, b] = [boxes.get(from), boxes.get(to)];
          if (!way || !a || !b) throw new Error('no way');
          const [start, end] = [pointOn(way, 0), pointOn(way, 1)];
          expect(isOnEdge(start.x, start.y, a)).toBe(true);
          expect(isOnEdge(end.x, end.y, b)).toBe(true);
        },
      ),
    );
  });

  it('has no line of text outside of its box', () => {
    fc.assert(
      fc.property(fc.nat(crashed.trace.steps.length - 1), sizes, (step, size) => {
        for (const mark of wiringMarks(boxesAt(crashed, step), size).boxes)
          for (const row of mark.rows.slice(1))
            expect(row.y).toBeLessThanOrEqual(mark.y + mark.height);
      }),
      { numRuns: 40 },
    );
  });
});
