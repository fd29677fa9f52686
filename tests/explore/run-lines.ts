import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { subjectOf } from '../../src/app/headless/explored-subject.ts';
import { fieldsOf } from '../../src/app/headless/fields.ts';
import { explore } from '../../src/explore/explore.ts';
import {
  VICTIMS,
  type ExploredRun,
  type Invariant,
  type Summary,
  type Verdict,
} from '../../src/explore/report.ts';
import type { Subject } from '../../src/explore/subject.ts';

const file = createRequire(import.meta.url).resolve('quickjs-wasi/quickjs.wasm');
export const wasm = await WebAssembly.compile(await readFile(file));

/** A `run` line: one workflow and its activities. */
export const lineOf = (
  workflow: string,
  activities: Record<string, string> = {},
  rest: object = {},
): object => ({
  dialect: 'durabletask',
  orchestrators: { Work: workflow },
  activities,
  name: 'Work',
  instanceId: 'work-1',
  input: '7',
  ...rest,
});

export const subjectOfLine = (line: object): Promise<Subject> =>
  Promise.resolve(subjectOf(fieldsOf(line, ''), wasm));

export interface Explored {
  base: Verdict;
  runs: ExploredRun[];
  summary: Summary;
  /** Each invariant that some run broke, the base included. */
  broken: Invariant[];
}

export function explored(subject: Subject, pairs = 30): Explored {
  const runs: ExploredRun[] = [];
  let base: Verdict | undefined;
  let summary: Summary | undefined;
  for (const found of explore(subject, { victims: VICTIMS, pairs, seed: 1 })) {
    if (found.kind === 'base') base = found.base.verdict;
    if (found.kind === 'run') runs.push(found.run);
    if (found.kind === 'summary') summary = found.summary;
  }
  if (!base || !summary) throw new Error('The exploration did not come to its end.');
  const all = [base, ...runs.map(({ verdict }) => verdict)];
  const broken = new Set(all.flatMap(({ findings }) => findings.map((each) => each.invariant)));
  return { base, runs, summary, broken: [...broken].sort() };
}
