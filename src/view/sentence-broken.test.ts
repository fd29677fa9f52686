import { describe, expect, it } from 'vitest';
import { frameAt } from './frame-at.ts';
import { chipsOf, runOf, sampleOf } from './view-run.test-support.ts';

const looping = sampleOf('loop', 'async function* flow(ctx) { while (true) {} }\n');
const failing = sampleOf(
  'fails',
  `async function* flow(ctx) {
  yield ctx.callActivity(refuse, 1);
}
async function refuse() {
  throw new Error('The card is refused.');
}
`,
);

describe('the end, where the code itself went wrong', () => {
  it('does not offer a restart that runs into the same loop', async () => {
    const run = await runOf(looping);
    expect(run.sentence('r1:over')).toBe(
      'The app is down. The code brought the app down: it ran too long (flow, from line 1). Change the code: a restart runs into the same.',
    );
    const appAt = (place: string) => frameAt(run.trace, run.at(place), run.program).app;
    expect(appAt('r1:over').isBroken).toBe(true);
    expect(appAt('p1:started').isBroken).toBeUndefined();
    expect(run.sentence('p1:crashed')).toContain(
      'The code ran for too long without coming to an end, so it was stopped. Look for a loop that never ends. Its variables are gone.',
    );
  });

  it('says what a workflow failed by, and its line does not look like a success', async () => {
    const run = await runOf(failing);
    expect(run.sentence('r1:over')).toBe(
      'The end. The workflow has failed: order-1: Activity task #1 failed: The card is refused.',
    );
    const chips = chipsOf(frameAt(run.trace, run.at('r1:over'), run.program));
    expect(chips).toEqual(['2:failed (failed)']);
  });

  it('keeps to a short message', async () => {
    const long = await runOf(
      sampleOf('long', `async function* flow() { throw new Error('x'.repeat(500)); }\n`),
    );
    expect(long.sentence('r1:over')).toMatch(/^The end\. The workflow has failed: x{50,99}…\.$/);
  });
});
