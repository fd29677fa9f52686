import { describe, expect, it } from 'vitest';
import type { Intervention } from '../sim/scenario.ts';
import type { Place } from '../trace/place.ts';
import { parsePlace } from '../trace/place-text.ts';
import { staircaseMarks } from './marks.ts';
import { chipsOf, namesOf, runOf } from './view-run.test-support.ts';

function place(text: string): Place {
  const found = parsePlace(text);
  if (!found) throw new Error(`${text} is no place.`);
  return found;
}

const BOX = {
  width: 900,
  labelWidth: 100,
  rowHeight: 24,
  leastRows: 2,
  letterWidth: 7,
  axisHeight: 34,
};

const runWith = (...interventions: Intervention[]) => runOf('order', [], { interventions });

describe('when the engine crashes and the app lives on', () => {
  it('the app keeps its variables, as between two wake-ups, also when the engine is back', async () => {
    const crash = { do: 'crash', target: 'sidecar', at: place('t4:dispatched') } as const;
    const run = await runWith(crash, { do: 'restart' });
    expect(run.sentence('s1:crashed')).toMatch(
      /The app keeps its memory, but nothing reaches it\.$/,
    );
    for (const moment of ['s1:crashed', 's2:started']) {
      const frame = run.frame(moment);
      expect(namesOf(frame)).toEqual(['order', 'stock', 'payment']);
      expect(frame.panes[0]?.isStale).toBe(true);
      expect(chipsOf(frame)).toContain('5:asked for, not saved (waiting)');
    }
    expect(chipsOf(run.frame('t4.2:saved'))).toContain('5:waiting for sendParcel (waiting)');
  });

  it('and the app with it, the sentence names both, and the drawing has one label', async () => {
    const crash = { do: 'crash', target: 'both', at: place('t4:dispatched') } as const;
    const run = await runWith(crash, { do: 'restart' });
    expect(run.sentence('p1:crashed')).toBe(
      'Crash. App run 1 and the engine crashed. The app’s variables are gone. The history and the world stay. The wake-up was not saved, so it will be sent again.',
    );
    expect(run.sentence('s1:crashed')).toMatch(/^Crash\. The engine crashed, too\./);
    const labels = (moment: string) =>
      staircaseMarks(run.stairs(moment, true), BOX).rows[0]?.marks.map(({ label }) => label);
    expect(labels('p1:crashed')).toEqual(['app run 1 crashed']);
    expect(labels('s1:crashed')).toEqual(['app run 1 and the engine crashed']);
  });

  it('by an act of its own, the crash of the app before it is told alone', async () => {
    const run = await runWith(
      { do: 'crash', target: 'app', at: place('t4:dispatched') },
      { do: 'crash', target: 'sidecar', at: place('p1:crashed') },
    );
    expect(run.sentence('p1:crashed')).toMatch(/^Crash\. App run 1 crashed\. Its variables/);
  });
});

describe('a save that does not come about', () => {
  it.each([
    ['refuse', 'Refused. The store refused to save this wake-up.'],
    ['tear', 'Torn. The store broke off while it saved this wake-up.'],
  ] as const)('by %s: what was asked for is not saved', async (act, lead) => {
    const run = await runWith({ do: act, at: place('t4:returned') });
    const at = run.trace.steps.find(({ kind }) => kind === 'save-refused');
    if (!at) throw new Error('Nothing was refused.');
    const key = `t4:${at.place.moment}`;
    expect(run.sentence(key)).toBe(
      `${lead} The history is as before, so the wake-up will be sent again.`,
    );
    expect(chipsOf(run.frame(key))).toContain('5:asked for, not saved (waiting)');
  });
});

describe('a workflow that is ended from outside', () => {
  it('is ended in every word, and what was under way is told of', async () => {
    const run = await runWith({ do: 'terminate', at: place('t4:saved') });
    expect(run.sentence('t5:returned')).toMatch(/says that the workflow was ended\./);
    expect(run.sentence('t5:saved')).toBe(
      'Ended. Events 13 to 15 are in the history now. The workflow was ended from outside.',
    );
    expect(run.sentence('k4:returned')).toMatch(/The workflow was ended, so nobody reads it\.$/);
    expect(run.sentence('r1:over')).toBe(
      'The end. The workflow was ended from outside. sendParcel was under way and ran all the same. Nobody reads its answer.',
    );
    const { history, panes } = run.frame('r1:over');
    expect(history.slice(-2).map(({ title }) => title)).toEqual(['Ended from outside', 'Ended']);
    expect(panes[0]?.outcome?.text).toBe('Ended from outside.');
    const labels = run.stairs('r1:over', true).columns.map(({ label }) => label);
    expect(labels.slice(-2)).toEqual(['ended', 'end']);
  });

  it('has nothing under way where it waits', async () => {
    const interventions: Intervention[] = [{ do: 'terminate', at: place('i1:idle') }];
    const run = await runOf('approval', [], { interventions });
    expect(run.sentence('r1:over')).toBe('The end. The workflow was ended from outside.');
  });
});

it('plain code after a restart waits for nothing: its row is empty', async () => {
  const run = await runOf('plain', ['f1:effect2', 'restart']);
  const row = run.stairs('r1:over', true).rows[1];
  expect(row).toMatchObject({ live: [0, 0], end: 'running', marks: [] });
  expect(run.sentence('r1:over')).toMatch(/^Lost\./);
});
