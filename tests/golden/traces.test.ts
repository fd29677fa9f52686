import { describe, expect, it } from 'vitest';
import type { Intervention, Scenario } from '../../src/sim/scenario.ts';
import type { Place } from '../../src/trace/place.ts';
import { traceText } from '../../src/trace/text.ts';
import { runSample, sampleNamed } from '../support/run-sample.ts';

const at = (subject: Place['subject'], number: number, moment: string, attempt = 1): Place => ({
  subject,
  number,
  attempt,
  moment,
});

const crash = (place: Place): Intervention => ({ do: 'crash', target: 'app', at: place });
const restart: Intervention = { do: 'restart' };

/** What a person does, the whole run it leads to, as text. `npm run golden:update` writes them anew. */
const GOLDEN: { name: string; sample: string; change?: Partial<Scenario> }[] = [
  { name: 'order', sample: 'order' },
  { name: 'deploy', sample: 'deploy' },
  { name: 'deploy-patch', sample: 'deploy-patch' },
  {
    name: 'deploy-patch-stalled',
    sample: 'deploy-patch',
    change: {
      interventions: [
        crash(at('process', 1, 'started')),
        { do: 'restart', code: 'v2' },
        crash(at('turn', 3, 'saved')),
        { do: 'restart', code: 'v1' },
        crash(at('turn', 4, 'stalled')),
        { do: 'restart', code: 'v2' },
      ],
    },
  },
  { name: 'three-bases', sample: 'three-bases' },
  { name: 'approval', sample: 'approval' },
  { name: 'reminders', sample: 'reminders' },
  {
    name: 'order-crash-in-wake-up',
    sample: 'order',
    change: { interventions: [crash(at('turn', 4, 'a4')), restart] },
  },
  {
    name: 'order-crash-before-effect',
    sample: 'order',
    change: { interventions: [crash(at('task', 3, 'sent')), restart] },
  },
  {
    name: 'order-crash-after-effect',
    sample: 'order',
    change: { interventions: [crash(at('task', 3, 'effect1')), restart] },
  },
  {
    name: 'order-crash-after-record',
    sample: 'order',
    change: { interventions: [crash(at('task', 3, 'recorded')), restart] },
  },
  {
    name: 'order-crash-after-return',
    sample: 'order',
    change: { interventions: [crash(at('turn', 4, 'returned')), restart] },
  },
  {
    name: 'order-crash-after-effect-then-in-replay',
    sample: 'order',
    change: {
      interventions: [
        crash(at('task', 3, 'effect1')),
        restart,
        crash(at('turn', 4, 'e6')),
        restart,
      ],
    },
  },
  {
    name: 'order-crash-no-restart',
    sample: 'order',
    change: { interventions: [crash(at('turn', 2, 'saved'))] },
  },
  {
    name: 'order-key-crash-after-effect',
    sample: 'order-key',
    change: { interventions: [crash(at('task', 3, 'effect1')), restart] },
  },
  { name: 'plain', sample: 'plain' },
  {
    name: 'plain-crash',
    sample: 'plain',
    change: { interventions: [crash(at('call', 1, 'effect2')), restart] },
  },
  {
    name: 'plain-beside-durable-crash',
    sample: 'plain',
    change: { mode: 'both', interventions: [crash(at('call', 1, 'effect2')), restart] },
  },
  { name: 'saga', sample: 'saga' },
  {
    name: 'saga-crash-while-waiting',
    sample: 'saga',
    change: { interventions: [crash(at('idle', 1, 'idle')), restart] },
  },
  {
    name: 'saga-rejected-early',
    sample: 'saga',
    change: {
      interventions: [
        { do: 'raise', name: 'approval', data: { approved: false }, at: at('idle', 1, 'idle') },
      ],
    },
  },
  {
    name: 'saga-nobody-approves',
    sample: 'saga',
    change: { environment: { variables: {}, events: [], services: [] } },
  },
  { name: 'coin', sample: 'coin' },
  {
    name: 'coin-crash',
    sample: 'coin',
    change: { interventions: [crash(at('turn', 2, 'a2')), restart] },
  },
  {
    name: 'coin-other-seed',
    sample: 'coin',
    change: { seed: sampleNamed('coin').otherSeed?.seed ?? 0 },
  },
  {
    name: 'coin-mended-crash',
    sample: 'coin-mended',
    change: { interventions: [crash(at('turn', 3, 'a3')), restart] },
  },
  {
    name: 'coin-mended-crash-before-kept',
    sample: 'coin-mended',
    change: { interventions: [crash(at('task', 1, 'end')), restart] },
  },
];

describe('golden traces', () => {
  it.each(GOLDEN)('$name', async ({ name, sample, change }) => {
    const chosen = sampleNamed(sample);
    const trace = await runSample(chosen, { ...chosen.scenario, ...change });
    await expect(traceText(trace)).toMatchFileSnapshot(`./${name}.txt`);
    expect(trace.unused).toEqual([]);
  });
});
