import { describe, expect, it } from 'vitest';
import { encodeLink } from '../link/codec.ts';
import type { Scenario } from '../sim/scenario.ts';
import { sampleIndex } from './programs.ts';
import { openPage } from './visit.test-support.ts';

const LENGTH = 60;

const scenario: Scenario = {
  program: {
    source: `export async function* count(ctx) {
  let sum = 0;
  for (let turn = 0; turn < ${LENGTH}; turn += 1) sum += yield ctx.callActivity(one);
  return sum;
}
async function one() {
  return 1;
}`,
    workflow: 'count',
  },
  mode: 'workflow',
  dialect: 'dapr',
  facade: 'dapr',
  input: null,
  seed: 1,
  environment: { variables: {}, events: [], services: [] },
  interventions: [],
};

describe('a run that comes in portions', () => {
  it('shows its moment as soon as it is there, and grows to its end while the cursor stays', async () => {
    const position = { subject: 'turn', number: 3, attempt: 1, moment: 'sent' } as const;
    const page = openPage(`#${encodeLink({ scenario, position }, sampleIndex)}`);
    const seen: { steps: number; isComplete: boolean; place: string }[] = [];
    page.player.subscribe(() => {
      const { shown } = page.run.getState();
      if (shown)
        seen.push({
          steps: shown.trace.steps.length,
          isComplete: shown.isComplete,
          place: page.place(),
        });
    });
    page.session.start();
    await page.settled();
    page.session.answer(true);
    await page.settled();
    expect(seen.length).toBeGreaterThan(2);
    expect(seen[0]).toMatchObject({ isComplete: false, place: 't3:sent' });
    expect(seen.at(-1)).toMatchObject({ isComplete: true, place: 't3:sent' });
    expect(seen.map(({ steps }) => steps)).toEqual(
      seen.map(({ steps }) => steps).sort((a, b) => a - b),
    );
    page.session.toEnd();
    expect(page.frame()).toMatchObject({ status: 'COMPLETED', isOver: true });
    expect(page.frame().panes[0]?.outcome?.text).toContain(String(LENGTH));
  });

  it('can be crashed once it is whole', async () => {
    const page = openPage(`#${encodeLink({ scenario }, sampleIndex)}`);
    page.session.start();
    await page.settled();
    page.session.answer(true);
    await page.settled();
    page.session.seekIndex(page.player.getSnapshot().context.timeline.stops.length - 20);
    const before = page.place();
    page.session.crash();
    await page.settled();
    expect(page.frame().app.status).toBe('dead');
    page.bar.back();
    await page.settled();
    expect(page.place()).toBe(before);
  });
});
