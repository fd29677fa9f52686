import { describe, expect, it } from 'vitest';
import { samples } from '../samples/catalogue.ts';
import { formatPlace } from '../trace/place-text.ts';
import { runOf, sampleOf } from './view-run.test-support.ts';

describe('an id made on the way', () => {
  it('opens where a crash sends no second mail, and tells the two tickets apart', async () => {
    const opening = samples.find(({ id }) => id === 'uuid')?.questions[0].opening;
    const at = opening ? formatPlace(opening) : '';
    const end = (await runOf('uuid', [at, 'restart'])).frame('r1:over');
    const { text } = end.sentence;
    const [asked = '', kept = ''] = text.match(/ticket [0-9a-f]{8}…/g) ?? [];
    expect(asked).not.toBe(kept);
    expect(text).toBe(
      `The workflow is complete, but silently different: the code asked for mailTicket with ${asked}, and got the answer to mailTicket with ${kept} (event 3). No engine reports this.`,
    );
    expect(end.panes[0]?.outcome?.text).toBe(asked);
    expect(end.world[0]?.entries).toHaveLength(1);
    expect(end.world[0]?.detail).toBe(`Your ${kept.replace('ticket', 'ticket is')}`);
    expect(end.silent?.why.map((each) => each.text).join(' ')).not.toContain('….');
  });
});

describe('after a deploy', () => {
  it('opens where what would wake the workflow is offered', async () => {
    for (const sample of samples.filter(({ group }) => group === 'changed')) {
      const run = await runOf(sample, [], { interventions: sample.scenario.interventions });
      const frame = run.frame(formatPlace(sample.questions[0].opening));
      expect({ id: sample.id, isUnwoken: frame.isUnwoken }).toMatchObject({ isUnwoken: true });
    }
  });

  it('tells of which version a line is, where another one is on the screen', async () => {
    const run = await runOf('deploy', [], {});
    const notes = (at: string) => run.frame(at).history.flatMap(({ note }) => note ?? []);
    const v1 = ['line 2 asked', 'answer to line 2'];
    const deployed = await runOf('deploy', [], {
      interventions: [
        {
          do: 'crash',
          target: 'app',
          at: { subject: 'turn', number: 2, attempt: 1, moment: 'saved' },
        },
        { do: 'restart', code: 'v2' },
      ],
    });
    expect(notes('t2:saved')).toEqual(v1);
    expect(deployed.frame('t2:saved').history.flatMap(({ note }) => note ?? [])).toEqual(v1);
    expect(deployed.frame('i1:idle').history.flatMap(({ note }) => note ?? [])).toEqual([
      'line 2 of version 1 asked',
      'answer to line 2 of version 1',
    ]);
  });
});

it('an effect has one name: what the card in the world says, the sentences say', async () => {
  const run = await runOf('three-bases', ['k3:effect1', 'restart']);
  const twice = run.frame('r1:over').world.find(({ entries }) => entries.length === 2);
  expect(twice?.label).toMatch(/searched$/);
  expect(run.sentence('k3:effect1')).toMatch(new RegExp(`^World. ${twice?.label}\\.`));
  expect(run.sentence('r1:over')).toContain(`${twice?.label} (2 times)`);
  expect(run.sentence('r1:over')).toContain('was lost before it was kept');
});

it('a replay that parts from the history before what its app run had done has a row of its own', async () => {
  const source = `export async function* flow(ctx) {
  if (Date.now() % 2) yield ctx.callActivity(one);
  yield ctx.callActivity(one);
  yield ctx.callActivity(two);
}
async function one() { return 1; }
async function two() { return 2; }
`;
  // Of the first seeds, one whose clock is odd when the second wake-up reads it, and even at the third.
  for (let seed = 1; seed < 40; seed += 1) {
    const run = await runOf(sampleOf(`apart-${seed}`, source), [], { seed });
    const { rows } = run.stairs('r1:over', true);
    const own = rows.find(({ label }) => label === 'this replay');
    if (!own) continue;
    const [whole] = rows;
    expect(rows.map(({ label }) => label)).toEqual(['App run 1', 'this replay']);
    expect(whole?.asked).toBeUndefined();
    expect(own.asked?.column).toBeLessThan(whole?.live[1] ?? 0);
    expect(Math.max(own.again[1], own.live[1])).toBeLessThanOrEqual(own.asked?.column ?? 0);
    return;
  }
  throw new Error('No seed parts late.');
});

it('a new app run that parts from the history is called by its number', async () => {
  const run = await runOf('coin', ['t2:a2', 'restart']);
  const { rows } = run.stairs('r1:over', true);
  expect(rows.map(({ label }) => label)).toEqual(['App run 1', 'App run 2']);
  expect(rows[1]?.asked).toBeDefined();
});
