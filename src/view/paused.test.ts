import { beforeAll, describe, expect, it } from 'vitest';
import type { Intervention } from '../sim/scenario.ts';
import { parsePlace } from '../trace/place-text.ts';
import { transcript } from './sentence.ts';
import { chipsOf, runOf, type Run } from './view-run.test-support.ts';

function act(what: 'suspend' | 'resume', text: string): Intervention {
  const at = parsePlace(text);
  if (!at) throw new Error(`${text} is no place.`);
  return { do: what, at };
}

const SUSPEND = act('suspend', 't4:saved');

describe('a workflow that is paused', () => {
  let paused: Run;
  let resumed: Run;

  beforeAll(async () => {
    paused = await runOf('order', [], { interventions: [SUSPEND] });
    const interventions = [SUSPEND, act('resume', 'k4:recorded')];
    resumed = await runOf('order', [], { interventions });
  });

  it.each([
    ['t5:e14', 'New. Event 14 is read: paused from outside. What comes after it is put aside.'],
    ['t5:returned', 'Report. App run 1 asks for nothing new. The workflow is paused.'],
    [
      't5:saved',
      'Paused. What comes now is kept, but the code gets nothing until the workflow is resumed.',
    ],
    ['t6:e14', 'Replay. Event 14 is read again: paused from outside.'],
    [
      't6:e16',
      'New. Event 16 is read: sendParcel answered. The workflow is paused, so it is put aside.',
    ],
    ['t6:wait', 'New. Line 5 waits. The workflow is paused, so no answer is given to it.'],
    [
      'r1:over',
      'Paused. The answer of sendParcel is kept, but the code gets nothing until the workflow is resumed.',
    ],
  ])('says so at %s', (place, sentence) => {
    expect(paused.sentence(place)).toBe(sentence);
  });

  it('has the answer, and its line does not wait for it', () => {
    expect(chipsOf(paused.frame('r1:over'))).toContain('5:answer kept, paused (waiting)');
    expect(chipsOf(paused.frame('t5:saved'))).toContain('5:waiting for sendParcel (waiting)');
  });

  it('has read nothing behind the pause: its row ends there', () => {
    for (const isFolded of [true, false]) {
      const { columns, rows } = paused.stairs('r1:over', isFolded);
      const pause = columns.findIndex(({ label }) => label === 'paused');
      const last = rows.at(-1);
      expect(columns[pause + 1]?.label).toBe('answer');
      expect(Math.max(...rows.flatMap(({ again, live }) => [again[1], live[1]]))).toBe(pause + 1);
      expect(last?.marks.at(-1)).toMatchObject({ kind: 'wait', label: 'paused' });
    }
  });

  it('reads on when it is resumed, to the end', () => {
    expect(resumed.sentence('t6:e17')).toBe(
      'New. Event 17 is read: resumed from outside. What was put aside is given to the code now.',
    );
    expect(resumed.sentence('t6:y4')).toMatch(/^New\. Event 16 brings the answer of sendParcel/);
    const { columns, rows } = resumed.stairs('r1:over', true);
    expect(rows.at(-1)?.live[1]).toBe(columns.length);
    expect(transcript(resumed.trace, resumed.program).at(-1)).toMatch(/^The end\./);
  });

  it('counts what came where that is more than one message', async () => {
    const run = await runOf('three-bases', [], { interventions: [act('suspend', 't1:saved')] });
    expect(run.sentence('r1:over')).toMatch(/^Paused\. What came \(3\) is kept, but/);
  });
});
