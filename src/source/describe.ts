import type { Dialect, Facade } from '../engine/turn.ts';
import { compile, type Compiled } from './compile.ts';
import type { ProgramFunction } from './module-shape.ts';
import { NO_WORKFLOW, type Problem } from './problem.ts';

/** What a text is, before anything of it runs. Lines count from 1. */
export interface ProgramDescription {
  /** `host`: it registers its workflows and starts them itself. `functions`: the page does that. */
  kind: 'host' | 'functions';
  dialect: Dialect;
  facade: Facade;
  /** In the order of the text. For host code: by registered names, as far as the text tells. */
  workflows: { name: string; line: number; isSyncGenerator: boolean }[];
  /** What host code registers as activities; else every other function at the top level. */
  activities: { name: string; line: number }[];
  /** The workflow that is started when nobody names one. Absent: the host code does it, or there is none. */
  entry?: string;
  /** What keeps the program from running here. */
  problems: Problem[];
  /** What a person should know although it runs. */
  remarks: Problem[];
}

/** Decides what a pasted text is: host code or functions, whose dialect and facade, and what it starts. */
export function describeProgram(source: string): ProgramDescription {
  const compiled = compile(source);
  const known = compiled.ok ? compiled : compiled.known;
  if (!known) return unread(compiled.ok ? [] : compiled.errors);
  const { functions, host, written, remarks } = known;
  const workflows = host?.workflows ?? functions.filter(({ kind }) => kind === 'workflow');
  const activities = host?.activities ?? functions.filter(({ kind }) => kind === 'function');
  const entry = entryOf(known, source);
  return {
    kind: host ? 'host' : 'functions',
    dialect: written?.dialect ?? 'dapr',
    facade: written?.facade ?? 'dapr',
    workflows: workflows.map(({ name, line, isSyncGenerator }) => ({
      name,
      line,
      isSyncGenerator,
    })),
    activities: activities.map(({ name, line }) => ({ name, line })),
    ...(entry !== undefined && { entry }),
    problems: compiled.ok ? noWorkflow(workflows.length) : compiled.errors,
    remarks,
  };
}

/**
 * The workflow that is started when nobody names one: one that no other starts as a child, exported if there is such a one; of
 * host code that has no client the first that it registers. Undefined: the host code does it, or there is none.
 */
export function entryOf(
  { functions, host }: Pick<Compiled, 'functions' | 'host'>,
  source: string,
): string | undefined {
  if (host) return host.hasClient ? undefined : host.workflows[0]?.name;
  const workflows = functions.filter(({ kind }) => kind === 'workflow');
  const isChild = ({ name }: ProgramFunction): boolean =>
    new RegExp(
      `call(?:SubOrchestrator|ChildWorkflow|SubWorkflow)\\(\\s*['"]?${name.replaceAll('$', '\\$')}\\b`,
    ).test(source);
  const tops = workflows.filter((each) => !isChild(each));
  const [first] = tops.length > 0 ? tops : workflows;
  return (tops.find(({ isExported }) => isExported) ?? first)?.name;
}

/** A text that is no program. */
function unread(problems: Problem[]): ProgramDescription {
  const [dialect, facade] = ['dapr', 'dapr'] as const;
  return {
    kind: 'functions',
    dialect,
    facade,
    workflows: [],
    activities: [],
    problems,
    remarks: [],
  };
}

function noWorkflow(count: number): Problem[] {
  if (count > 0) return [];
  return [{ line: 1, column: 1, message: NO_WORKFLOW }];
}
