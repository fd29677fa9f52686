/** Faults that are placed by pointing at something: every one that is offered is accepted, and finds its place in the run. */
import { describe, expect, test } from 'vitest';
import { samples } from '../../src/samples/catalogue.ts';
import type { Sample } from '../../src/samples/sample.ts';
import { faultsAt, type FaultId } from '../../src/sim/faults-at.ts';
import { generationsOf } from '../../src/sim/kept-history.ts';
import { targetsOf, type Thing } from '../../src/sim/pointed.ts';
import type { Intervention, Scenario } from '../../src/sim/scenario.ts';
import { parsePlace } from '../../src/trace/place-text.ts';
import type { Place } from '../../src/trace/place.ts';
import { findPlace, positionsOf } from '../../src/trace/positions.ts';
import { instancesOf } from '../../src/view/focus.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { runNow, sampleNamed } from '../support/run-sample.ts';

const RESTART: Intervention[] = [{ do: 'restart' }];

function place(text: string): Place {
  const found = parsePlace(text);
  if (!found) throw new Error(`${text} is no place.`);
  return found;
}

function lineAt(trace: Trace, step: number, beat: number): number {
  const at = trace.steps[step];
  return at?.kind === 'pass' ? (at.pass.beats?.[beat]?.line ?? 0) : 0;
}

/** Every event of every history of the run, and every message that waits in an inbox. */
function thingsIn(trace: Trace): Thing[] {
  const things: Thing[] = [];
  for (const { instance } of instancesOf(trace)) {
    for (const { from, to, events } of generationsOf(trace, instance))
      events.forEach((_, index) =>
        things.push({ kind: 'event', instance, number: index + 1, step: Math.max(from, to - 1) }),
      );
    trace.steps.forEach((step, index) => {
      if (step.kind === 'recorded' && step.instance === instance)
        things.push({ kind: 'message', instance, event: step.event, step: index });
      if (step.kind === 'task-sent' && step.instance === instance)
        things.push({ kind: 'activity', instance, task: step.place.number, step: index });
    });
  }
  return things;
}

interface Tried {
  id: FaultId;
  isFound: boolean;
  thing: Thing;
  scenario: Scenario;
}

/** Takes every fault that is offered at these things. Equal scenarios are run once. */
function tryAll(
  sample: Sample,
  scenario: Scenario,
  trace: Trace,
  things: readonly Thing[],
): Tried[] {
  const seen = new Set<string>();
  return things.flatMap((thing) =>
    faultsAt(scenario, trace, thing).flatMap(({ faults }) =>
      faults.flatMap(({ id, made }) => {
        if (!made.ok) {
          expect(made.reason).toMatch(/^[A-Z].*\.$/);
          return [];
        }
        const key = JSON.stringify(made.scenario.interventions);
        if (seen.has(key)) return [];
        seen.add(key);
        const { unused } = runNow(sample, made.scenario);
        return [{ id, isFound: unused.length === 0, thing, scenario: made.scenario }];
      }),
    ),
  );
}

describe('every fault that is offered by pointing finds its place', () => {
  test.each(samples.map((sample) => [sample.id, sample] as const))(
    'in %s, at every event and message',
    (_id, sample) => {
      const trace = runNow(sample);
      const tried = tryAll(sample, sample.scenario, trace, thingsIn(trace));
      if (sample.scenario.mode !== 'plain') expect(tried.length).toBeGreaterThan(5);
      expect(tried.filter(({ isFound }) => !isFound)).toEqual([]);
    },
    60_000,
  );

  test.each(['order', 'gift'])('in %s, at every moment and every line', (id) => {
    const sample = sampleNamed(id);
    const trace = runNow(sample);
    const [first] = instancesOf(trace);
    const instance = first?.instance ?? '';
    const moments = positionsOf(trace).flatMap(({ step, beat }): Thing[] => [
      { kind: 'moment', instance, step, beat },
      { kind: 'line', instance, line: lineAt(trace, step, beat), step, beat },
    ]);
    const tried = tryAll(sample, sample.scenario, trace, moments);
    expect(tried.length).toBeGreaterThan(100);
    expect(tried.filter(({ isFound }) => !isFound)).toEqual([]);
  });

  test('also on top of what was done before', () => {
    const sample = sampleNamed('order');
    const done: Intervention[] = [
      { do: 'crash', target: 'app', at: place('k3:effect1') },
      { do: 'restart' },
      { do: 'crash', target: 'sidecar', at: place('t5:returned') },
      { do: 'restart' },
    ];
    const scenario = { ...sample.scenario, interventions: done };
    const trace = runNow(sample, scenario);
    expect(trace.unused).toEqual([]);
    const tried = tryAll(sample, scenario, trace, thingsIn(trace));
    expect(tried.filter(({ isFound }) => !isFound)).toEqual([]);
    // Whoever points at the answer points at the run that gave it: the second one.
    const kept = tried.filter(({ id }) => id === 'after-record').map((each) => each.scenario);
    const places = kept.map(({ interventions }) => interventions.at(-1));
    expect(places).toContainEqual(
      expect.objectContaining({ at: expect.objectContaining({ number: 3, attempt: 2 }) }),
    );
  });
});

describe('the three windows of an activity', () => {
  const sample = sampleNamed('order');
  const whole = runNow(sample);
  const charged = (trace: Trace): number =>
    trace.steps.filter((step) => step.kind === 'effect' && step.entry?.label === 'Card charged')
      .length;
  const numberOf = (type: 'TaskScheduled' | 'TaskCompleted'): number => {
    const [history] = generationsOf(whole, 'order-1');
    const at = history?.events.findIndex(
      ({ event }) =>
        (event.type === 'TaskScheduled' && type === event.type && event.id === 3) ||
        (event.type === 'TaskCompleted' && type === event.type && event.taskScheduledId === 3),
    );
    return (at ?? -1) + 1;
  };

  test.each<[FaultId, string, number]>([
    ['before-effect', 'order-1/k3:sent', 1],
    ['after-effect', 'order-1/k3:effect1', 2],
    ['after-record', 'order-1/k3:recorded', 1],
    ['engine-after-effect', 'order-1/k3:effect1', 2],
    ['refuse-answer', 'order-1/k3:returned', 2],
    ['lose', 'order-1/k3:returned', 2],
    ['repeat', 'order-1/k3:returned', 1],
  ])('%s stands at %s: the card is charged ×%s', (id, at, times) => {
    for (const type of ['TaskScheduled', 'TaskCompleted'] as const) {
      const number = numberOf(type);
      const thing: Thing = { kind: 'event', instance: 'order-1', number, step: whole.steps.length };
      const fault = faultsAt(sample.scenario, whole, thing)
        .flatMap(({ faults }) => faults)
        .find((each) => each.id === id);
      if (!fault?.made.ok) throw new Error(`${id} is not offered at ${type}.`);
      const { interventions } = fault.made.scenario;
      expect(interventions).toEqual([expect.objectContaining({ at: place(at) })]);
      const scenario = {
        ...fault.made.scenario,
        interventions: [...interventions, ...(/^(lose|repeat|refuse)/.test(id) ? [] : RESTART)],
      };
      const trace = runNow(sample, scenario);
      expect(trace.unused).toEqual([]);
      expect(charged(trace)).toBe(times);
    }
  });
});

describe('a line', () => {
  test.each<[string, number, string[]]>([
    // It asked for an activity; it waits for an event; it set a timer; it asked for nothing.
    ['t2:y1', 4, ['activity reserveStock', 'moment']],
    ['t2:wait', 7, ['message approval', 'moment']],
    ['t2:wait', 8, ['timer', 'moment']],
    ['t2:wait', 5, ['moment']],
    // It has not run yet.
    ['t2:wait', 13, []],
  ])('of the order that can fail, at %s: line %s', (text, line, expected) => {
    const trace = runNow(sampleNamed('saga'));
    const found = findPlace(trace, place(text), 'order-1');
    const { step = 0, beat = 0 } = found ?? {};
    const targets = targetsOf(trace, { kind: 'line', instance: 'order-1', line, step, beat });
    const words = targets.map((each) => ('name' in each ? `${each.is} ${each.name}` : each.is));
    expect(words).toEqual(expected);
  });
});

describe('what is impossible', () => {
  test('is said of an activity that never answered', () => {
    const sample = sampleNamed('order');
    const crash: Intervention = { do: 'crash', target: 'app', at: place('k3:sent') };
    const scenario = { ...sample.scenario, interventions: [crash] };
    const trace = runNow(sample, scenario);
    const thing: Thing = {
      kind: 'activity',
      instance: 'order-1',
      task: 3,
      step: trace.steps.length,
    };
    const offers = faultsAt(scenario, trace, thing).flatMap(({ faults }) => faults);
    const made = (id: FaultId) => offers.find((each) => each.id === id)?.made;
    expect(made('before-effect')).toMatchObject({ ok: true });
    expect(made('after-effect')).toEqual({
      ok: false,
      reason: expect.stringContaining('that far'),
    });
    expect(made('lose')).toMatchObject({ ok: false });
  });

  test('nothing is offered at an event that this run does not have', () => {
    const sample = sampleNamed('order');
    const thing: Thing = { kind: 'event', instance: 'order-1', number: 999, step: 3 };
    expect(faultsAt(sample.scenario, runNow(sample), thing)).toEqual([]);
  });
});
