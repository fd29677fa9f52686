import { execute } from '../../../src/engine/execute.ts';
import type { TurnResult, WorkItem } from '../../../src/engine/turn.ts';
import { createRegisteredMachine } from '../../../src/sandbox/registered-machine.ts';
import { START_MS } from '../../../src/sim/simulate.ts';
import { alternating, ms, type BenchCase } from '../measure.ts';
import { realEvents, realExecutor } from '../real-engine.ts';
import { sequence, SEQUENCE_SOURCE, sequenceHistory, sumOf } from '../sequence.ts';
import { wasm } from '../wasm.ts';

const COUNT = 10_000;
const MANNER = { dialect: 'durabletask', facade: 'durabletask' } as const;
const PROCESS = { seed: 1, process: 1, nowMs: START_MS, variables: {} };
const TURN = {
  ...({ seed: 1, process: 1, instance: 'wf-1', of: 'turn' } as const),
  ...{ number: 1, attempt: 1, nowMs: START_MS },
};

/** Both engines must have come to the end of the history, or nothing was measured. */
function check(who: string, result: TurnResult | undefined): void {
  const [action] = result?.actions ?? [];
  const output = action?.type === 'CompleteOrchestration' ? action.result : undefined;
  if (output !== String(sumOf(COUNT)))
    throw new Error(`${who} answered ${JSON.stringify(action)}.`);
}

export default {
  title: `One full replay of ${COUNT} activities, one after the other`,
  async run() {
    const events = sequenceHistory(COUNT);
    const item: WorkItem = { ...MANNER, instanceId: 'wf-1', ...events };
    const program = { get: () => sequence };
    const natively = async () => check('our engine', await execute(item, program));

    const machine = createRegisteredMachine(
      wasm,
      { orchestrators: { sequence: SEQUENCE_SOURCE }, activities: {} },
      MANNER,
    );
    const inSandbox = () => {
      machine.reset(PROCESS);
      const outcome = machine.turn(item, TURN, false);
      check('the sandbox', outcome.kind === 'done' ? outcome.result : undefined);
    };

    const oldEvents = realEvents(events.oldEvents);
    const newEvents = realEvents(events.newEvents);
    const really = async () => {
      const executor = realExecutor('sequence', sequence);
      const { actions } = await executor.execute('wf-1', oldEvents, newEvents);
      if (!JSON.stringify(actions).includes(String(sumOf(COUNT))))
        throw new Error('The real executor did not come to its end.');
    };

    const [native = 0, sandboxed = 0, theirs = 0] = await alternating(
      [natively, inSandbox, really],
      { rounds: 11, warmUps: 4 },
    );
    const realFigure = `real executor ${ms(theirs)}`;
    return [
      {
        what: 'our engine in Node, times as fast as the real executor',
        figures: [`ours ${ms(native)}`, realFigure],
        ratio: theirs / native,
        target: { atLeast: 4 },
      },
      {
        what: 'our engine in the sandbox, times as fast as the real executor',
        figures: [`ours ${ms(sandboxed)}`, realFigure],
        ratio: theirs / sandboxed,
        target: { atLeast: 0.3 },
      },
    ];
  },
} satisfies BenchCase;
