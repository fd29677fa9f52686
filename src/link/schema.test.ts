import { readFile } from 'node:fs/promises';
import { toJsonSchema } from '@valibot/to-json-schema';
import fc from 'fast-check';
import { format } from 'prettier';
import * as v from 'valibot';
import { describe, expect, it, test } from 'vitest';
import type { Scenario } from '../sim/scenario.ts';
import { placeFromJson } from '../trace/place-json.ts';
import { placeField, placeShape } from './place-schema.ts';
import { BOUNDS } from './bounds.ts';
import { documentOfMoment } from './document.ts';
import { documentSchema, parseScenario } from './schema.ts';

const order: Scenario = {
  program: { sample: 'order' },
  mode: 'workflow',
  dialect: 'dapr',
  facade: 'dapr',
  input: { id: 'A-1042' },
  seed: 7,
  environment: { variables: { A: '1' }, events: [], services: [] },
  interventions: [],
};
const samples = { defaults: (id: string) => (id === 'order' ? order : undefined) };
const shortest = { replayscope: 1, program: { sample: 'order' } };
const own = { replayscope: 1, program: { source: 'x', workflow: 'w' } };

function problemsOf(document: unknown, index = samples): string[] {
  const reading = parseScenario(document, index);
  return reading.ok ? [] : reading.problems;
}

describe('reading a document', () => {
  it('takes what is left out from the sample', () => {
    expect(parseScenario(shortest, samples)).toEqual({ ok: true, moment: { scenario: order } });
    const changed = parseScenario(
      { ...shortest, seed: 8, environment: { variables: {} } },
      samples,
    );
    expect(changed).toEqual({
      ok: true,
      moment: {
        scenario: { ...order, seed: 8, environment: { ...order.environment, variables: {} } },
      },
    });
  });

  it('gives own code plain defaults, and the facade of its dialect', () => {
    const reading = parseScenario({ ...own, dialect: 'durabletask' });
    expect(reading).toEqual({
      ok: true,
      moment: {
        scenario: {
          program: own.program,
          mode: 'workflow',
          dialect: 'durabletask',
          facade: 'durabletask',
          input: undefined,
          seed: 1,
          environment: { variables: {}, events: [], services: [] },
          interventions: [],
        },
      },
    });
  });

  it('keeps a sample in the facade that it is written for', () => {
    const reading = parseScenario({ ...shortest, dialect: 'durabletask' }, samples);
    expect(reading.ok && reading.moment.scenario.facade).toBe('dapr');
  });

  it('does not guess the values of a sample that it does not know', () => {
    expect(problemsOf({ ...shortest, program: { sample: 'odrer' } })).toEqual([
      'program.sample: there is no sample called "odrer".',
    ]);
    const reading = parseScenario({ ...shortest, mode: 'plain' });
    expect(reading.ok ? [] : reading.problems).toContain(
      'seed: is missing, and the samples are not known here.',
    );
    expect(parseScenario(documentOfMoment({ scenario: order }, undefined))).toEqual({
      ok: true,
      moment: { scenario: order },
    });
  });

  it('reads places in both forms', () => {
    const at = { subject: 'task', number: 3, attempt: 1, moment: 'effect1' };
    for (const place of ['k3:effect1', { task: 3, window: 'after-effect', beat: 'effect1' }]) {
      const document = {
        ...shortest,
        interventions: [{ do: 'crash', at: place }],
        position: place,
      };
      expect(parseScenario(document, samples)).toEqual({
        ok: true,
        moment: {
          scenario: { ...order, interventions: [{ do: 'crash', target: 'app', at }] },
          position: at,
        },
      });
    }
  });

  test.each<[string, object, string]>([
    ['no version', { replayscope: undefined }, 'replayscope: must be 1.'],
    ['a newer version', { replayscope: 3 }, 'replayscope: this scenario has format 3.'],
    ['no program', { program: undefined }, 'program: is missing.'],
    ['an unknown field', { sede: 1 }, 'sede: is not a known field.'],
    [
      'an unknown field inside',
      { program: { sample: 'order', v: 1 } },
      'program.v: is not a known',
    ],
    ['own code without a text', { program: { workflow: 'x' } }, 'program.source: is missing.'],
    ['another mode', { mode: 'fast' }, 'mode: must be "workflow" or "plain" or "both".'],
    ['half a seed', { seed: 1.5 }, 'seed: must be a whole number from 0 to'],
    ['a negative seed', { seed: -1 }, 'seed: must be a whole number from 0 to'],
    ['an unknown act', { interventions: [{ do: 'zap' }] }, 'interventions[0].do: must be "crash"'],
    ['no act', { interventions: [7] }, 'interventions[0]: must be an object.'],
    ['acts in no list', { interventions: {} }, 'interventions: must be a list of at most 200.'],
    [
      'an act without a place',
      { interventions: [{ do: 'crash' }] },
      'interventions[0].at: is missing',
    ],
    ['a bad place', { position: 't4' }, 'position: "t4" is not a place.'],
    [
      'a bad place in an act',
      { interventions: [{ do: 'restart' }, { do: 'crash', at: { task: 1 } }] },
      'interventions[1].at: A place with "task" needs a window',
    ],
    [
      'a bad event',
      { environment: { events: [{ name: 'a', afterMs: 'soon' }] } },
      'environment.events[0].afterMs: must be a whole number',
    ],
    [
      'a variable that is no text',
      { environment: { variables: { A: 1 } } },
      'environment.variables.A: must be a text.',
    ],
    [
      'a name that objects hold already',
      { environment: { variables: { constructor: 'x' } } },
      'environment.variables: the name "constructor" is not allowed.',
    ],
    ['plain code that is not there', { ...own, mode: 'both' }, 'mode: "both" needs program.plain'],
  ])('tells of %s', (_, change, problem) => {
    expect(problemsOf({ ...shortest, ...change }).join('\n')).toContain(problem);
  });

  test.each([null, 3, 'x', [], undefined])('%j is no scenario', (document) => {
    expect(problemsOf(document)).toEqual(['A scenario must be a JSON object.']);
  });

  it('tells at most twenty problems', () => {
    const interventions = Array.from({ length: 50 }, () => ({ do: 'zap' }));
    const problems = problemsOf({ ...shortest, interventions });
    expect(problems).toHaveLength(21);
    expect(problems.at(-1)).toBe('There are 30 more problems.');
  });
});

describe('bounds', () => {
  const restart = { do: 'restart' };
  const event = { name: 'e', afterMs: 0 };
  const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);
  test.each<[string, (size: number) => object, number]>([
    [
      'source',
      (n) => ({ ...own, program: { source: 'x'.repeat(n), workflow: 'w' } }),
      BOUNDS.source,
    ],
    ['acts', (n) => ({ interventions: Array<object>(n).fill(restart) }), BOUNDS.interventions],
    ['events', (n) => ({ environment: { events: Array<object>(n).fill(event) } }), BOUNDS.events],
    ['variable', (n) => ({ environment: { variables: { A: 'x'.repeat(n) } } }), BOUNDS.variable],
    ['input', (n) => ({ input: 'x'.repeat(n - 2) }), BOUNDS.json],
    ['depth', (n) => ({ input: nested(n) }), 60],
  ])('%s fits up to its bound and not beyond', (_, change, bound) => {
    expect(problemsOf({ ...shortest, ...change(bound) })).toEqual([]);
    expect(problemsOf({ ...shortest, ...change(bound + 1) })).toHaveLength(1);
  });
});

describe('docs', () => {
  it('has only examples that open', async () => {
    const page = await readFile(new URL('../../docs/SCENARIO.md', import.meta.url), 'utf8');
    const examples = [...page.matchAll(/```json\n(.*?)```/gs)].map(([, text = '']) => text);
    expect(examples.length).toBeGreaterThan(3);
    for (const example of examples) expect(problemsOf(JSON.parse(example))).toEqual([]);
  });

  it('names every field of the schema', async () => {
    const page = await readFile(new URL('../../docs/SCENARIO.md', import.meta.url), 'utf8');
    for (const field of Object.keys(documentSchema.entries)) expect(page).toContain(`\`${field}\``);
  });

  it('has the JSON Schema of this code (vitest --update writes it again)', async () => {
    const schema = toJsonSchema(documentSchema, {
      target: 'draft-2020-12',
      typeMode: 'input',
      ignoreActions: ['check', 'raw_transform'],
      definitions: { place: placeShape },
      overrideSchema: ({ valibotSchema }) =>
        valibotSchema === placeField.pipe[0] ? { $ref: '#/$defs/place' } : undefined,
    });
    const text = await format(JSON.stringify({ title: 'Replayscope scenario', ...schema }), {
      parser: 'json',
      printWidth: 100,
    });
    await expect(text).toMatchFileSnapshot('../../docs/scenario.schema.json');
  });
});

describe('the schema of a place', () => {
  const wordOf = (words: string) => fc.constantFrom(...words.split(' '));
  const word = fc.oneof(
    wordOf('before-save after-dispatch after-save before-effect after-effect after-record'),
    wordOf('started fired over recorded odd'),
  );
  const beat = fc.oneof(
    wordOf('a4 l5.2 sent end effect1 effect0 returned dispatched saved recorded A4 a..4'),
    fc.constantFrom('', `a${'1'.repeat(40)}`),
  );
  const count = fc.constantFrom(1, 2, 0, 1.5, 10_000_000_000);
  const subject = wordOf('turn task call process event timer clock idle run attempt');
  const object = fc
    .record(
      { window: word, beat, attempt: count, instance: fc.constantFrom('a', ''), odd: count },
      { requiredKeys: [] },
    )
    .chain((rest) =>
      fc.dictionary(subject, count, { maxKeys: 2 }).map((named) => ({ ...named, ...rest })),
    );
  const likely = fc
    .tuple(subject, fc.record({ window: word, beat }, { requiredKeys: [] }))
    .map(([name, rest]) => ({ [name]: 1, ...rest }));
  const text = fc.stringMatching(/^([a\n]\/)?[tkfpemcirz][0-2]{0,2}(\.[0-2])?:[a-b0.-]{0,4}$/);

  it('accepts what placeFromJson accepts, and nothing else', () => {
    let accepted = 0;
    fc.assert(
      fc.property(fc.oneof(object, likely, text), (candidate) => {
        const isPlace = placeFromJson(candidate).ok;
        if (isPlace) accepted += 1;
        expect(v.is(placeShape, candidate)).toBe(isPlace);
      }),
      { numRuns: 2500 },
    );
    expect(accepted).toBeGreaterThan(20);
  });
});
