import type { Dialect, Facade } from '../engine/turn.ts';
import type { SampleIndex } from '../link/sample-index.ts';
import { linkNameOf, sampleOfLinkName } from '../samples/editions.ts';
import type { OfferedSample } from '../samples/sample.ts';
import type { Moment, Scenario } from '../sim/scenario.ts';
import { MAIN_INSTANCE, type Entry } from '../sim/simulate.ts';
import type { describeProgram } from '../source/describe.ts';
import type { ProgramFunction } from '../source/module-shape.ts';
import type { CompiledProgram, Job } from './frame/protocol.ts';
import { everySample, sampleById, samples } from './samples/outlines.ts';
import { textsOfSample } from './samples/shelf.ts';
import { worldCounters } from './world-counters.ts';
import type { Place } from '../trace/place.ts';
import { isSamePlace } from '../trace/positions.ts';
import type { EventChoice, LineRange, Standing } from '../ui/screen-state.ts';
import type { FunctionSpan, ProgramView } from '../view/program-view.ts';

/** The sample that a scenario runs; undefined for a program of one's own, or a sample that this version lacks. */
export function sampleOf(scenario: Scenario): OfferedSample | undefined {
  return 'sample' in scenario.program ? sampleById(scenario.program.sample) : undefined;
}

/** What the link codec must know of the samples. */
export const sampleIndex: SampleIndex = {
  mainInstance: MAIN_INSTANCE,
  ids: samples.map(({ id }) => id),
  defaults: (id) => sampleById(id)?.scenario,
  texts: (id) => {
    const texts = textsOfSample(id);
    const sample = texts && sampleById(id);
    if (!sample) return undefined;
    const { workflow, plain } = sample.entry;
    return {
      source: texts.source,
      ...(texts.next !== undefined && { next: texts.next }),
      ...(workflow !== undefined && { workflow }),
      ...(plain !== undefined && { plain }),
    };
  },
  nameOf: (id) => {
    const sample = sampleById(id);
    return sample ? linkNameOf(sample) : id;
  },
  idOf: (name) => sampleOfLinkName(name, everySample)?.id,
  written: (source) => {
    if (lastWritten?.source !== source) {
      if (!describe) throw new Error('The reader of texts is not loaded.');
      const { dialect, facade } = describe(source);
      lastWritten = { source, dialect, facade };
    }
    return lastWritten;
  },
};

/** Reads a text of one's own. Its parser is large, so it is loaded before the first such text comes in (texts.ts). */
let describe: typeof describeProgram | undefined;

export const canDescribe = (): boolean => describe !== undefined;

export function takeDescriber(loaded: typeof describeProgram): void {
  describe = loaded;
}

/** Addresses are written often, and the code changes seldom. */
let lastWritten: { source: string; dialect: Dialect; facade: Facade } | undefined;

/** What a scenario runs: the text, that of its version 2, and what it starts. */
export interface Code {
  source: string;
  next?: string;
  entry: Entry;
  /** The texts of a sample were read when the app was built. */
  prepared?: Job['prepared'];
}

/** The code that a scenario runs; undefined when it names a sample that is not there, or whose texts are not loaded yet. */
export function codeOf(scenario: Scenario): Code | undefined {
  if ('sample' in scenario.program) {
    const sample = sampleById(scenario.program.sample);
    const texts = sample && textsOfSample(sample.id);
    if (!texts) return undefined;
    // What its end says is a function, and the worker takes none.
    const { ending: _, ...code } = texts;
    return { ...code, entry: sample.entry };
  }
  const { source, workflow, instance, plain, next } = scenario.program;
  const entry = {
    ...(workflow !== undefined && { workflow }),
    ...(instance !== undefined && { instance }),
    ...(plain !== undefined && { plain }),
  };
  return { source, ...(next !== undefined && { next }), entry };
}

/** What the view needs: spans only of the functions that this scenario runs. */
export function programViewOf(
  scenario: Scenario,
  {
    functions,
    nextFunctions,
    loose,
    nextLoose,
    workflow: started,
    remarks,
    effects,
  }: CompiledProgram,
): ProgramView {
  const code = codeOf(scenario);
  const spans = functions.map(spanOnly);
  const spanOf = (name: string | undefined) => spans.find((span) => span.name === name);
  // Of several named versions the first is shown, until one runs (docs/VERSIONS.md).
  const anyWorkflow = functions.find(({ kind }) => kind === 'workflow');
  const first = started === undefined || !anyWorkflow ? undefined : spanOnly(anyWorkflow);
  const workflow = scenario.mode === 'plain' ? undefined : (spanOf(started) ?? first);
  const plain = scenario.mode === 'workflow' ? undefined : spanOf(code?.entry.plain);
  return {
    source: code?.source ?? '',
    ...(workflow && { workflow }),
    ...(plain && { plain }),
    functions: spans,
    ...(loose && { loose }),
    ...(code?.next !== undefined &&
      nextFunctions && {
        next: {
          source: code.next,
          functions: nextFunctions.map(spanOnly),
          ...(nextLoose && { loose: nextLoose }),
        },
      }),
    ...('sample' in scenario.program && endingOf(scenario.program.sample)),
    counters: worldCounters(scenario, effects, sampleIndex),
    dialect: scenario.dialect,
    remarks: remarks.map(({ line, message }) => ({ line, text: message })),
  };
}

/** What the end says of a sample. */
const endingOf = (id: string): Pick<ProgramView, 'ending'> => {
  const ending = textsOfSample(id)?.ending;
  return ending ? { ending } : {};
};

const spanOnly = ({ name, line, endLine }: ProgramFunction): FunctionSpan => ({
  name,
  line,
  endLine,
});

const rangeOf = (span: FunctionSpan | undefined): LineRange | undefined =>
  span && { from: span.line, to: span.endLine };

/** The lines that each pane shows. */
export function rangesOf(program: ProgramView | undefined): {
  workflow?: LineRange;
  plain?: LineRange;
} {
  const workflow = rangeOf(program?.workflow);
  const plain = rangeOf(program?.plain);
  return { ...(workflow && { workflow }), ...(plain && { plain }) };
}

/** How the first sample waits when the page is opened. */
export function openingMoment(): Moment {
  return momentOfQuestion(samples[0], 0);
}

/** A sample as it waits for the person's act. */
export function momentOfQuestion(sample: OfferedSample, question: number): Moment {
  const asked = sample.questions[question] ?? sample.questions[0];
  return { scenario: sample.scenario, position: asked.opening };
}

/** Which question a moment belongs to: the one that opens there, or whose moment the first crash was put at. */
export function questionOf({ scenario, position }: Moment): number {
  const crash = scenario.interventions.find((each) => each.do === 'crash');
  const places = [position, crash?.at].filter((place) => place !== undefined);
  const questions = sampleOf(scenario)?.questions ?? [];
  const found = questions.findIndex(({ opening }) =>
    places.some((place) => isSamePlace(place, opening, undefined)),
  );
  return Math.max(0, found);
}

/** What stands under the question as long as nothing was done: at its opening moment, or for the sample's other story. */
export function leadOf(scenario: Scenario, question: number, place: Place): string | undefined {
  const sample = sampleOf(scenario);
  // A sample may begin with acts of its own: a deploy.
  const own = sample?.scenario.interventions.length ?? 0;
  if (!sample || scenario.interventions.length > own) return undefined;
  if (scenario.seed === sample.otherSeed?.seed) return sample.otherSeed.lead;
  const opening = sample.questions[question]?.opening;
  if (!opening || !isSamePlace(place, opening, MAIN_INSTANCE)) return undefined;
  return textsOfSample(sample.id)?.leads[question];
}

/** The question that is asked after this one: of the same sample, else the first of the next. */
export function questionAfter(
  scenario: Scenario,
  question: number,
  /** The sample that code of one's own began as. */
  origin?: string,
): { sample: OfferedSample; question: number; text: string } | undefined {
  const sample = sampleOf(scenario) ?? sampleById(origin ?? '');
  if (!sample) return undefined;
  const same = sample.questions[question + 1];
  if (same) return { sample, question: question + 1, text: same.text };
  const next = samples[samples.indexOf(sample) + 1];
  return next && { sample: next, question: 0, text: next.questions[0].text };
}

/** The seed that `Another seed` goes to: the sample's own other story first, then every number in turn. */
export function otherSeed(scenario: Scenario): number {
  const sample = sampleOf(scenario);
  if (sample?.otherSeed && scenario.seed === sample.scenario.seed) return sample.otherSeed.seed;
  const next = scenario.seed + 1;
  return next === sample?.scenario.seed || !Number.isSafeInteger(next) ? next + 1 : next;
}

/** Answers that a person may give to the events of the samples. */
export const EVENT_CHOICES: readonly EventChoice[] = [
  { event: 'approval', label: 'Approve', data: { approved: true } },
  { event: 'approval', label: 'Reject', data: { approved: false } },
];

/** What the screen calls a program that is not in the list: own code, and an earlier edition of a sample. */
export function nameOfProgram(
  sample: OfferedSample | undefined,
  ownName: string,
): { programName?: string } {
  const name = sample && !samples.includes(sample) ? sample.name : sample ? '' : ownName;
  return name === '' ? {} : { programName: name };
}

/** The text that is running, or the one that waits for leave to run. */
export const sourceOf = (
  standing: Standing,
  scenario: Scenario,
  running: string | undefined,
): string =>
  standing.kind === 'ready' && running !== undefined ? running : (codeOf(scenario)?.source ?? '');

/** Back and Forward read a scenario anew: the same program is another object then. */
export const isSameProgram = (
  a: Scenario['program'] | undefined,
  b: Scenario['program'],
): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
