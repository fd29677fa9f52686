import { eventsToWire, type WireEvent } from '../../engine/wire.ts';
import { parseScenario } from '../../link/schema.ts';
import { createMachine } from '../../sandbox/machine.ts';
import type { Machine } from '../../sim/machine.ts';
import type { Scenario } from '../../sim/scenario.ts';
import { simulate, type Entry } from '../../sim/simulate.ts';
import { compile } from '../../source/compile.ts';
import { traceText } from '../../trace/text.ts';
import type { Trace } from '../../trace/trace.ts';
import { stateAfter } from '../../view/run-fold.ts';
import { seenOf, type Seen } from '../share/seen.ts';
import { codeOf, sampleIndex } from '../programs.ts';
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
  const reading = parseScenario(document, sampleIndex);
  if (!reading.ok) throw new LineError('bad-scenario', reading.problems.join(' '));
  const { scenario } = reading.moment;
  const { machine, entry } = await loaded(scenario, wasm);
  const trace = wholeTrace(machine, entry, scenario);
  const end = stateAfter(trace, trace.steps.length);
  return {
    ...seenOf(trace, end),
    history: eventsToWire(end.kept.map(({ event }) => event)),
    unused: trace.unused,
    trace: traceText(trace),
  };
}

async function loaded(
  scenario: Scenario,
  wasm: WebAssembly.Module,
): Promise<{ machine: Machine; entry: Entry }> {
  const code = codeOf(scenario);
  if (!code) throw new LineError('bad-scenario', 'program.sample: there is no such sample.');
  const compiled = compile(code.source);
  if (!compiled.ok) {
    const problems = compiled.errors.map(
      ({ line, column, message }) => `Line ${line}, column ${column}: ${message}`,
    );
    throw new LineError('bad-source', problems.join(' '));
  }
  const { dialect, facade } = scenario;
  try {
    const machine = await createMachine(wasm, compiled, { dialect, facade });
    return { machine, entry: code.entry };
  } catch (error) {
    // The parser knows newer JavaScript than the machine.
    const reason = error instanceof Error ? error.message : String(error);
    throw new LineError('bad-source', `The sandbox can not read the source: ${reason}`);
  }
}

function wholeTrace(machine: Machine, entry: Entry, scenario: Scenario): Trace {
  const run = simulate(machine, entry, scenario);
  for (;;) {
    const next = run.next();
    if (next.done) return next.value;
  }
}
