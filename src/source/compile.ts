import { Edits } from './edits.ts';
import { longCallsIn, type LongCall } from './long-calls.ts';
import { shapeModule, type ProgramFunction } from './module-shape.ts';
import { parse, reparse } from './parse.ts';
import { insertProbes, type Probe, type ProbeNames } from './probes.ts';
import type { Problem } from './problem.ts';
import { stripTypes } from './strip-types.ts';
import type { Syntax } from './syntax.ts';

/** A program made ready for the machine. Plain JSON data; lines are those of the source. */
export interface Compiled {
  ok: true;
  /**
   * One JavaScript expression: a function that takes the machine's runtime, runs the program's top level and gives its
   * functions by name.
   */
  code: string;
  functions: ProgramFunction[];
  /** What each probe in the code hands over; its number is the index. */
  probes: Probe[];
  /** Calls over several lines: the virtual machine does not know where such a call begins. */
  calls: LongCall[];
  /**
   * Workflows and activities are registered apart, as `orchestrator X` and `activity X` (registered.ts). Such a program is run
   * as the real SDKs run it, which take a plain `function*` for a value.
   */
  isRegisteredByRole?: boolean;
}

export interface CompileErrors {
  ok: false;
  /** In the order of the source; never empty. */
  errors: Problem[];
}

/** Most that a program may have, in characters. */
export const LONGEST_SOURCE = 256 * 1024;

/** Reads a TypeScript or JavaScript program: types are blanked, imports bound to the SDK, probes put in. */
export function compile(source: string): Compiled | CompileErrors {
  if (source.length > LONGEST_SOURCE)
    return failed([
      { line: 1, column: 1, message: 'The program is too long. At most 256 KB can be read.' },
    ]);
  try {
    const parsed = parse(source);
    if ('message' in parsed) return failed([parsed]);
    return transform(source, parsed.program, parsed.uncommented);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return failed([
      { line: 1, column: 1, message: 'The program is nested too deeply. Split it into functions.' },
    ]);
  }
}

function transform(source: string, program: Syntax, uncommented: string): Compiled | CompileErrors {
  const names = freeNames(source);
  const edits = new Edits(source);
  const typeProblems = stripTypes(program, uncommented, edits);
  const shape = shapeModule(program, edits, names.theDefault);
  const problems = [...typeProblems, ...shape.problems];
  if (problems.length > 0) return failed(problems);
  const probes = insertProbes(program, uncommented, edits, names);
  const { runtime, isOn } = names;
  const code =
    `(function(${runtime}){"use strict";let ${isOn}=false;${runtime}.setProbes=(v)=>{${isOn}=v};` +
    ['enter', 'leave', 'step', 'capture', 'yields']
      .map((each) => `const ${Reflect.get(names, each)}=${runtime}.${each};`)
      .join('') +
    shape.imports(`${runtime}.sdk`) +
    edits.toString() +
    `\nreturn{${shape.functions.map((each) => `${JSON.stringify(each.name)}:${each.name}`).join(',')}}})`;
  const problem = reparse(code);
  if (problem) return failed([problem]);
  return { ok: true, code, functions: shape.functions, probes, calls: longCallsIn(program) };
}

function failed(errors: Problem[]): CompileErrors {
  return { ok: false, errors: errors.sort((a, b) => a.line - b.line || a.column - b.column) };
}

/** Names that the program does not use anywhere. */
function freeNames(source: string): ProbeNames & { runtime: string; theDefault: string } {
  let prefix = '$r';
  while (source.includes(prefix)) prefix += 'r';
  return {
    runtime: `${prefix}R`,
    theDefault: `${prefix}D`,
    isOn: `${prefix}P`,
    frame: `${prefix}F`,
    enter: `${prefix}E`,
    leave: `${prefix}L`,
    step: `${prefix}S`,
    capture: `${prefix}C`,
    yields: `${prefix}Y`,
  };
}
