import { describe, expect, test } from 'vitest';
import { DEFAULT_EMBED, type EmbedOptions } from '../../embed/options.ts';
import { publicStateOf } from '../public-state.ts';
import { openedPage } from '../visit.test-support.ts';
import { HostLine, type HostWindow } from './host-line.ts';

const OWN = 'https://replayscope.example';
const COURSE = 'https://course.example';

interface Said {
  data: Record<string, unknown>;
  to: string;
}

/** An embed with the real engine, in a page of `parentOrigin`. */
async function embedIn(parentOrigin: string | undefined, options: Partial<EmbedOptions> = {}) {
  const page = await openedPage();
  const said: Said[] = [];
  const parent = {
    postMessage: (data: unknown, to: string) =>
      void said.push({ data: data as Record<string, unknown>, to }),
  };
  type Hear = Parameters<HostWindow['listen']>[0];
  let hear: Hear = () => undefined;
  const window: HostWindow = { parent, origin: OWN, parentOrigin, listen: (to) => (hear = to) };
  const themes: string[] = [];
  const line = new HostLine({
    window,
    options: { ...DEFAULT_EMBED, ...options },
    session: page.session,
    around: page,
    setTheme: (theme) => themes.push(theme),
  });
  const show = () => {
    const { scenario } = page.shown();
    const seen = {
      frame: page.frame(),
      scenario,
      isComputing: false,
      isStopped: false,
      isPlaying: false,
    };
    line.tell(publicStateOf({ ...seen, address: page.session.address() }));
  };
  const send = async (data: unknown, from: { source?: unknown; origin?: string } = {}) => {
    const source = (from.source ?? parent) as MessageEventSource;
    hear({ data, source, origin: from.origin ?? parentOrigin ?? 'null' });
    await page.settled();
  };
  show();
  const last = () => said[said.length - 1]!;
  return { ...page, said, themes, send, show, last, line };
}

const say = (type: string, more: object = {}) => ({ replayscope: 1, type, ...more });

describe('what a host page asks for', () => {
  test('the first picture says ready, and then the state', async () => {
    const { said } = await embedIn(OWN);
    expect(said.map(({ data }) => data['type'])).toEqual(['ready', 'state']);
    expect(said[0]?.data).toEqual({ replayscope: 1, type: 'ready', canCrash: true });
    expect(said[1]?.data['state']).toMatchObject({ position: 't4:a4', index: expect.any(Number) });
  });

  test('it seeks to a place, a number, and both ends', async () => {
    const embed = await embedIn(OWN);
    await embed.send(say('seek', { to: 'k3:effect1' }));
    expect(embed.place()).toBe('k3:effect1');
    const index = () => embed.player.getSnapshot().context.index;
    await embed.send(say('seek', { to: 3 }));
    expect(index()).toBe(3);
    await embed.send(say('seek', { to: 'end' }));
    expect(index()).toBe(embed.player.getSnapshot().context.timeline.stops.length - 1);
    await embed.send(say('seek', { to: 'start' }));
    expect(index()).toBe(0);
    await embed.send(say('step'));
    await embed.send(say('step'));
    await embed.send(say('step', { by: -1 }));
    expect(index()).toBe(1);
  });

  test('it crashes and restarts, one after the other without waiting', async () => {
    const embed = await embedIn(OWN);
    void embed.send(say('crash'));
    void embed.send(say('restart'));
    await embed.settled();
    await embed.settled();
    expect(embed.shown().scenario.interventions.map((each) => each.do)).toEqual([
      'crash',
      'restart',
    ]);
  });

  test('it plays, pauses, and changes the theme', async () => {
    const embed = await embedIn(OWN);
    await embed.send(say('play'));
    expect(embed.player.getSnapshot().value).not.toBe('paused');
    await embed.send(say('pause'));
    expect(embed.player.getSnapshot().value).toBe('paused');
    await embed.send(say('theme', { theme: 'dark' }));
    expect(embed.themes).toEqual(['dark']);
  });

  test('the state comes back with the number of the question', async () => {
    const embed = await embedIn(OWN);
    await embed.send(say('state', { id: 'q1' }));
    expect(embed.last().data).toMatchObject({ type: 'state', id: 'q1' });
  });

  test('a host that came late is told again what was said', async () => {
    const embed = await embedIn(OWN);
    embed.line.tellSize(720, 480);
    const before = embed.said.length;
    await embed.send(say('hello'));
    const again = embed.said.slice(before).map(({ data }) => data['type']);
    expect(again).toEqual(['ready', 'size', 'state']);
  });

  test.each<[string, object, string]>([
    ['a place that this run lacks', { type: 'seek', to: 't99:a1' }, 'no-such-place'],
    ['a place that is none', { type: 'seek', to: 'the end' }, 'no-such-place'],
    ['a number behind the end', { type: 'seek', to: 1e6 }, 'no-such-place'],
    ['a restart of a living app', { type: 'restart' }, 'impossible'],
    ['another version', { replayscope: 9, type: 'play' }, 'version'],
    ['nonsense', { type: 'fly' }, 'malformed'],
  ])('%s is answered by an error', async (_, message, code) => {
    const embed = await embedIn(OWN);
    await embed.send({ ...say('x', { id: 5 }), ...message });
    expect(embed.last().data).toMatchObject({ type: 'error', code, id: 5 });
    expect(embed.place()).toBe('t4:a4');
  });

  test('a crash is refused where it is not allowed', async () => {
    const embed = await embedIn(OWN, { canCrash: false });
    await embed.send(say('crash'));
    expect(embed.last().data).toMatchObject({ type: 'error', code: 'not-allowed' });
    expect(embed.shown().scenario.interventions).toEqual([]);
  });
});

describe('who is heard, and who is told what', () => {
  test('a window that is not the parent is not heard at all', async () => {
    const embed = await embedIn(OWN);
    const before = embed.said.length;
    await embed.send(say('crash'), { source: { postMessage: () => undefined }, origin: OWN });
    expect(embed.said.length).toBe(before);
    expect(embed.shown().scenario.interventions).toEqual([]);
  });

  test('a parent that the address does not name is refused, and told nothing else', async () => {
    const embed = await embedIn('https://other.example', { hosts: [COURSE] });
    await embed.send(say('crash', { id: 1 }));
    expect(embed.shown().scenario.interventions).toEqual([]);
    expect(embed.said).toEqual([
      {
        data: expect.objectContaining({ type: 'error', code: 'origin', id: 1 }),
        to: 'https://other.example',
      },
    ]);
  });

  test('a page that is named is told everything, at its own origin', async () => {
    const embed = await embedIn(COURSE, { hosts: [COURSE, 'https://second.example'] });
    expect(embed.said.map(({ to }) => to)).toEqual([COURSE, COURSE]);
    expect(embed.last().data['state']).toHaveProperty('address');
    await embed.send(say('seek', { to: 'start' }));
    expect(embed.player.getSnapshot().context.index).toBe(0);
  });

  test('where the browser does not say who the parent is, it delivers to named pages alone', async () => {
    const embed = await embedIn(undefined, { hosts: [COURSE] });
    expect(new Set(embed.said.map(({ to }) => to))).toEqual(new Set([COURSE]));
  });

  test('any other page may move the cursor, and learns nothing that comes from the code', async () => {
    const embed = await embedIn('https://other.example');
    await embed.send(say('seek', { to: 'start' }));
    expect(embed.player.getSnapshot().context.index).toBe(0);
    embed.show();
    const state = embed.last().data['state'] as object;
    expect(Object.keys(state)).toContain('verdict');
    for (const hidden of ['address', 'sentence', 'ledger', 'sample', 'seed'])
      expect(state).not.toHaveProperty(hidden);
  });

  test('messages of other programs are left alone', async () => {
    const embed = await embedIn(OWN);
    const before = embed.said.length;
    for (const data of [undefined, null, 'x', 7, [], { type: 'crash' }, { from: 'worker' }])
      await embed.send(data);
    expect(embed.said.length).toBe(before);
  });
});
