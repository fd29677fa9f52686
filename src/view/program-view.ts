import type { Dialect } from '../engine/turn.ts';
import type { Trace } from '../trace/trace.ts';
import type { RunState } from './run-state.ts';

/** Where one top-level function stands in the source. Lines from 1, both ends included. */
export interface FunctionSpan {
  name: string;
  line: number;
  endLine: number;
}

/** What the view must know of a program. */
export interface ProgramView {
  /** The whole text of the file. */
  source: string;
  /** Set when this scenario runs the workflow: it gets a pane. */
  workflow?: FunctionSpan;
  /** Set when this scenario runs the plain function: it gets a pane. */
  plain?: FunctionSpan;
  functions: FunctionSpan[];
  /** Methods and other functions that have no name of their own. Absent: none. */
  loose?: FunctionSpan[];
  /** Version 2 of the same file, where there is one (code-version.ts). */
  next?: { source: string; functions: FunctionSpan[]; loose?: FunctionSpan[] };
  /** The effects that this sample can have, in the order of the screen. `subject` is the start of the ledger's subject. */
  counters: { subject: string; label: string }[];
  /** What a person should know of the code although it runs, by line. */
  remarks?: { line: number; text: string }[];
  /** What the end of this sample says of such a run (ending.ts). Absent, or undefined: nothing of its own. */
  ending?: (end: { state: RunState; trace: Trace }) => string | undefined;
  dialect: Dialect;
  /** Id of the workflow instance that is shown (focus.ts). Absent: the first one that was started. */
  focus?: string;
}

/** How the engine is called on the screen. */
export const engineName = (program: ProgramView): string =>
  program.dialect === 'dapr' ? 'Dapr' : 'the engine';
