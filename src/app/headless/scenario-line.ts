import { eventsToWire, type WireEvent } from '../../engine/wire.ts';
import { parseScenario } from '../../link/schema.ts';
import { programIn, type LoadedProgram } from '../../sandbox/machines.ts';
import type { Machines } from '../../sim/machine.ts';
import type { Scenario } from '../../sim/scenario.ts';
import { simulate, type Entry } from '../../sim/simulate.ts';
import { compile, type Compiled } from '../../source/compile.ts';
import { entryOf } from '../../source/describe.ts';
import { NO_WORKFLOW } from '../../source/problem.ts';
import { traceText } from '../../trace/text.ts';
import type { Trace } from '../../trace/trace.ts';
import { stateAfter } from '../../view/state-after.ts';
import { seenOf, type Seen } from '../share/seen.ts';
import { codeOf, sampleIndex } from '../programs.ts';
import { haveAllAtHand } from '../samples/all-at-hand.ts';
import { LineError } from './line-error.ts';

/** What `scenario` answers (docs/HEADLESS.md). */
export interface ScenarioAnswer extends Seen {
  history: WireEvent[];
  unused: Trace['unused'];
  trace: string;
}

/**
 * Runs a scenario document (docs/SCENARIO.md) to its end.
 *
 * @throws LineError
 */
export async function answerScenario(
  document: unknown,
  wasm: WebAssembly.Module,
): Promise<ScenarioAnswer> {
  const scenario = readScenario(document);
  const { program, entry } = loaded(scenario, wasm);
  const trace = wholeTrace(program, entry, scenario);
  const end = stateAfter(trace, trace.steps.length);
  return {
    ...seenOf(trace, end),
    history: eventsToWire(end.kept.map(({ event }) => event)),
    unused: trace.unused,
    trace: traceText(trace),
  };
}

/** @throws LineError */
export function readScenario(document: unknown): Scenario {
  haveAllAtHand();
  const reading = parseScenario(document, sampleIndex);
  if (!reading.ok) throw new LineError('bad-scenario', reading.problems.join(' '));
  return reading.moment.scenario;
}

/**
 * The machines of a scenario's program, and what it starts.
 *
 * @throws LineError
 */
export function loaded(
  scenario: Scenario,
  wasm: WebAssembly.Module,
): { program: LoadedProgram; entry: Entry } {
  const code = codeOf(scenario);
  if (!code) throw new LineError('bad-scenario', 'program.sample: there is no such sample.');
  const v1 = compiledOf(code.source, '');
  const v2 = code.next === undefined ? undefined : compiledOf(code.next, 'Version 2, ');
  const workflow = code.entry.workflow ?? entryOf(v1, code.source);
  const entry = { ...code.entry, ...(workflow !== undefined && { workflow }) };
  if (workflow === undefined && entry.plain === undefined && !v1.host?.hasClient)
    throw new LineError('bad-source', NO_WORKFLOW);
  const { dialect, facade } = scenario;
  try {
    const program = programIn(wasm, { v1, ...(v2 && { v2 }) }, { dialect, facade });
    return { program: { ...program, machines: guarded(program.machines) }, entry };
  } catch (error) {
    throw cannotRead(error);
  }
}

function compiledOf(source: string, where: string): Compiled {
  const compiled = compile(source);
  if (compiled.ok) return compiled;
  const problems = compiled.errors.map(({ line, column, message }) => {
    const spot = `${where}line ${line}, column ${column}`;
    return `${spot.charAt(0).toUpperCase()}${spot.slice(1)}: ${message}`;
  });
  throw new LineError('bad-source', problems.join(' '));
}

function guarded(machines: Machines): Machines {
  return (code, slot) => {
    try {
      return machines(code, slot);
    } catch (error) {
      throw cannotRead(error);
    }
  };
}

/** The parser knows newer JavaScript than the machine. Version 2 is read when it first starts. */
function cannotRead(error: unknown): LineError {
  const reason = error instanceof Error ? error.message : String(error);
  return new LineError('bad-source', `The sandbox can't read the source: ${reason}`);
}

function wholeTrace(program: LoadedProgram, entry: Entry, scenario: Scenario): Trace {
  const client = entry.workflow === undefined ? program.client : undefined;
  const run = simulate(program.machines, entry, scenario, { ...(client && { client }) });
  for (;;) {
    const next = run.next();
    if (next.done) return next.value;
  }
}
