import fc from 'fast-check';

/**
 * Every run of the checks draws the same cases, so that a failure comes from the change before it.
 * `REPLAYSCOPE_SEED=random npm run unit` draws new ones, a number draws those of that seed; `npm run fuzz` draws new ones.
 */
const asked = process.env['REPLAYSCOPE_SEED'] ?? '20261126';
if (asked !== 'random') fc.configureGlobal({ seed: Number(asked) });
