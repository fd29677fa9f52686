import { runSample, sampleNamed } from '../../tests/support/run-sample.ts';
import { MAIN_INSTANCE } from '../sim/simulate.ts';
import type { Intervention, Scenario } from '../sim/scenario.ts';
import type { Sample } from '../samples/sample.ts';
import { compile } from '../source/compile.ts';
import { parsePlace } from '../trace/place-text.ts';
import { findPlace } from '../trace/positions.ts';
import type { Cursor, Trace } from '../trace/trace.ts';
import { frameAt } from './frame-at.ts';
import type { Frame, HistoryRow, Staircase } from './frame.ts';
import type { ProgramView } from './program-view.ts';
import { sentenceAt } from './sentence.ts';
import { staircaseAt } from './staircase.ts';

/** What the view is told of a sample's program in a mode. */
export function programOf(sample: Sample, mode: Scenario['mode']): ProgramView {
  const compiled = compile(sample.source);
  if (!compiled.ok) throw new Error(compiled.errors.map((each) => each.message).join('\n'));
  const spanOf = (name: string | undefined) =>
    compiled.functions.find((each) => each.name === name);
  const workflow = mode === 'plain' ? undefined : spanOf(sample.entry.workflow);
  const plain = mode === 'workflow' ? undefined : spanOf(sample.entry.plain);
  return {
    source: sample.source,
    functions: compiled.functions,
    ...(compiled.loose && { loose: compiled.loose }),
    counters: sample.counters,
    dialect: sample.scenario.dialect,
    ...(sample.next !== undefined && {
      next: { source: sample.next, functions: functionsOf(sample.next) },
    }),
    ...(workflow && { workflow }),
    ...(plain && { plain }),
  };
}

function functionsOf(source: string): ProgramView['functions'] {
  const compiled = compile(source);
  return compiled.ok ? compiled.functions : [];
}

/** `restart`, or the text of a place at which the app crashes: `t4:a4`. */
function intervention(act: string): Intervention {
  if (act === 'restart') return { do: 'restart' };
  const at = parsePlace(act);
  if (!at) throw new Error(`${act} is no place.`);
  return { do: 'crash', target: 'app', at };
}

export interface Run {
  trace: Trace;
  program: ProgramView;
  scenario: Scenario;
  sample: Sample;
  at(place: string): Cursor;
  frame(place: string): Frame;
  stairs(place: string, isFolded: boolean): Staircase;
  /** Lead and text in one line. */
  sentence(place: string): string;
}

/** A real run of a sample (real engine, real sandbox) with crashes and restarts, and looks at it. */
export async function runOf(
  which: string | Sample,
  acts: readonly string[] = [],
  change: Partial<Scenario> = {},
): Promise<Run> {
  const sample = typeof which === 'string' ? sampleNamed(which) : which;
  const scenario = { ...sample.scenario, interventions: acts.map(intervention), ...change };
  const trace = await runSample(sample, scenario);
  if (trace.unused.length > 0) throw new Error(trace.unused.map((each) => each.reason).join(' '));
  const program = programOf(sample, scenario.mode);
  const at = (text: string): Cursor => {
    const place = parsePlace(text);
    const found = place && findPlace(trace, place, MAIN_INSTANCE);
    if (!found?.isExact) throw new Error(`The run never comes to ${text}.`);
    return { step: found.step, beat: found.beat, fraction: 0 };
  };
  return {
    trace,
    program,
    scenario,
    sample,
    at,
    frame: (place) => frameAt(trace, at(place), program),
    stairs: (place, isFolded) => staircaseAt(trace, at(place), program, { isFolded }),
    sentence: (place) => {
      const { lead, text } = sentenceAt(trace, at(place), program);
      return `${lead} ${text}`;
    },
  };
}

/** A sample of one's own, to test what the built-in ones do not have. */
export function sampleOf(
  id: string,
  source: string,
  change: Partial<Scenario> = {},
  entry: Sample['entry'] = { workflow: 'flow' },
): Sample {
  return {
    id: `view-test-${id}`,
    group: 'crashes',
    name: id,
    questions: [
      { text: '', lead: '', opening: { subject: 'run', number: 1, attempt: 1, moment: 'over' } },
    ],
    source,
    entry,
    counters: [],
    scenario: {
      program: { source, workflow: 'flow' },
      mode: 'workflow',
      dialect: 'dapr',
      facade: 'dapr',
      input: 1,
      seed: 1,
      environment: { variables: {}, events: [], services: [] },
      interventions: [],
      ...change,
    },
  };
}

/** `2:answer from event 5`. */
export const chipsOf = (frame: Frame, pane = 0): string[] =>
  (frame.panes[pane]?.chips ?? []).map((each) => `${each.line}:${each.text} (${each.tone})`);

/** State by number, without the wake-ups' own rows. */
export const statesOf = (rows: readonly HistoryRow[]): Record<number, string> =>
  Object.fromEntries(
    rows
      .filter((each) => each.event.type !== 'OrchestratorStarted')
      .map((each) => [each.number, each.state]),
  );

export const namesOf = (frame: Frame, pane = 0): string[] =>
  (frame.panes[pane]?.stack ?? []).flatMap((each) => each.variables.map((one) => one.name));
