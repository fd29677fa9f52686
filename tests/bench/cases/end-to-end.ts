import { live } from '../../../src/sim/stimuli.ts';
import { createRegisteredMachine } from '../../../src/sandbox/registered-machine.ts';
import { median, ms, timed, type BenchCase, type Finding } from '../measure.ts';
import { real } from '../real-engine.ts';
import { addOne, ADD_ONE_SOURCE, sequence, SEQUENCE_SOURCE, sumOf } from '../sequence.ts';
import { wasm } from '../wasm.ts';

const COUNT = 5_000;
const DOUBLED = [COUNT, 2 * COUNT, 4 * COUNT];
const MANNER = { dialect: 'durabletask', facade: 'durabletask' } as const;
const ROUNDS = 3;

/** Scheduling, every activity, every answer and every save, in the sandbox. What `replayscope run` does, without reading its line. */
function ours(count: number): void {
  const machine = createRegisteredMachine(
    wasm,
    { orchestrators: { sequence: SEQUENCE_SOURCE }, activities: { addOne: ADD_ONE_SOURCE } },
    MANNER,
  );
  const { instance } = live({
    machine,
    ...MANNER,
    seed: 1,
    name: 'sequence',
    instanceId: 'wf-1',
    input: JSON.stringify(count),
    stimuli: [{ do: 'startWorker' }, { do: 'idle' }],
    faults: [],
    rules: 'sidecar',
  });
  const last = instance.history.at(-1);
  if (last?.type !== 'ExecutionCompleted' || last.result !== String(sumOf(count)))
    throw new Error(`Our run ended with ${JSON.stringify(last)}.`);
}

/** The same with the real package: its in-memory backend, its worker and its client. */
async function theirs(count: number): Promise<void> {
  const backend = new real.InMemoryOrchestrationBackend(10 * count);
  const worker = new real.TestOrchestrationWorker(backend);
  worker.addNamedOrchestrator('sequence', sequence);
  worker.addNamedActivity('addOne', addOne);
  const client = new real.TestOrchestrationClient(backend);
  const { log, info, debug } = console;
  // The worker has no switch for its log.
  console.log = console.info = console.debug = () => undefined;
  try {
    await worker.start();
    const id = await client.scheduleNewOrchestration('sequence', count);
    const state = await client.waitForOrchestrationCompletion(id, true, 3_600);
    await worker.stop();
    if (state?.serializedOutput !== String(sumOf(count)))
      throw new Error(`The real run ended with ${String(state?.serializedOutput)}.`);
  } finally {
    Object.assign(console, { log, info, debug });
  }
}

export default {
  title: `${COUNT} activities, one after the other, from end to end`,
  async run() {
    ours(500);
    await theirs(20);
    const times = DOUBLED.map((): number[] => []);
    const measure = async (): Promise<void> => {
      for (let round = 0; round < ROUNDS; round += 1)
        for (const [index, count] of DOUBLED.entries())
          times[index]?.push(await timed(() => ours(count)));
    };
    await measure();
    // It takes minutes, so it is done once, between two halves of ours.
    const real = await timed(() => theirs(COUNT));
    await measure();
    const once = median(times[0] ?? []);
    // The fastest of each is what the work takes; the rest is what else the computer did.
    const fastest = times.map((each) => Math.min(...each));
    const findings: Finding[] = [
      {
        what: 'our run, times as fast as the real in-memory backend',
        figures: [`ours ${ms(once)}`, `real backend and worker ${ms(real)}`],
        ratio: real / once,
        target: { atLeast: 50 },
      },
    ];
    for (let index = 1; index < DOUBLED.length; index += 1) {
      const before = fastest[index - 1] ?? 0;
      const after = fastest[index] ?? 0;
      findings.push({
        what: `our run of ${DOUBLED[index]} activities, times as long as that of ${DOUBLED[index - 1]}`,
        figures: [ms(after), ms(before)],
        ratio: after / before,
        target: { atMost: 2.2 },
      });
    }
    return findings;
  },
} satisfies BenchCase;
