import { explore } from '../../src/explore/explore.ts';
import { ScenarioSubject } from '../../src/explore/scenario-subject.ts';
import { VICTIMS } from '../../src/explore/report.ts';
import { sampleById } from '../../src/samples/catalogue.ts';
import type { Sample } from '../../src/samples/sample.ts';
import { machinesIn } from '../../src/sandbox/machines.ts';
import type { Machine, Machines } from '../../src/sim/machine.ts';
import { compile } from '../../src/source/compile.ts';

/** Complete runs of *Order processing* a second: a crash, a restart, and on to the end. */
export interface ExploreRates {
  /** The resets, turns and calls of such runs alone, on the bare machine. */
  bare: number;
  /** Each run in full: simulated from its first step, and judged. */
  alone: number;
  /** Runs share what happened before their crash and what happens alike after it. */
  sharing: number;
  /** How often the machine was asked for in one round without, and with, sharing. */
  asked: { alone: number; sharing: number };
  /** Runs of one round. */
  runs: number;
}

/** Measures in rounds that take turns, so that a busy moment of the computer hits all alike. */
export function exploreRates(wasm: WebAssembly.Module, rounds: number): ExploreRates {
  const sample = sampleById('order');
  if (!sample) throw new Error('There is no sample order.');
  const machines = machinesOf(wasm, sample);
  const { log, recorded } = recording(machines);
  const first = round(sample, recorded, false);
  const bareCalls = log.slice();
  const times = { bare: [] as number[], alone: [] as number[], sharing: [] as number[] };
  let asked = { alone: 0, sharing: 0 };
  for (let at = 0; at <= rounds; at += 1) {
    const bare = timed(() => {
      for (const call of bareCalls) call();
    });
    const alone = timed(() => round(sample, machines, false));
    const sharing = timed(() => round(sample, machines, true));
    asked = { alone: alone.value.asked, sharing: sharing.value.asked };
    // The first round warms up.
    if (at === 0) continue;
    times.bare.push(bare.ms);
    times.alone.push(alone.ms);
    times.sharing.push(sharing.ms);
  }
  const rate = (ms: number[]): number => (first.runs / median(ms)) * 1000;
  return {
    bare: rate(times.bare),
    alone: rate(times.alone),
    sharing: rate(times.sharing),
    asked,
    runs: first.runs,
  };
}

function machinesOf(wasm: WebAssembly.Module, { source, scenario }: Sample): Machines {
  const compiled = compile(source);
  if (!compiled.ok) throw new Error('The sample cannot be read.');
  return machinesIn(wasm, { v1: compiled }, scenario);
}

/** One whole exploration: every place, app, sidecar and both. */
function round(
  sample: Sample,
  machines: Machines,
  isSharing: boolean,
): { runs: number; asked: number } {
  const subject = new ScenarioSubject(machines, sample.entry, sample.scenario, isSharing);
  let runs = 0;
  for (const found of explore(subject, { victims: VICTIMS, pairs: 0, seed: 1 }))
    if (found.kind === 'run') runs += 1;
  return { runs, asked: subject.machine.counts.asked };
}

/** Machines that note what they were asked, to be asked the same again. */
function recording(machines: Machines): { log: (() => void)[]; recorded: Machines } {
  const log: (() => void)[] = [];
  const noted = (machine: Machine): Machine => ({
    reset: (...given) => {
      log.push(() => machine.reset(...given));
      return machine.reset(...given);
    },
    turn: (...given) => {
      log.push(() => machine.turn(...given));
      return machine.turn(...given);
    },
    answerTurn: (...given) => {
      log.push(() => machine.answerTurn(...given));
      return machine.answerTurn(...given);
    },
    call: (...given) => {
      log.push(() => machine.call(...given));
      return machine.call(...given);
    },
    answer: (...given) => {
      log.push(() => machine.answer(...given));
      return machine.answer(...given);
    },
  });
  const recorded: Machines = (code, slot) => {
    const machine = machines(code, slot);
    return machine && noted(machine);
  };
  return { log, recorded };
}

function timed<T>(work: () => T): { ms: number; value: T } {
  const from = performance.now();
  const value = work();
  return { ms: performance.now() - from, value };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
