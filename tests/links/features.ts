import { readFileSync } from 'node:fs';
import { sampleById, samples } from '../../src/samples/catalogue.ts';
import { PANES } from '../../src/link/panes.ts';
import type { Intervention, Moment, Scenario } from '../../src/sim/scenario.ts';
import { parsePlace } from '../../src/trace/place-text.ts';
import type { Place } from '../../src/trace/place.ts';

/** Moments that between them have everything that a link can hold. Each has a golden link in the newest format. */
export interface Feature {
  name: string;
  moment: Moment;
  /** Its link tells nothing of how the run ends. */
  hasNoEnding?: boolean;
}

function at(text: string): Place {
  const place = parsePlace(text);
  if (!place) throw new Error(`${text} is not a place.`);
  return place;
}

function scenarioOf(id: string): Scenario {
  const sample = sampleById(id);
  if (!sample) throw new Error(`There is no sample ${id}.`);
  return sample.scenario;
}

const momentOf = (sample: string, change: Partial<Scenario> = {}, position?: string): Moment => ({
  scenario: { ...scenarioOf(sample), ...change },
  ...(position !== undefined && { position: at(position) }),
});

const doing = (...interventions: Intervention[]): Partial<Scenario> => ({ interventions });
const crash = (place: string, target: 'app' | 'sidecar' | 'both' | 'app2' = 'app') =>
  ({ do: 'crash', target, at: at(place) }) satisfies Intervention;
const restart: Intervention = { do: 'restart' };
const waiting = at('i1:idle');

const hostProgram = (name: string): string =>
  readFileSync(new URL(`../support/host-programs/${name}.txt`, import.meta.url), 'utf8');

const source = (id: string): string => sampleById(id)?.source ?? '';

const PAIR = `export async function* pair(ctx, who) {
  const first = yield ctx.callActivity(greet, who);
  const second = yield ctx.callActivity(greet, 'Grüße, “you”');
  return [first, second];
}

async function greet(ctx, who) {
  return 'Hello ' + who;
}

export async function plainPair(who) {
  return [await greet(undefined, who)];
}
`;

const own = (change: Partial<Scenario>, position?: string): Moment => ({
  scenario: {
    program: { source: PAIR, workflow: 'pair' },
    mode: 'workflow',
    dialect: 'dapr',
    facade: 'dapr',
    input: 'Ada',
    seed: 1,
    environment: { variables: {}, events: [], services: [] },
    interventions: [],
    ...change,
  },
  ...(position !== undefined && { position: at(position) }),
});

const edited = source('order').replace(
  "return 'ok';",
  "console.log('looked at', order.id);\n  return 'ok';",
);

const moments: Record<string, Moment> = {
  'a sample and nothing else': momentOf('order'),
  'a position in a wake-up': momentOf('order', {}, 't4:a4'),
  'a position in a child workflow': momentOf('gift', {}, 'order-1:0002/t2:a2'),
  'a position at the end': momentOf('order', {}, 'r1:over'),
  'a crash of the app, and a restart': momentOf('order', doing(crash('t4:a4'), restart), 't4.2:e8'),
  'a crash after an effect': momentOf('order', doing(crash('k3:effect1'), restart), 'r1:over'),
  'a crash that nothing follows': momentOf('order', doing(crash('t2:saved')), 'p1:crashed'),
  'a crash of the sidecar': momentOf('order', doing(crash('t4:dispatched', 'sidecar'), restart)),
  'a crash of both': momentOf('order', doing(crash('t4:a4', 'both'), restart)),
  'a restart of one party': momentOf(
    'order',
    doing(
      crash('t4:a4', 'both'),
      { do: 'restart', target: 'sidecar' },
      { ...restart, target: 'app' },
    ),
  ),
  'a restart with version 2': momentOf(
    'deploy',
    doing(crash('t3:saved'), { do: 'restart', code: 'v2' }),
  ),
  'a restart with variables': momentOf(
    'order',
    doing(crash('t4:a4'), { do: 'restart', variables: { REGION: 'west', NOTE: 'ä & <b>' } }),
  ),
  'a second app process that dies': momentOf(
    'order',
    doing({ do: 'join', at: at('t2:saved') }, crash('t3:saved', 'app2'), restart),
  ),
  'an activity that fails once': momentOf(
    'order',
    doing({ do: 'fail', times: 1, at: at('k3:effect1') }),
  ),
  'an activity that always fails, with a message': momentOf(
    'order',
    doing({ do: 'fail', times: 'always', message: 'No money, sorry.', at: at('k3:sent') }),
  ),
  'a slow activity': momentOf('order', doing({ do: 'slow', byMs: 90_000, at: at('k3:sent') })),
  'an answer that is lost': momentOf('order', doing({ do: 'lose', at: at('k3:returned') })),
  'an answer that comes twice': momentOf('order', doing({ do: 'repeat', at: at('k3:returned') })),
  'a save that is refused': momentOf('order', doing({ do: 'refuse', at: at('t4:dispatched') })),
  'a save that breaks off': momentOf('order', doing({ do: 'tear', at: at('t4:dispatched') })),
  'an event with an object': momentOf(
    'saga',
    doing({ do: 'raise', name: 'approval', data: { approved: false }, at: waiting }),
    'i1:idle',
  ),
  'events with a word, a number, a truth value and nothing': momentOf(
    'saga',
    doing(
      { do: 'raise', name: 'note', data: 'yes', at: waiting },
      { do: 'raise', name: 'note', data: -1.5, at: waiting },
      { do: 'raise', name: 'note', data: true, instance: 'order-1', at: waiting },
      { do: 'raise', name: 'note', at: waiting },
    ),
  ),
  'an event whose name has no readable form': momentOf(
    'saga',
    doing({ do: 'raise', name: 'go on, “now”', data: 7, at: waiting }),
  ),
  'a workflow that is suspended, and goes on': momentOf(
    'saga',
    doing(
      { do: 'suspend', at: waiting },
      { do: 'skip', byMs: 60_000, at: at('i2:idle') },
      { do: 'resume', at: at('c1:moved') },
    ),
  ),
  'the clock moved on to the next timer': momentOf('saga', doing({ do: 'skip', at: waiting })),
  'a workflow that is terminated': momentOf(
    'order',
    doing({ do: 'terminate', output: 'off', at: at('t2:saved') }),
  ),
  'a workflow that is rewound, in the other engine': momentOf('order', {
    dialect: 'durabletask',
    ...doing({ do: 'fail', times: 1, at: at('k3:sent') }, { do: 'rewind', at: at('t4:saved') }),
  }),
  'the acts of a sample taken away': momentOf('deploy', doing()),
  'another seed': momentOf('coin', { seed: 20_261_125 }),
  'another input': momentOf('order', { input: { id: 'Ü-7', items: ['“tea”'], total: 5 } }),
  'an environment': momentOf('saga', {
    environment: {
      variables: { REGION: 'west' },
      events: [{ name: 'approval', data: { approved: true }, afterMs: 5000 }],
      services: [{ service: 'payments.example', times: 1, status: 503 }],
    },
  }),
  'plain code beside the workflow': momentOf('plain', {
    mode: 'both',
    ...doing(crash('f1:effect2'), restart),
  }),
  'plain code alone': momentOf('plain', doing(crash('f1:effect2'), restart), 'f1:effect2'),
  'the other engine': momentOf('three-bases', { dialect: 'durabletask' }),
  'code of one’s own': own({}, 't2:a2'),
  'code of one’s own, with acts': own(doing(crash('t2:a2'), restart), 't2.2:a2'),
  'code of one’s own in the other engine': own({ dialect: 'durabletask', facade: 'durabletask' }),
  'code of one’s own, written for the other engine': own({ dialect: 'durabletask' }),
  'code of one’s own beside plain code': own({
    mode: 'both',
    program: { source: PAIR, workflow: 'pair', plain: 'plainPair' },
  }),
  'code of one’s own with version 2': own({
    program: {
      source: PAIR,
      workflow: 'pair',
      next: PAIR.replace('return [first', 'yield ctx.createTimer(60);\n  return [first'),
    },
    ...doing(crash('t2:saved'), { do: 'restart', code: 'v2' }),
  }),
  'an edited sample': {
    scenario: { ...scenarioOf('order'), program: { source: edited, workflow: 'processOrder' } },
    position: at('t2:a2'),
  },
  'an edited sample with version 2': {
    scenario: {
      ...scenarioOf('deploy'),
      program: {
        source: source('deploy'),
        workflow: sampleById('deploy')?.entry.workflow ?? '',
        next: `${sampleById('deploy')?.next ?? ''}// changed\n`,
      },
    },
  },
  'host code for Dapr': {
    scenario: {
      ...own(doing(crash('k1:effect1'), restart)).scenario,
      program: { source: hostProgram('dapr-trip.ts') },
    },
  },
  'host code for Durable Task': {
    scenario: {
      ...own({ dialect: 'durabletask', facade: 'durabletask' }).scenario,
      ...doing(crash('second/t1:a1'), restart),
      program: { source: hostProgram('durable-task-count.js') },
    },
  },
};

const seen = (view: Moment['view'], moment: Moment = momentOf('order', {}, 't4:a4')): Moment => ({
  ...moment,
  ...(view && { view }),
});

/** How the screen stands, and how the run ended. */
const views: Record<string, Moment> = {
  ...Object.fromEntries(
    PANES.filter((pane) => pane !== 'code' && pane !== 'deploy-check').map((pane) => [
      `the pane ${pane}`,
      seen({ pane }),
    ]),
  ),
  'the check of a deployment': seen({ pane: 'deploy-check' }, momentOf('deploy', {}, 'p2:started')),
  'acts that follow those of the sample': momentOf(
    'environment',
    doing(...scenarioOf('environment').interventions, crash('p2:started'), restart),
  ),
  'a pane of a later version': seen({ pane: 'hologram-3' }),
  'another instance than that of the position': seen(
    { instance: 'order-1:0002' },
    momentOf('gift', {}, 't2:a2'),
  ),
  'the names that Dapr gives events': seen({ pane: 'history', names: 'dapr' }),
  'the names that Durable Task gives events': seen({ names: 'durabletask' }),
  'an instance whose id has no readable form': seen(
    { instance: 'first' },
    {
      scenario: {
        ...own({ dialect: 'durabletask', facade: 'durabletask' }).scenario,
        program: {
          source: hostProgram('durable-task-count.js').replace('"second"', '"second, “ü”"'),
        },
      },
      position: at('second, “ü”/t1:a1'),
    },
  ),
  'a run that ends differently now': { ...momentOf('order', {}, 't4:a4'), ending: 'zzzzz' },
};

/** Every sample by its name in links: none may ever stop opening. */
const everySample = samples.map(({ id, questions }): [string, Moment] => [
  `the sample ${id}`,
  { scenario: scenarioOf(id), position: questions[0].opening },
]);

export const features: readonly Feature[] = [
  ...Object.entries(moments),
  ...Object.entries(views),
  ...everySample,
].map(([name, moment]) => ({ name, moment, hasNoEnding: name === 'a sample and nothing else' }));
