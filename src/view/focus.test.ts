import { describe, expect, it } from 'vitest';
import type { Trace } from '../trace/trace.ts';
import { focusOn, instancesOf } from './focus.ts';
import { frameAt } from './frame-at.ts';
import type { Frame } from './frame.ts';
import { transcript } from './sentence.ts';
import { staircaseAt } from './staircase.ts';
import { runOf } from './view-run.test-support.ts';

const CHILD = 'order-1:0002';

/** A child workflow that dies in the middle of its second wake-up. */
const run = await runOf('gift', [`${CHILD}/t2:a2`, 'restart']);

const historyOf = (trace: Trace, instance: string) =>
  trace.steps.flatMap((step) =>
    step.kind === 'turn-saved' && step.instance === instance ? step.events : [],
  );

const everyCursor = run.trace.steps.map((_, step) => ({ step, beat: 0, fraction: 0 }));

function framesOf(instance: string | undefined): Frame[] {
  const program = focusOn(run.program, run.trace, instance);
  return everyCursor.map((cursor) => frameAt(run.trace, cursor, program));
}

describe('an instance in focus', () => {
  it('is one of those that the run starts, with the workflow that asked for it', () => {
    expect(instancesOf(run.trace)).toMatchObject([
      { instance: 'order-1', name: 'giftOrder' },
      { instance: CHILD, name: 'prepareGift', parent: 'order-1' },
    ]);
  });

  it('has its own lines, history and staircase', () => {
    for (const instance of ['order-1', CHILD]) {
      const last = framesOf(instance).at(-1);
      expect(last?.history.map((row) => row.event)).toEqual(historyOf(run.trace, instance));
      const program = focusOn(run.program, run.trace, instance);
      expect(program.workflow?.name).toBe(instance === CHILD ? 'prepareGift' : 'giftOrder');
      const end = everyCursor.at(-1) ?? { step: 0, beat: 0, fraction: 0 };
      const { columns } = staircaseAt(run.trace, end, program, { isFolded: true });
      expect(columns).toHaveLength(
        historyOf(run.trace, instance).filter(({ type }) => type !== 'OrchestratorStarted').length,
      );
    }
  });

  it('changes neither the world nor who is listed', () => {
    const parents = framesOf('order-1');
    framesOf(CHILD).forEach((child, index) => {
      const parent = parents[index];
      expect(child.world).toEqual(parent?.world);
      expect(child.app.run).toBe(parent?.app.run);
      const ids = ({ instances }: Frame) => instances.map(({ id, status }) => [id, status]);
      expect(parent && ids(child)).toEqual(parent && ids(parent));
      expect(child.instances.filter((each) => each.isShown).map(({ id }) => id)).toEqual([CHILD]);
    });
  });

  it('shows no activity of another instance as its own', () => {
    const names = framesOf('order-1').flatMap(({ panes }) => panes[0]?.activity?.name ?? []);
    expect(new Set(names)).toEqual(new Set(['chargeCard', 'sendParcel']));
    const own = framesOf(CHILD).flatMap(({ panes }) => panes[0]?.activity?.name ?? []);
    expect(new Set(own)).toEqual(new Set(['reserveStock', 'sendCard']));
  });

  it('is told as the workflow, and the others as elsewhere', () => {
    const child = transcript(run.trace, focusOn(run.program, run.trace, CHILD));
    expect(child).toContain('Elsewhere. giftOrder wakes up in app run 1.');
    expect(child).toContain(
      'Child. giftOrder starts the child workflow prepareGift with A-1042. The child has a history of its own.',
    );
    const parent = transcript(run.trace, run.program);
    expect(parent).toContain(
      'Elsewhere. The wake-up of prepareGift is kept in its own history. It is complete.',
    );
  });

  it('that the run does not have changes nothing', () => {
    expect(focusOn(run.program, run.trace, 'nobody')).toBe(run.program);
    expect(focusOn(run.program, run.trace, 'order-1')).toBe(run.program);
  });
});
