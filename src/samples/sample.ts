import type { Scenario } from '../sim/scenario.ts';
import type { Entry } from '../sim/simulate.ts';
import type { Ending } from '../trace/ending.ts';
import type { Place } from '../trace/place.ts';

/** A question about one moment of a sample, asked as the headline. */
export interface Question {
  text: string;
  /** One or two short sentences under the headline. */
  lead: string;
  /** The moment at which the page waits for the person's act. */
  opening: Place;
}

/** The groups in which the samples are offered, in this order, with their headings. */
export const SAMPLE_GROUPS = {
  crashes: 'Crashes',
  replay: 'Code that breaks a replay',
  changed: 'Changed code',
  waiting: 'Waiting and many at once',
} as const;

export type SampleGroup = keyof typeof SAMPLE_GROUPS;

/** The same program as Dapr's Python SDK has it, to be read. It does not run here. */
export interface PythonReading {
  text: string;
  /** For each line of the workflow in JavaScript, from its first: the line of `text`, from 1. The workflow stands first there. */
  lines: readonly number[];
}

/** Both versions of a sample, as far as it has two. */
export interface SampleInPython extends PythonReading {
  next?: PythonReading;
}

/** What is known of a sample without its texts. Data only. */
export interface SampleOutline {
  /** Short and lasting: it stands in links. */
  id: string;
  /** Rises when text or scenario change (docs/LINKS.md): links made before go on to mean the earlier one. Absent: 1. */
  edition?: number;
  group: SampleGroup;
  name: string;
  /** Asked in a row; the first one opens with the sample. */
  questions: [Question, ...Question[]];
  entry: Entry;
  scenario: Scenario;
  /** The effects that this sample can have, in the order of the screen: start of the ledger subject, and label. */
  counters: { subject: string; label: string }[];
  /** Id of the sample that does the same without this one's fault. */
  mendedBy?: string;
  /** A seed that tells another story of the same sample. */
  otherSeed?: { seed: number; lead: string };
}

/** A sample program with the scenario it is shown in. */
export interface Sample extends SampleOutline {
  /** JavaScript; the workflow (or the plain function) stands first. */
  source: string;
  python?: SampleInPython;
  /** The whole text of its version 2, where there is one. */
  next?: string;
  /** What the end says in answer to its questions, where the run bears it out. The first that does is said. */
  endings?: readonly Ending[];
}

/** A question without what stands under it, which comes with the texts. */
type OfferedQuestion = Omit<Question, 'lead'>;

/** An outline as the page has it from the start, with what it tells of the texts that were left out. */
export interface OfferedSample extends Omit<SampleOutline, 'questions'> {
  questions: [OfferedQuestion, ...OfferedQuestion[]];
  hasNext: boolean;
  hasPython: boolean;
}
