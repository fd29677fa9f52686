import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { sampleIndex } from '../../src/app/programs.ts';
import { haveAllAtHand } from '../../src/app/samples/all-at-hand.ts';
import { encodeLink } from '../../src/link/codec.ts';
import { decodeLink } from '../../src/link/decode.ts';
import { PANES } from '../../src/link/panes.ts';
import { samples } from '../../src/samples/catalogue.ts';
import type { Intervention, Moment } from '../../src/sim/scenario.ts';
import { placeOf, positionsOf } from '../../src/trace/positions.ts';
import type { Place } from '../../src/trace/place.ts';
import { runNow } from '../support/run-sample.ts';
import { GROWN } from './grown-samples.ts';

// Every sample is run once: a limit against hanging, not a measurement.
vi.setConfig({ testTimeout: 120_000 });
haveAllAtHand();

const READABLE = 200;
const GROWN_SAMPLE = 1000;

/** Every moment of every sample's run, as links name it. */
const places = samples.map((sample): { id: string; places: Place[] } => {
  const trace = runNow(sample);
  const found = positionsOf(trace).flatMap(({ step, beat }) => {
    const at = trace.steps[step];
    return at ? [placeOf(at, beat)] : [];
  });
  return { id: sample.id, places: found };
});

/** What a person does at a place, in one press. */
const actAt = (at: Place): fc.Arbitrary<Intervention[]> =>
  fc.oneof(
    fc
      .constantFrom<Intervention>(
        { do: 'crash', target: 'app', at },
        { do: 'crash', target: 'sidecar', at },
        { do: 'crash', target: 'both', at },
      )
      .map((crash): Intervention[] => [crash, { do: 'restart' }]),
    fc.constant<Intervention[]>([
      { do: 'crash', target: 'app', at },
      { do: 'restart', code: 'v2' },
    ]),
    fc
      .constantFrom<Intervention>(
        { do: 'fail', times: 1, at },
        { do: 'fail', times: 'always', at },
        { do: 'slow', byMs: 3_600_000, at },
        { do: 'lose', at },
        { do: 'repeat', at },
        { do: 'refuse', at },
        { do: 'tear', at },
        { do: 'suspend', at },
        { do: 'resume', at },
        { do: 'terminate', at },
        { do: 'skip', at },
        { do: 'join', at },
        { do: 'raise', name: 'approval', data: true, at },
      )
      .map((act) => [act]),
  );

const someMoment: fc.Arbitrary<Moment> = fc
  .constantFrom(...places)
  .chain(({ id, places: all }) =>
    fc.record({
      id: fc.constant(id),
      acts: fc.array(fc.constantFrom(...all).chain(actAt), { maxLength: 2 }),
      position: fc.constantFrom(...all),
      pane: fc.constantFrom(undefined, ...PANES),
      seed: fc.constantFrom(undefined, 7, 12_345),
    }),
  )
  .map(({ id, acts, position, pane, seed }) => {
    const scenario = samples.find((sample) => sample.id === id)?.scenario ?? samples[0].scenario;
    const interventions = [...scenario.interventions, ...acts.flat()];
    return {
      scenario: { ...scenario, interventions, ...(seed !== undefined && { seed }) },
      position,
      ...(pane !== undefined && { view: { pane } }),
      ending: '7k2qd',
    };
  });

describe('the length of a link', () => {
  it('of a sample with up to four interventions is at most 200, and it can be read', () => {
    fc.assert(
      fc.property(someMoment, (moment) => {
        const link = encodeLink(moment, sampleIndex);
        expect(link.length).toBeLessThanOrEqual(READABLE);
        const isPacked = moment.scenario.interventions.some((act) => 'variables' in act);
        if (!isPacked) expect(link).not.toContain('z=');
      }),
      { numRuns: 2000 },
    );
  });

  it.each(GROWN)('of $name is at most 1,000', ({ sample, source, lines }) => {
    const { scenario, entry } = samples.find(({ id }) => id === sample) ?? samples[0];
    expect(source.split('\n').length).toBeGreaterThanOrEqual(lines);
    const program = { source, ...(entry.workflow !== undefined && { workflow: entry.workflow }) };
    const moment: Moment = { scenario: { ...scenario, program }, ending: '7k2qd' };
    const link = encodeLink(moment, sampleIndex);
    expect(link).toContain(`of=${sample}&`);
    expect(link.length).toBeLessThanOrEqual(GROWN_SAMPLE);
    expect(decodeLink(link, sampleIndex)).toEqual({ kind: 'ok', moment });
  });

  it('of a sample with one line changed is hardly longer than the line', () => {
    for (const { id, source, next, entry, scenario } of samples) {
      const { workflow, plain } = entry;
      const program = {
        source: source.replace('\n', "\n  console.log('I wonder what happens here');\n"),
        ...(workflow !== undefined && { workflow }),
        ...(plain !== undefined && { plain }),
        ...(next !== undefined && { next }),
      };
      const link = encodeLink({ scenario: { ...scenario, program } }, sampleIndex);
      expect([id, link.length < 220]).toEqual([id, true]);
    }
  });

  it.each([undefined, null, 0, 'Ada'])(
    'keeps its own input apart from that of the sample: %s',
    (input) => {
      const [sample] = samples;
      const source = sample.source.replace('\n', "\n  console.log('mine');\n");
      const program = { source, workflow: sample.entry.workflow ?? '' };
      const link = encodeLink({ scenario: { ...sample.scenario, program, input } }, sampleIndex);
      const reading = decodeLink(link, sampleIndex);
      expect(link).toContain('of=order');
      expect(reading.kind === 'ok' && reading.moment.scenario).toMatchObject({ program });
      expect(reading.kind === 'ok' && reading.moment.scenario.input).toEqual(input);
    },
  );
});
