import { describe, expect, it } from 'vitest';
import { encodeLink } from '../link/codec.ts';
import { machinesIn } from '../sandbox/machines.ts';
import { scenarioOfText } from '../../tests/support/run-text.ts';
import { simulate } from '../sim/simulate.ts';
import { compile } from '../source/compile.ts';
import type { Beat } from '../trace/beat.ts';
import type { Step } from '../trace/step.ts';
import { codeOf, sampleIndex } from './programs.ts';
import { openPage, wasm } from './visit.test-support.ts';

const LENGTH = 60;

const scenario = scenarioOfText(
  `export async function* count(ctx) {
  let sum = 0;
  for (let turn = 0; turn < ${LENGTH}; turn += 1) sum += yield ctx.callActivity(one);
  return sum;
}
async function one() {
  return 1;
}`,
  'count',
);

/** The page's own bound would take long to reach. */
const FEW_BEATS = { maxSteps: 20_000, maxBeats: 4_000 };

/** The same run with the beats of all its passes. */
function wholeRun(): Step[] {
  const code = codeOf(scenario);
  const compiled = code && compile(code.source);
  if (!code || !compiled?.ok) throw new Error('The program cannot be read.');
  const machines = machinesIn(wasm, { v1: compiled }, { dialect: 'dapr', facade: 'dapr' });
  const run = simulate(machines, code.entry, scenario, { maxSteps: 20_000, maxBeats: Infinity });
  for (;;) {
    const next = run.next();
    if (next.done) return next.value.steps;
  }
}

describe('a run that is too long to keep every beat', () => {
  it('shows the lines of any pass that is looked at, as if they had been kept', async () => {
    const whole = wholeRun();

    const page = openPage(`#${encodeLink({ scenario }, sampleIndex)}`, { options: FEW_BEATS });
    void page.session.start();
    await page.settled();
    page.session.answer(true);
    await page.settled();
    const steps = () => page.run.getState().shown?.trace.steps ?? [];
    const bare = steps().flatMap((step, index) =>
      step.kind === 'pass' && !step.pass.beats ? [index] : [],
    );
    expect(bare.length).toBeGreaterThan(16);
    const looked = [bare.at(-1), bare[0], ...bare.slice(2, 16), bare.at(-3)];
    for (const index of looked) {
      const { stops } = page.player.getSnapshot().context.timeline;
      page.session.seekIndex(stops.findIndex((stop) => stop.step === index));
      await page.settled();
      expect(steps()[index ?? 0]).toEqual(whole[index ?? 0]);
      expect(page.cursor().step).toBe(index);
    }
    page.session.step();
    page.session.step();
    expect(page.frame().panes[0]?.line).toBeGreaterThan(0);
    // Only so many are kept, and the rest of the run is what it was.
    const kept = bare.filter((index) => {
      const step = steps()[index];
      return step?.kind === 'pass' && step.pass.beats;
    });
    expect(kept.length).toBe(12);
    const without = (step: Step) =>
      step.kind === 'pass' ? { ...step, pass: { ...step.pass, beats: undefined } } : step;
    expect(steps().map(without)).toEqual(whole.map(without));
  });

  it('plays on when the lines come that were asked for before', async () => {
    const page = openPage(`#${encodeLink({ scenario }, sampleIndex)}`, { options: FEW_BEATS });
    void page.session.start();
    await page.settled();
    page.session.answer(true);
    await page.settled();
    const steps = page.run.getState().shown?.trace.steps ?? [];
    const bare = steps.findLastIndex((step) => step.kind === 'pass' && !step.pass.beats);
    const { stops } = page.player.getSnapshot().context.timeline;
    page.session.seekIndex(stops.findIndex((stop) => stop.step === bare));
    page.session.play();
    await page.settled();
    expect(page.player.getSnapshot().value).toBe('playing');
    // Where it rests, they are asked for again.
    page.session.pause();
    await page.settled();
    const step = page.run.getState().shown?.trace.steps[bare];
    expect(step?.kind === 'pass' && step.pass.beats?.length).toBeGreaterThan(0);
  });

  it('opens a link to a moment in such a pass', async () => {
    const position = { subject: 'turn', number: LENGTH, attempt: 1, moment: `a${LENGTH}` } as const;
    const page = openPage(`#${encodeLink({ scenario, position }, sampleIndex)}`, {
      options: FEW_BEATS,
    });
    void page.session.start();
    await page.settled();
    page.session.answer(true);
    await page.settled();
    expect(page.place()).toBe(`t${LENGTH}:a${LENGTH}`);
    expect(page.store.getState().notice).toBeUndefined();
  });
});

describe('the end of a run that is too long to keep every beat', () => {
  it('says that its values are not computed, and has them one wake-up before', async () => {
    const page = openPage(`#${encodeLink({ scenario }, sampleIndex)}`, { options: FEW_BEATS });
    void page.session.start();
    await page.settled();
    page.session.answer(true);
    await page.settled();
    page.session.toEnd();
    await page.settled();
    expect(page.frame().panes[0]).toMatchObject({ unknown: 'wake-up', stack: [] });
    const { steps } = page.run.getState().shown?.trace ?? { steps: [] };
    const last = steps.findLastIndex((step) => step.kind === 'pass' && step.pass.of === 'turn');
    page.session.seek(last, 0, 0);
    await page.settled();
    expect(page.frame().panes[0]?.unknown).toBeUndefined();
  });
});

describe('the variables of a wake-up with many lines', () => {
  const LINES = 40;
  const ROUNDS = 30;
  const busy = scenarioOfText(
    `export async function* busy(ctx) {
  let sum = 0;
  for (let round = 1; round <= ${ROUNDS}; round += 1) {
    for (let step = 0; step < ${LINES}; step += 1) {
      sum += step;
    }
    sum += yield ctx.callActivity(one, round);
  }
  return sum;
}
async function one() {
  return 1;
}`,
    'busy',
  );

  it('come for the lines around the cursor where it rests, and those that were there stay', async () => {
    const page = openPage(`#${encodeLink({ scenario: busy }, sampleIndex)}`, {
      options: FEW_BEATS,
    });
    void page.session.start();
    await page.settled();
    page.session.answer(true);
    await page.settled();
    const passAt = (index: number): Beat[] => {
      const step = page.run.getState().shown?.trace.steps[index];
      return (step?.kind === 'pass' && step.pass.beats) || [];
    };
    const { steps } = page.run.getState().shown?.trace ?? { steps: [] };
    const last = steps.findLastIndex((step) => step.kind === 'pass' && step.pass.of === 'turn');
    page.session.seek(last, 0, 0);
    await page.settled();
    const isAdding = (beat: Beat): boolean => beat.kind === 'line' && beat.line === 5;
    const adding = passAt(last).flatMap((beat, index) => (isAdding(beat) ? [index] : []));
    expect(adding).toHaveLength(LINES * ROUNDS);
    const shown = (): boolean[] =>
      adding.map((index) => {
        const beat = passAt(last)[index];
        return beat?.kind === 'line' && beat.stack !== undefined;
      });
    // Two lines for each addition: what is new work and what comes first have theirs, what is late in the replay has not.
    expect(shown().slice(0, 250)).not.toContain(false);
    const late = 1_000;
    expect(shown()[late]).toBe(false);

    page.session.seek(last, adding[late] ?? 0, 0);
    expect(page.frame().panes[0]).toMatchObject({ unknown: 'line', stack: [] });
    await page.settled();
    const [pane] = page.frame().panes;
    expect(pane?.unknown).toBeUndefined();
    const valueOf = (name: string) =>
      pane?.stack.flatMap(({ variables }) => variables).find((each) => each.name === name)?.value;
    expect(valueOf('round')).toBe(`${1 + Math.floor(late / LINES)}`);
    expect(valueOf('step')).toBe(`${late % LINES}`);
    expect(shown().slice(0, 250)).not.toContain(false);
  });
});

describe('a run that comes in portions', () => {
  it('shows its moment as soon as it is there, and grows to its end while the cursor stays', async () => {
    const position = { subject: 'turn', number: 3, attempt: 1, moment: 'sent' } as const;
    const page = openPage(`#${encodeLink({ scenario, position }, sampleIndex)}`);
    const seen: { steps: number; isComplete: boolean; place: string }[] = [];
    page.player.subscribe(() => {
      const { shown } = page.run.getState();
      if (shown)
        seen.push({
          steps: shown.trace.steps.length,
          isComplete: shown.isComplete,
          place: page.place(),
        });
    });
    void page.session.start();
    await page.settled();
    page.session.answer(true);
    await page.settled();
    expect(seen.length).toBeGreaterThan(2);
    expect(seen[0]).toMatchObject({ isComplete: false, place: 't3:sent' });
    expect(seen.at(-1)).toMatchObject({ isComplete: true, place: 't3:sent' });
    expect(seen.map(({ steps }) => steps)).toEqual(
      seen.map(({ steps }) => steps).sort((a, b) => a - b),
    );
    page.session.toEnd();
    expect(page.frame()).toMatchObject({ status: 'COMPLETED', isOver: true });
    expect(page.frame().panes[0]?.outcome?.text).toContain(String(LENGTH));
  });

  it('is followed to its end when the end is asked for while it comes, until something else is done', async () => {
    for (const next of ['nothing', 'stepBack'] as const) {
      const page = openPage(`#${encodeLink({ scenario }, sampleIndex)}`);
      let portions = 0;
      page.run.subscribe(({ shown, isComputing }) => {
        if (!shown || !isComputing) return;
        portions += 1;
        if (portions === 2) page.session.toEnd();
        if (portions === 3 && next === 'stepBack') page.session.stepBack();
      });
      void page.session.start();
      await page.settled();
      page.session.answer(true);
      await page.settled();
      expect(portions).toBeGreaterThanOrEqual(3);
      expect(page.frame().isOver).toBe(next === 'nothing');
    }
  });

  it('can be crashed once it is whole', async () => {
    const page = openPage(`#${encodeLink({ scenario }, sampleIndex)}`);
    void page.session.start();
    await page.settled();
    page.session.answer(true);
    await page.settled();
    page.session.seekIndex(page.player.getSnapshot().context.timeline.stops.length - 20);
    const before = page.place();
    page.session.crash();
    await page.settled();
    expect(page.frame().app.status).toBe('dead');
    page.bar.back();
    await page.settled();
    expect(page.place()).toBe(before);
  });
});
