import { beforeAll, describe, expect, it } from 'vitest';
import { execute } from '../../src/engine/execute.ts';
import type { HistoryEvent } from '../../src/engine/history.ts';
import { samples } from '../../src/samples/catalogue.ts';
import type { Sample } from '../../src/samples/sample.ts';
import { crashAt, raiseAt, restartAt } from '../../src/sim/fork.ts';
import { MAIN_INSTANCE } from '../../src/sim/simulate.ts';
import { findPlace, placeOf, positionsOf, type Position } from '../../src/trace/positions.ts';
import type { Step } from '../../src/trace/step.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { crashAndRestart, cursorAt, runSample, sampleNamed } from '../support/run-sample.ts';

/** The history that the store holds of one instance after these steps. */
const historyAfter = (steps: readonly Step[], instance: string): HistoryEvent[] =>
  steps.flatMap((step) =>
    step.kind === 'turn-saved' && step.instance === instance ? step.events : [],
  );

/** The history of the main instance at the end of a trace. */
const historyOf = (trace: Trace): HistoryEvent[] => historyAfter(trace.steps, MAIN_INSTANCE);

const instancesIn = (trace: Trace): string[] => [
  ...new Set(trace.steps.flatMap((step) => (step.kind === 'scheduled' ? [step.instance] : []))),
];

function outcomeOf(trace: Trace): { status?: string; result?: string } {
  const end = historyOf(trace).findLast((event) => event.type === 'ExecutionCompleted');
  return { status: end?.status, result: end?.result };
}

/** `release:res_2` is a release: a second reservation has another id. */
const kindOfEffect = (subject: string): string => subject.split(':')[0] ?? subject;

function ledgerOf(trace: Trace): Record<string, number> {
  const ledger: Record<string, number> = {};
  for (const step of trace.steps) {
    if (step.kind === 'effect' && step.entry) {
      const what = kindOfEffect(step.entry.subject);
      ledger[what] = (ledger[what] ?? 0) + 1;
    }
  }
  return ledger;
}

/** The task whose effect has happened and whose answer has not been recorded at this step, if any. */
function unrecordedEffect(steps: readonly Step[], upTo: number): string | undefined {
  let open: string | undefined;
  for (const step of steps.slice(0, upTo + 1)) {
    if (step.kind === 'effect' && step.entry) open = kindOfEffect(step.entry.subject);
    if (step.kind === 'task-returned') open = undefined;
  }
  return open;
}

interface Crashed {
  sample: Sample;
  position: Position;
  whole: Trace;
  trace: Trace;
}

/** Who draws in another app run draws something else, also in an activity. */
const CHANCE = /Math\.random|randomUUID/;

/** What the workflow's own code changed outside, by wake-up and attempt. */
const ownEffects = (trace: Trace): string[] =>
  trace.steps.flatMap(({ kind, place }) =>
    kind === 'effect' && place.subject === 'turn' ? [`${place.number}.${place.attempt}`] : [],
  );

/** A crash before a deploy would take the deploy back: those samples are tested in tests/properties/changed-code.test.ts. */
const undisturbed = samples.filter((each) => each.scenario.interventions.length === 0);

/** Every position of every run without a crash, with the run that a crash and a restart there lead to. */
const crashes: Crashed[] = [];
const wholes = new Map<string, Trace>();

beforeAll(async () => {
  for (const sample of undisturbed) {
    const whole = await runSample(sample);
    wholes.set(sample.id, whole);
    for (const position of positionsOf(whole)) {
      if (position.kind === 'over' || position.kind === 'scheduled') continue;
      const cursor = cursorAt(position.step, position.beat);
      const trace = await runSample(sample, crashAndRestart(sample.scenario, whole, cursor));
      crashes.push({ sample, position, whole, trace });
    }
  }
}, 300_000);

describe('a crash and a restart at every position of every sample', () => {
  it('leaves what happened before it untouched', () => {
    for (const { whole, trace, position } of crashes) {
      const before = whole.steps.slice(0, position.step);
      expect(trace.steps.slice(0, position.step)).toEqual(before);
      const [here, there] = [whole.steps[position.step], trace.steps[position.step]];
      if (here?.kind === 'pass' && there?.kind === 'pass') {
        const cut = here.pass.beats?.slice(0, position.beat + 1);
        expect(there.pass.beats).toEqual(cut);
      } else {
        expect(there).toEqual(here);
      }
      expect(trace.unused).toEqual([]);
    }
  });

  it('does not change how a deterministic workflow ends', () => {
    for (const { sample, whole, trace, position } of crashes) {
      if (sample.id === 'plain' || CHANCE.test(sample.source)) continue;
      const { result: wholeResult, ...rest } = outcomeOf(whole);
      const { result, ...others } = outcomeOf(trace);
      expect(others, `${sample.id} at step ${position.step}`).toEqual(rest);
      // Ids that the world gives out rise with a second effect, so only runs without one answer the same to the byte.
      const isTwice = Object.values(ledgerOf(trace)).some((times) => times > 1);
      if (!isTwice) expect(result).toEqual(wholeResult);
    }
  });

  it('repeats exactly the effect whose answer had not been recorded', () => {
    for (const { sample, whole, trace, position } of crashes) {
      if (sample.id === 'plain' || CHANCE.test(sample.source)) continue;
      if (ownEffects(whole).length > 0) continue;
      const expected = { ...ledgerOf(whole) };
      const open = unrecordedEffect(whole.steps, position.step);
      // Its requests carry keys.
      if (open !== undefined && sample.id !== 'order-key')
        expected[open] = (expected[open] ?? 0) + 1;
      expect(
        ledgerOf(trace),
        `${sample.id} at step ${position.step}, beat ${position.beat}`,
      ).toEqual(expected);
    }
  });

  it("sends the workflow's own request once in each wake-up that comes to it, and in all that are answered", () => {
    const own = crashes.filter(({ whole }) => ownEffects(whole).length > 0);
    expect(new Set(own.map(({ sample }) => sample.id))).toEqual(
      new Set(['http', 'http-charge', 'task']),
    );
    for (const { sample, trace, position } of own) {
      const sent = ownEffects(trace);
      expect(new Set(sent).size, `${sample.id} at step ${position.step}`).toBe(sent.length);
      for (const { kind, place } of trace.steps)
        if (kind === 'turn-returned') expect(sent).toContain(`${place.number}.${place.attempt}`);
    }
  });

  it('never lets the committed history shrink or change', () => {
    for (const { whole, trace, position } of crashes) {
      for (const instance of instancesIn(whole)) {
        const before = historyAfter(whole.steps.slice(0, position.step + 1), instance);
        expect(historyAfter(trace.steps, instance).slice(0, before.length)).toEqual(before);
        let length = 0;
        for (const step of trace.steps) {
          if (!('instance' in step) || step.instance !== instance) continue;
          if (step.kind === 'turn-sent') expect(step.oldCount).toBe(length);
          if (step.kind !== 'turn-saved') continue;
          // Continue-as-new begins an empty history.
          length = step.status === 'CONTINUED_AS_NEW' ? 0 : length + step.events.length;
        }
      }
    }
  });

  it('leaves a history of the shape that a Dapr sidecar writes', () => {
    for (const { trace } of crashes) {
      const answered = new Set<string>();
      for (const step of trace.steps) {
        if (step.kind !== 'turn-saved') continue;
        const [first, ...rest] = step.events;
        expect(first?.type).toBe('OrchestratorStarted');
        const ids = rest.map((event) => event.id);
        const inbox = ids.filter((id) => id === -1).length;
        // Inbox events in the order of their arrival, then one event for each action, by rising id.
        expect(ids.slice(0, inbox).every((id) => id === -1)).toBe(true);
        expect(ids.slice(inbox)).toEqual(ids.slice(inbox).toSorted((x, y) => x - y));
        const end = rest.findIndex((event) => event.type === 'ExecutionCompleted');
        expect([-1, rest.length - 1]).toContain(end);
        for (const event of rest) {
          if (event.type !== 'TaskCompleted' && event.type !== 'TaskFailed') continue;
          const answer = `${step.instance} ${event.taskScheduledId}`;
          expect(answered.has(answer)).toBe(false);
          answered.add(answer);
        }
        if (step.status === 'CONTINUED_AS_NEW') answered.clear();
      }
    }
  });

  it('lets no dead app do any work', () => {
    const needsApp = new Set(['pass', 'turn-sent', 'task-sent', 'effect', 'call-started']);
    const ghosts: Step[] = [];
    for (const { trace } of crashes) {
      let isAlive = false;
      for (const step of trace.steps) {
        if (step.kind === 'app-started') isAlive = true;
        if (step.kind === 'app-crashed') isAlive = false;
        if (needsApp.has(step.kind) && !isAlive) ghosts.push(step);
      }
    }
    expect(ghosts).toEqual([]);
  });

  it('never makes the mended coin toss disagree with its history', () => {
    const mended = crashes.filter((each) => each.sample.id === 'coin-mended');
    expect(mended.length).toBeGreaterThan(20);
    for (const { trace } of mended) {
      expect(outcomeOf(trace).status).toBe('COMPLETED');
    }
  });

  it('brings nothing of the plain code back', () => {
    const plain = crashes.filter((each) => each.sample.id === 'plain');
    expect(plain.length).toBeGreaterThan(5);
    for (const { trace, position } of plain) {
      const after = trace.steps.slice(position.step + 1).map((step) => step.kind);
      expect(after.filter((kind) => kind === 'effect' || kind === 'call-returned')).toEqual([]);
    }
  });
});

describe('a run', () => {
  it('is the same to the byte when it is made again', async () => {
    for (const sample of samples) {
      const whole = wholes.get(sample.id) ?? (await runSample(sample));
      const again = await runSample(sample);
      expect(JSON.stringify(again) === JSON.stringify(whole), sample.id).toBe(true);
    }
  });

  it('has a place of its own for every position', () => {
    const some = crashes.filter((_, index) => index % 7 === 0);
    for (const { trace } of some) {
      for (const position of positionsOf(trace)) {
        const step = trace.steps[position.step];
        if (!step) throw new Error('a position without a step');
        const found = findPlace(trace, placeOf(step, position.beat), MAIN_INSTANCE);
        expect(found).toMatchObject({ step: position.step, beat: position.beat, isExact: true });
      }
    }
  });

  it('asks for nothing more once it is complete', async () => {
    const sample = sampleNamed('order');
    const history = historyOf(wholes.get('order') ?? { steps: [], unused: [], performedAt: [] });
    // The same workflow, natively: a finished history replays to no new work.
    const workflow = async function* processOrder(ctx: {
      callActivity(name: string, input: unknown): unknown;
    }) {
      yield ctx.callActivity('validate', 0);
      yield ctx.callActivity('reserveStock', 0);
      yield ctx.callActivity('chargeCard', 0);
      yield ctx.callActivity('sendParcel', 0);
    };
    const { actions } = await execute(
      {
        dialect: sample.scenario.dialect,
        facade: sample.scenario.facade,
        instanceId: MAIN_INSTANCE,
        oldEvents: history,
        newEvents: [{ type: 'OrchestratorStarted', id: -1, timestampMs: 0 }],
      },
      { get: () => workflow },
    );
    expect(actions.filter((action) => action.type !== 'CompleteOrchestration')).toEqual([]);
  });
});

describe('acts at a cursor', () => {
  it('refuse what is impossible, and say why', async () => {
    const sample = sampleNamed('order');
    const whole = await runSample(sample);
    const end = cursorAt(whole.steps.length - 1);
    expect(restartAt(sample.scenario, whole, end)).toMatchObject({ ok: false });
    expect(crashAt(sample.scenario, whole, cursorAt(0))).toMatchObject({ ok: false });
    expect(restartAt(sample.scenario, whole, cursorAt(0))).toMatchObject({ ok: false });
  });

  it('leave what happened before an event that a person sends untouched', async () => {
    const sample = sampleNamed('saga');
    const whole = await runSample(sample);
    for (const { step, beat } of positionsOf(whole)) {
      if (whole.steps[step]?.kind === 'over') continue;
      const raised = raiseAt(sample.scenario, whole, cursorAt(step, beat), 'extra', 1);
      if (!raised.ok) throw new Error(raised.reason);
      const trace = await runSample(sample, raised.scenario);
      expect(trace.unused).toEqual([]);
      expect(trace.steps.slice(0, step + 1)).toEqual(whole.steps.slice(0, step + 1));
    }
  });

  it('let the app crash when all is done, and then nothing is read again', async () => {
    const sample = sampleNamed('order');
    const whole = await runSample(sample);
    const end = cursorAt(whole.steps.length - 1);
    const trace = await runSample(sample, crashAndRestart(sample.scenario, whole, end));
    expect(trace.unused).toEqual([]);
    expect(trace.steps.slice(end.step).map((step) => step.kind)).toEqual([
      'app-crashed',
      'app-started',
      'over',
    ]);
  });

  it('drop what was done after the cursor, and keep what the outside does by script', async () => {
    const sample = sampleNamed('saga');
    const whole = await runSample(sample);
    const idle = whole.steps.findIndex((step) => step.kind === 'idle');
    const raised = raiseAt(sample.scenario, whole, cursorAt(idle), 'approval', { approved: true });
    if (!raised.ok) throw new Error(raised.reason);
    const trace = await runSample(sample, raised.scenario);
    expect(trace.unused).toEqual([]);
    const early = crashAt(raised.scenario, trace, cursorAt(idle - 1));
    if (!early.ok) throw new Error(early.reason);
    expect(early.scenario.interventions.map((each) => each.do)).toEqual(['crash']);
    expect(early.scenario.environment).toEqual(sample.scenario.environment);
  });
});
