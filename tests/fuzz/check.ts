import fc from 'fast-check';
import { lives, liveTwice, type Pairing } from './life.ts';

/** `npm run fuzz -- --runs N --path P` sets these; the seed is that of every property (tests/support/seed.ts). */
const { FUZZ_RUNS, FUZZ_PATH } = process.env;

/**
 * Lives so many made-up lives in both engines. Gives how many turns were compared for each.
 *
 * @throws Error with seed, path and the shrunk life when the engines differ.
 */
export async function checkLives(pairing: Pairing, numRuns: number): Promise<number> {
  let turns = 0;
  const property = fc.asyncProperty(lives, async (life) => {
    turns += await liveTwice(life, pairing);
  });
  const many = FUZZ_RUNS === undefined ? numRuns : Number(FUZZ_RUNS);
  await fc.assert(property, {
    numRuns: many,
    ...(FUZZ_PATH === undefined ? {} : { path: FUZZ_PATH }),
  });
  return turns / many;
}
