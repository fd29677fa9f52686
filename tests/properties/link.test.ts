import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { sampleIndex } from '../../src/app/programs.ts';
import { haveAllAtHand } from '../../src/app/samples/all-at-hand.ts';
import { encodeLink } from '../../src/link/codec.ts';
import { decodeLink } from '../../src/link/decode.ts';
import { PANES } from '../../src/link/panes.ts';
import { documentOfMoment } from '../../src/link/document.ts';
import { parseScenario } from '../../src/link/schema.ts';
import { samples } from '../../src/samples/catalogue.ts';
import { isAppAliveAt } from '../../src/sim/fork.ts';
import type { Intervention, Moment, Party, ProgramRef, Scenario } from '../../src/sim/scenario.ts';
import { MAIN_INSTANCE } from '../../src/sim/simulate.ts';
import { placeFromJson } from '../../src/trace/place-json.ts';
import { formatPlace, parsePlace, placeToJson } from '../../src/trace/place-text.ts';
import type { Place } from '../../src/trace/place.ts';
import { placeOf, positionsOf } from '../../src/trace/positions.ts';
import { crashAndRestart, cursorAt, runSample } from '../support/run-sample.ts';

// Thousands of links on a busy machine: a limit against hanging, not a measurement.
vi.setConfig({ testTimeout: 120_000 });

haveAllAtHand();
const index = sampleIndex;

const place: fc.Arbitrary<Place> = fc
  .record({
    instance: fc.option(
      fc.oneof(fc.constant('order-1:0001'), fc.string({ minLength: 1, unit: 'binary' })),
      { nil: undefined },
    ),
    subject: fc.constantFrom('turn', 'task', 'call'),
    number: fc.integer({ min: 1, max: 1e6 }),
    attempt: fc.integer({ min: 1, max: 4 }),
    moment: fc.constantFrom('sent', 'l5', 'l5.2', 'a4', 'e11', 'y1', 'wait', 'end', 'returned'),
  })
  .filter(({ instance }) => instance !== MAIN_INSTANCE)
  .map(({ instance, ...rest }) => ({ ...(instance !== undefined && { instance }), ...rest }));

const name = fc.oneof(
  fc.constantFrom('approval', 'go.on'),
  fc.string({ minLength: 1, maxLength: 20, unit: 'binary' }),
);
const anyJson = fc.oneof(
  fc.constantFrom(true, 'yes', 'true', null, -3, 1.5, 1e21, '$', '42', { approved: true }),
  // JSON text has no -0.
  fc.json({ maxDepth: 3 }).map((text): unknown => JSON.parse(JSON.stringify(JSON.parse(text)))),
);

const maybe = <T>(each: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(each, { nil: undefined });
/** Leaves out what is undefined, as a document does. */
const whole = <T extends object>(fields: T): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;

const party = fc.constantFrom<Party>('app', 'sidecar', 'both', 'app2');
const reserved = new Set(['__proto__', 'constructor', 'prototype']);
const variables = fc.dictionary(
  name.filter((each) => !reserved.has(each)),
  fc.string({ unit: 'binary' }),
  { maxKeys: 3, noNullPrototype: true },
);
const instance = maybe(fc.oneof(fc.constantFrom('order-1:0001', 'wf', '$', '42'), name));
const delay = fc.integer({ min: 1, max: 1e12 });

const acts: fc.Arbitrary<object> = fc.oneof(
  fc.record({ do: fc.constant('crash'), target: party, at: place }),
  fc.record({
    do: fc.constant('restart'),
    target: maybe(party),
    code: maybe(fc.constantFrom('v1', 'v2')),
    variables: maybe(variables),
  }),
  fc.record({
    do: fc.constant('fail'),
    times: fc.oneof(fc.integer({ min: 1, max: 1000 }), fc.constant('always')),
    message: maybe(fc.oneof(name, fc.constantFrom('7', 'no', 'true'))),
    at: place,
  }),
  fc.record({ do: fc.constant('slow'), byMs: delay, at: place }),
  fc.record({ do: fc.constantFrom('lose', 'repeat', 'refuse', 'tear', 'join'), at: place }),
  fc.record({ do: fc.constant('raise'), name, data: maybe(anyJson), instance, at: place }),
  fc.record({ do: fc.constantFrom('suspend', 'resume', 'rewind'), instance, at: place }),
  fc.record({ do: fc.constant('terminate'), output: maybe(anyJson), instance, at: place }),
  fc.record({ do: fc.constant('skip'), byMs: maybe(delay), at: place }),
);
const intervention = acts.map((act) => whole(act) as Intervention);

const environment = fc.record({
  variables,
  events: fc.array(fc.record({ name, data: anyJson, afterMs: fc.nat() }), { maxLength: 3 }),
  services: fc.array(
    fc.record({
      service: name,
      times: fc.nat({ max: 1000 }),
      status: fc.integer({ min: 400, max: 599 }),
    }),
    { maxLength: 3 },
  ),
});

/** The text of a sample with some of its lines changed, left out or written twice. */
const editedSample: fc.Arbitrary<ProgramRef> = fc
  .record({
    sample: fc.constantFrom(...samples),
    edits: fc.array(
      fc.record({ line: fc.nat(), how: fc.constantFrom('out', 'twice', 'new'), text: fc.string() }),
      { maxLength: 6 },
    ),
    isNextEdited: fc.boolean(),
    starts: fc.constantFrom('the same', 'another', 'nothing'),
    id: maybe(name),
  })
  .map(({ sample, edits, isNextEdited, starts, id }) => {
    const lines = `${sample.source}// changed`.split('\n');
    for (const { line, how, text } of edits) {
      const old = lines[line % lines.length] ?? '';
      const now = { out: [], twice: [old, old], new: [text] }[how];
      lines.splice(line % lines.length, 1, ...now);
    }
    const source = `${lines.join('\n')}\n`;
    const workflow =
      starts === 'the same' ? sample.entry.workflow : starts === 'another' ? 'f' : undefined;
    return {
      source,
      ...(workflow !== undefined && { workflow }),
      ...(id !== undefined && { instance: id }),
      plain: sample.entry.plain ?? 'g',
      ...(sample.next !== undefined && { next: isNextEdited ? `${sample.next}\n` : sample.next }),
    };
  });

const program: fc.Arbitrary<ProgramRef> = fc.oneof(
  fc.constantFrom(...samples.map(({ id }): ProgramRef => ({ sample: id }))),
  fc.record({
    source: fc.string({ minLength: 1, maxLength: 500, unit: 'binary' }),
    workflow: name,
    instance: name,
    plain: name,
  }),
  editedSample,
);

const view = fc.record(
  {
    pane: fc.constantFrom(...PANES, 'hologram-3'),
    instance: name,
    names: fc.constantFrom('dapr', 'durabletask'),
  },
  { requiredKeys: [] },
);

/** Some fields are the sample's own, as in most links. */
const moment: fc.Arbitrary<Moment> = fc
  .record({
    program,
    position: fc.option(place, { nil: undefined }),
    view: fc.option(view, { nil: undefined }),
    engine: fc.constantFrom(undefined, 2, 17),
    ending: fc.constantFrom(undefined, '7k2qd', '00000'),
    changes: fc.record(
      {
        mode: fc.constantFrom('workflow', 'plain', 'both'),
        dialect: fc.constantFrom('dapr', 'durabletask'),
        facade: fc.constantFrom('dapr', 'durabletask'),
        input: anyJson,
        seed: fc.maxSafeNat(),
        environment,
        interventions: fc.array(intervention, { maxLength: 6 }),
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ program: ref, position, view: seen, engine, ending, changes }) => {
    const base = 'sample' in ref ? index.defaults(ref.sample) : undefined;
    const scenario: Scenario = {
      ...(base ?? samples[0].scenario),
      ...changes,
      program: ref,
    };
    return whole({
      scenario,
      position,
      view: seen && Object.keys(seen).length > 0 ? seen : undefined,
      engine,
      ending,
    }) as Moment;
  });

/** The same to the byte, so that it gives the same run. */
const bytes = (value: unknown) => JSON.stringify(value);

const short: Moment = {
  scenario: {
    ...samples[0].scenario,
    seed: 3,
    interventions: [
      { do: 'crash', target: 'app', at: { subject: 'turn', number: 4, attempt: 1, moment: 'a4' } },
      { do: 'restart' },
    ],
  },
  position: { subject: 'turn', number: 4, attempt: 2, moment: 'e8' },
};
const own: Moment = {
  scenario: {
    ...samples[0].scenario,
    program: { source: 'export async function* f(ctx) { return 1; }', workflow: 'f' },
  },
};

describe('a link', () => {
  it('opens as the moment that it was made from', () => {
    fc.assert(
      fc.property(moment, (each) => {
        const reading = decodeLink(encodeLink(each, index), index);
        expect(reading).toEqual({ kind: 'ok', moment: each });
        expect(bytes(reading.kind === 'ok' && reading.moment.scenario)).toBe(bytes(each.scenario));
      }),
      { numRuns: 400 },
    );
  });

  it('has only characters that need no percent sign', () => {
    fc.assert(
      fc.property(moment, (each) => {
        expect(encodeLink(each, index)).toMatch(/^1\/[a-z0-9.-]+\?[A-Za-z0-9/?=&@:,._$-]*c=\w{7}$/);
      }),
    );
  });

  it('never throws, whatever it is given', () => {
    const envelope = fc
      .tuple(
        fc.constantFrom('0/', '0/order?', '0/own?z=', '1/', '1/own?of=order&z=', '2/'),
        fc.string(),
        fc.string(),
      )
      .map(([start, middle, end]) => `${start}${middle}&c=${end}`);
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl(), envelope), (text) => {
        expect(decodeLink(text, index).kind).not.toBe('ok');
      }),
      { numRuns: 2000 },
    );
  });

  it('does not open as something else after any change of one character', () => {
    const change = fc.record({
      base: fc.oneof(fc.constantFrom(short, own), moment),
      how: fc.constantFrom('put', 'insert', 'delete', 'case'),
      where: fc.nat(),
      character: fc.string({ minLength: 1, maxLength: 1 }),
    });
    fc.assert(
      fc.property(change, ({ base, how, where, character }) => {
        const link = encodeLink(base, index);
        const at = where % link.length;
        const old = link.charAt(at);
        const swapped = old === old.toUpperCase() ? old.toLowerCase() : old.toUpperCase();
        const now = { put: character, insert: character + old, delete: '', case: swapped }[how];
        const reading = decodeLink(link.slice(0, at) + now + link.slice(at + 1), index);
        // A space or a full stop may be added: then the same moment opens.
        expect(reading.kind === 'ok' ? bytes(reading.moment) : bytes(base)).toBe(bytes(base));
      }),
      { numRuns: 1000, seed: 20_261_125 },
    );
  });

  it('does not open at all when one of its characters is another one', () => {
    const alphabet = 'ABCXYZabcdefghijklmnopqrstuvwxyz0123456789/?=&@:,._$-';
    const opened: string[] = [];
    for (const base of [short, own]) {
      const link = encodeLink(base, index);
      for (let at = 0; at < link.length; at += 1) {
        for (const character of alphabet) {
          const text = link.slice(0, at) + character + link.slice(at + 1);
          if (text !== link && decodeLink(text, index).kind === 'ok') opened.push(text);
        }
      }
    }
    expect(opened).toEqual([]);
  });
});

describe('a document', () => {
  it('opens as the moment that it was made from', () => {
    fc.assert(
      fc.property(moment, (each) => {
        const document: unknown = JSON.parse(JSON.stringify(documentOfMoment(each, index)));
        const reading = parseScenario(document, index);
        expect(reading).toEqual({ ok: true, moment: each });
      }),
      { numRuns: 400 },
    );
  });

  it('never throws, whatever it is given', () => {
    const likely = fc
      .tuple(moment, fc.dictionary(fc.constantFrom('mode', 'seed', 'position'), fc.anything()))
      .map(([each, change]) => ({ ...documentOfMoment(each, index), ...change }));
    fc.assert(
      fc.property(fc.oneof(fc.anything(), likely), (document) => {
        const reading = parseScenario(document, index);
        expect(reading.ok || reading.problems.length > 0).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the moments of real runs', () => {
  it('have places that come back from text, from JSON and from a link of at most 200 characters', async () => {
    let checked = 0;
    for (const sample of samples) {
      const trace = await runSample(sample);
      for (const position of positionsOf(trace)) {
        const step = trace.steps[position.step];
        if (!step) throw new Error(`Step ${position.step} is missing.`);
        const at = placeOf(step, position.beat);
        expect(parsePlace(formatPlace(at))).toEqual(at);
        expect(placeFromJson(placeToJson(at))).toEqual({ ok: true, place: at });
        if (step.kind === 'over' || step.kind === 'scheduled') continue;
        const cursor = cursorAt(position.step, position.beat);
        // After the crash of a sample's own deploy there is nothing to crash.
        if (!isAppAliveAt(trace, cursor)) continue;
        const scenario = crashAndRestart(sample.scenario, trace, cursor);
        const link = encodeLink({ scenario, position: at }, index);
        expect(link.length).toBeLessThanOrEqual(200);
        expect(encodeLink(momentOf(link), index)).toBe(link);
        // The variables of a restart have no readable form (docs/LINKS.md).
        const isPacked = scenario.interventions.some((act) => 'variables' in act);
        if (!isPacked)
          expect([sample.id, link]).toEqual([sample.id, expect.not.stringContaining('z=')]);
        checked += 1;
      }
    }
    expect(checked).toBeGreaterThan(100);
  });

  it('keep the bytes of their run', async () => {
    const [sample] = samples;
    const trace = await runSample(sample);
    for (const position of positionsOf(trace).filter((_, each) => each % 9 === 4)) {
      const cursor = cursorAt(position.step, position.beat);
      const scenario = crashAndRestart(sample.scenario, trace, cursor);
      const opened = momentOf(encodeLink({ scenario }, index)).scenario;
      expect(bytes(await runSample(sample, opened))).toBe(bytes(await runSample(sample, scenario)));
    }
  });
});

function momentOf(link: string): Moment {
  const reading = decodeLink(link, index);
  if (reading.kind !== 'ok') throw new Error(`${link} is ${reading.kind}.`);
  return reading.moment;
}
