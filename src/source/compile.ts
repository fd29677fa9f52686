import type { Dialect, Facade } from '../engine/turn.ts';
import { Edits } from './edits.ts';
import { looseFunctions, type FunctionPlace } from './loose-functions.ts';
import { longCallsIn, type LongCall } from './long-calls.ts';
import { hostCodeOf, type HostCode } from './host-code.ts';
import { takeImports } from './imports.ts';
import { memoryNames } from './memory.ts';
import { shapeModule, type ModuleShape, type ProgramFunction } from './module-shape.ts';
import { knownModule } from './modules.ts';
import { waitsAtTop } from './names-used.ts';
import { VERSIONS_KEY } from './named-versions.ts';
import { parse, reparse } from './parse.ts';
import { insertProbes, type Probe, type ProbeNames } from './probes.ts';
import type { Problem } from './problem.ts';
import { isStateless } from './stateless.ts';
import { stripTypes } from './strip-types.ts';
import type { Syntax } from './syntax.ts';

/** A program made ready for the machine. Plain JSON data; lines are those of the source. */
export interface Compiled {
  ok: true;
  /**
   * One JavaScript expression: a function that takes the machine's runtime, runs the program's top level and gives its
   * functions by name. An async one where the top level itself awaits something.
   */
  code: string;
  /** What the program's top level gives by name. */
  functions: ProgramFunction[];
  /** Functions that `functions` does not have: methods, say. Their lines can be shown where they run. Absent: none. */
  loose?: FunctionPlace[];
  /** The program registers and starts its workflows itself. */
  host?: HostCode;
  /** Whose workflows they are, by the packages that the program names; absent: it names none. */
  written?: { dialect: Dialect; facade: Facade };
  /** What works here, and what a person should know about it, in the order of the source. */
  remarks: Problem[];
  /** What each probe in the code hands over; its number is the index. */
  probes: Probe[];
  /** Calls over several lines: the virtual machine does not know where such a call begins. */
  calls: LongCall[];
  /**
   * Workflows and activities are registered apart, as `orchestrator X` and `activity X` (registered.ts). Such a program is run
   * as the real SDKs run it, which take a plain `function*` for a value.
   */
  isRegisteredByRole?: boolean;
  /** The variables of the module that need not be the same in another process. */
  memory?: string[];
  /** No function of it leaves anything behind outside of its own call (stateless.ts). Absent: it may. */
  isStateless?: boolean;
}

export interface CompileErrors {
  ok: false;
  /** In the order of the source; never empty. */
  errors: Problem[];
  /** What is known all the same, where the text could be read. */
  known?: Pick<Compiled, 'functions' | 'host' | 'written' | 'remarks'>;
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
  // The first line of a script may name its interpreter.
  edits.blank(0, /^#!.*/.exec(source)?.[0].length ?? 0);
  const typeProblems = stripTypes(program, uncommented, edits);
  const imports = takeImports(program, edits, names.runtime);
  const shape = shapeModule(program, edits, names.theDefault);
  const host = hostCodeOf(program, imports.uses, shape.functions);
  const problems = [
    ...typeProblems,
    ...imports.problems,
    ...shape.problems,
    ...(host?.problems ?? []),
  ];
  const written = writtenFor(imports.named, host);
  const known = {
    functions: shape.functions,
    remarks: [...imports.remarks, ...syncGenerators(shape.functions, host)].sort(inOrder),
    ...(host && { host }),
    ...(written && { written }),
  };
  if (problems.length > 0) return { ...failed(problems), known };
  // Workflows of host code stand inside of functions whose variables outlive a turn: what the search takes for their own.
  const isWithoutMemory = !host && isStateless(program);
  const memory = memoryNames(program);
  const watched = isWithoutMemory ? new Set<string>() : new Set(memory.keys());
  const probes = insertProbes(program, uncommented, edits, names, watched);
  const loose = looseFunctions(program, host?.functions ?? shape.functions, host !== undefined);
  const text = `${edits.toString()}\n${names.runtime}.memory={${accessors(memory)}};`;
  const code = wrapped(text, imports.code, shape, names, waitsAtTop(program));
  const problem = reparse(code);
  if (problem) return failed([problem]);
  const calls = longCallsIn(program);
  return {
    ok: true,
    code,
    probes,
    calls,
    memory: [...memory.keys()],
    ...(loose.length > 0 && { loose }),
    isStateless: isWithoutMemory,
    ...known,
  };
}

/** How the machine reaches the variables of the module (sandbox/guest/memory.ts). */
const accessors = (memory: ReadonlyMap<string, 'const' | 'let'>): string =>
  [...memory]
    .map(([name, kind]) => {
      const set = kind === 'let' ? `,set:(v)=>{${name}=v}` : '';
      return `${JSON.stringify(name)}:{get:()=>${name}${set}}`;
    })
    .join(',');

/** The engine and the facade that a program is written for: by its worker, else by the first SDK that it names. */
function writtenFor(
  named: readonly string[],
  host: HostCode | undefined,
): { dialect: Dialect; facade: Facade } | undefined {
  const id = host?.worker ?? named.find((each) => knownModule(each)?.module.dialect);
  const dialect = id === undefined ? undefined : knownModule(id)?.module.dialect;
  if (!dialect) return undefined;
  // `@dapr/durabletask-js` is Durable Task's own interface, on Dapr.
  return { dialect, facade: host?.facade ?? (id === '@dapr/dapr' ? 'dapr' : 'durabletask') };
}

/** The program as one expression. Everything that is put before it stands on its first line. */
function wrapped(
  text: string,
  imports: string,
  shape: Pick<ModuleShape, 'functions' | 'hasVersions'>,
  names: ReturnType<typeof freeNames>,
  isAsync: boolean,
): string {
  const { runtime, isOn } = names;
  const own = shape.functions.map((each) => `${JSON.stringify(each.name)}:${each.name}`);
  // CommonJS may export it without a binding of that name.
  const versions = `${JSON.stringify(VERSIONS_KEY)}:typeof versions==="undefined"?undefined:versions`;
  const made = [...own, ...(shape.hasVersions ? [versions] : [])].join(',');
  return (
    `(${isAsync ? 'async ' : ''}function(${runtime}){"use strict";` +
    `let ${isOn}=false;${runtime}.setProbes=(v)=>{${isOn}=v};` +
    ['enter', 'leave', 'step', 'capture', 'yields']
      .map((each) => `const ${Reflect.get(names, each)}=${runtime}.${each};`)
      .join('') +
    `${imports}${text}\nreturn{${made}}})`
  );
}

/** Workflows that only this page runs. */
function syncGenerators(
  functions: readonly ProgramFunction[],
  host: HostCode | undefined,
): Problem[] {
  const isAnyExported = functions.some((each) => each.isExported);
  const started = host?.workflows ?? functions.filter((each) => each.isExported || !isAnyExported);
  return started
    .filter((each) => each.isSyncGenerator)
    .map(({ name, line }) => ({
      line,
      column: 1,
      message: `Real SDKs would not run ${name}: a function* without async completes at once, with {}. Here it runs. Write async function* for a real app.`,
    }));
}

function failed(errors: Problem[]): CompileErrors {
  return { ok: false, errors: errors.sort(inOrder) };
}

const inOrder = (a: Problem, b: Problem): number => a.line - b.line || a.column - b.column;

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
