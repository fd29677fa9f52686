import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Intervention } from '../../src/sim/scenario.ts';
import { frameAt } from '../../src/view/frame-at.ts';
import type { CauseLink, Frame } from '../../src/view/frame.ts';
import { runOf, sampleOf } from '../../src/view/view-run.test-support.ts';
import { madeUpCauses, type MadeUp } from './made-up-cause.ts';

/** More of them in an hour of leisure: `CAUSE_RUNS=2000 npx vitest run tests/properties/causes.test.ts`. */
const RUNS = Number(process.env['CAUSE_RUNS'] ?? 24);
const GIVEN = { numRuns: RUNS };
const LONGEST_MS = 120_000 + RUNS * 4_000;

const crashIn = (number: number): Intervention[] => [
  {
    do: 'crash',
    target: 'app',
    at: { subject: 'turn', number, attempt: 1, moment: 'returned' },
  },
  { do: 'restart', variables: { MODE: 'b' } },
];

/** Where nothing comes to light, another seed or another wake-up may show it. */
const TRIES = [1, 2, 3, 4, 5, 6].flatMap((seed) =>
  [2, 3].map((turn): [seed: number, turn: number] => [seed, turn]),
);

async function endOf(
  { source, plant }: MadeUp,
  seed: number,
  turn: number,
): Promise<Frame | undefined> {
  const change = { seed, interventions: plant.needsCrash === true ? crashIn(turn) : [] };
  try {
    const { trace, program } = await runOf(sampleOf('made-up-cause', source), [], change);
    return frameAt(trace, { step: trace.steps.length - 1, beat: 0, fraction: 0 }, program);
  } catch (error) {
    // The workflow has ended before the wake-up in which the app was to crash.
    if (/never|no wake-up|wake-up/i.test(String(error))) return undefined;
    throw new Error(`${source}\n${String(error)}`, { cause: error });
  }
}

/** Lines that are accused. */
const accused = (why: readonly CauseLink[]): number[] => [
  ...new Set(
    why.flatMap(({ text }) => /^Line (\d+) (?:read|used|asks)/.exec(text)?.[1] ?? []).map(Number),
  ),
];

/** The planted line; for what a process keeps also the line where its statement begins. */
function linesOf({ source }: MadeUp): number[] {
  const lines = source.split('\n');
  const at = lines.findIndex((each) => each.includes('// planted'));
  const isInside = lines[at]?.includes('second:') === true;
  return isInside ? [at + 1, at - 1] : [at + 1];
}

function expectNamed(made: MadeUp, why: readonly CauseLink[]): void {
  const { source, plant } = made;
  const numbered = source.split('\n').map((each, index) => `${index + 1} ${each}`);
  const told = [plant.what, ...numbered, ...why.map(({ text }) => text)].join('\n');
  expect(accused(why).length, told).toBe(1);
  expect(linesOf(made), told).toContain(accused(why)[0]);
  expect(why[0]?.text, told).toContain(plant.api);
  expect(
    why.filter(({ certainty }) => certainty !== undefined),
    told,
  ).toEqual([]);
}

test(
  'where a made-up workflow stops, the planted line is accused, and no other',
  async () => {
    let stopped = 0;
    await fc.assert(
      fc.asyncProperty(madeUpCauses(['decides']), async (made) => {
        for (const [seed, turn] of TRIES) {
          const frame = await endOf(made, seed, turn);
          if (!frame?.disagreement) continue;
          stopped += 1;
          return expectNamed(made, frame.disagreement.why);
        }
      }),
      GIVEN,
    );
    expect(stopped).toBeGreaterThan(RUNS / 2);
  },
  LONGEST_MS,
);

test(
  'where it is only different, and no engine says so, the same',
  async () => {
    let different = 0;
    await fc.assert(
      fc.asyncProperty(madeUpCauses(['given', 'returned', 'told']), async (made) => {
        for (const [seed, turn] of TRIES) {
          const frame = await endOf(made, seed, turn);
          expect(frame?.disagreement, made.source).toBeUndefined();
          if (!frame?.silent) continue;
          different += 1;
          const kinds = { given: 'input', returned: 'result', told: 'status' };
          expect(frame.silent.kind, made.source).toBe(Reflect.get(kinds, made.use));
          return expectNamed(made, frame.silent.why);
        }
      }),
      GIVEN,
    );
    expect(different).toBeGreaterThan(RUNS / 2);
  },
  LONGEST_MS,
);

test(
  'what is printed only, or read for nothing, is safe',
  async () => {
    await fc.assert(
      fc.asyncProperty(madeUpCauses(['printed']), fc.constantFrom(...TRIES), async (made, at) => {
        const frame = await endOf(made, ...at);
        expect([frame?.disagreement, frame?.silent], made.source).toEqual([undefined, undefined]);
      }),
      GIVEN,
    );
  },
  LONGEST_MS,
);
