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
const sidecar = (place: Place): Intervention => ({ do: 'crash', target: 'sidecar', at: place });
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
  { name: 'http', sample: 'http' },
  { name: 'http-mended', sample: 'http-mended' },
  { name: 'http-charge', sample: 'http-charge' },
  {
    name: 'http-charge-crash-before-request',
    sample: 'http-charge',
    change: { interventions: [crash(at('turn', 1, 'r1')), restart] },
  },
  {
    name: 'http-charge-crash-after-request',
    sample: 'http-charge',
    change: { interventions: [crash(at('turn', 1, 'effect1')), restart] },
  },
  {
    name: 'http-charge-sidecar-crash-after-request',
    sample: 'http-charge',
    change: { interventions: [sidecar(at('turn', 1, 'effect1')), restart] },
  },
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

const answer3 = at('task', 3, 'returned');

/** What else can go wrong, one run for each kind of step that tells of it. */
GOLDEN.push(
  ...Object.entries<Intervention[]>({
    'order-sidecar-crash-after-dispatch': [sidecar(at('turn', 4, 'dispatched')), restart],
    'order-sidecar-crash-in-wake-up': [sidecar(at('turn', 4, 'a4')), restart],
    'order-sidecar-crash-after-effect': [sidecar(at('task', 3, 'effect1')), restart],
    'order-sidecar-crash-no-restart': [sidecar(at('task', 3, 'recorded'))],
    'order-both-crash': [{ do: 'crash', target: 'both', at: at('turn', 4, 'a4') }, restart],
    'order-answer-lost': [{ do: 'lose', at: answer3 }],
    'order-answer-twice': [{ do: 'repeat', at: answer3 }],
    'order-save-refused': [{ do: 'refuse', at: at('turn', 4, 'dispatched') }],
    'order-save-torn': [{ do: 'tear', at: at('turn', 4, 'dispatched') }],
    'order-answer-not-kept': [{ do: 'refuse', at: answer3 }],
    'order-activity-fails': [{ do: 'fail', times: 1, at: at('task', 3, 'effect1') }],
    'order-activity-slow': [{ do: 'slow', byMs: 90_000, at: at('task', 3, 'sent') }],
    'order-second-app': [{ do: 'join', at: at('turn', 2, 'saved') }],
    'order-terminated': [{ do: 'terminate', output: 'off', at: at('turn', 2, 'saved') }],
  }).map(([name, interventions]) => ({ name, sample: 'order', change: { interventions } })),
  {
    name: 'gift-sidecar-crash-after-childs-end',
    sample: 'gift',
    change: {
      interventions: [
        sidecar({ ...at('turn', 3, 'dispatched'), instance: 'order-1:0002' }),
        restart,
      ],
    },
  },
  {
    name: 'saga-suspended-and-resumed',
    sample: 'saga',
    change: {
      interventions: [
        { do: 'suspend', at: at('idle', 1, 'idle') },
        { do: 'skip', byMs: 60_000, at: at('idle', 2, 'idle') },
        { do: 'resume', at: at('clock', 1, 'moved') },
      ],
    },
  },
);

describe('golden traces', () => {
  it.each(GOLDEN)('$name', async ({ name, sample, change }) => {
    const chosen = sampleNamed(sample);
    const trace = await runSample(chosen, { ...chosen.scenario, ...change });
    await expect(traceText(trace)).toMatchFileSnapshot(`./${name}.txt`);
    expect(trace.unused).toEqual([]);
  });
});
