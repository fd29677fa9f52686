import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Intervention, Scenario } from '../../src/sim/scenario.ts';
import { parsePlace } from '../../src/trace/place-text.ts';
import { traceText } from '../../src/trace/text.ts';
import { runText } from '../support/run-sample.ts';

const textOf = (name: string): string =>
  readFileSync(new URL(`../support/host-programs/${name}.txt`, import.meta.url), 'utf8');

function crashAt(place: string): Intervention[] {
  const at = parsePlace(place);
  if (!at) throw new Error(place);
  return [{ do: 'crash', target: 'app', at }, { do: 'restart' }];
}

/** Files with their own host code, as a person pastes them. `npm run golden:update` writes the runs anew. */
const GOLDEN: { name: string; file: string; change?: Partial<Scenario> }[] = [
  { name: 'host-dapr', file: 'dapr-trip.ts' },
  {
    name: 'host-dapr-crash-while-the-client-waits',
    file: 'dapr-trip.ts',
    change: { interventions: crashAt('k1:effect1') },
  },
  { name: 'host-durable-task', file: 'durable-task-count.js' },
  {
    name: 'host-durable-task-crash',
    file: 'durable-task-count.js',
    change: { interventions: crashAt('second/t1:a1') },
  },
];

describe('golden traces of host programs', () => {
  it.each(GOLDEN)('$name', async ({ name, file, change }) => {
    const trace = runText(textOf(file), change);
    await expect(traceText(trace)).toMatchFileSnapshot(`./${name}.txt`);
  });

  it('places without an instance speak of the first that the client schedules', () => {
    const trace = runText(textOf('dapr-trip.ts'), { interventions: crashAt('t2:sent') });
    expect(trace.mainInstance).toBe('trip-7');
    expect(trace.unused).toEqual([]);
  });

  it('a crash of the app does not touch the client, which runs once', () => {
    const printed = (change?: Partial<Scenario>): string[] =>
      runText(textOf('dapr-trip.ts'), change).steps.flatMap((step) =>
        step.kind === 'client' && step.did.what === 'printed' ? [step.did.text] : [],
      );
    expect(printed()).toEqual(['the runtime has started', 'result: "told ch_1 from Ulm to Jena"']);
    expect(printed({ interventions: crashAt('k1:effect1') })).toEqual([
      'the runtime has started',
      'result: "told ch_2 from Ulm to Jena"',
    ]);
  });
});
