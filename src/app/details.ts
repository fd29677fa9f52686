import { endsAlike } from '../link/fingerprint.ts';
import { cursorOf, type playerMachine } from '../player/player-machine.ts';
import { indexOf, timelineOf } from '../player/positions.ts';
import type { Step } from '../trace/step.ts';
import type { Trace } from '../trace/trace.ts';
import type { ActorRefFrom } from 'xstate';
import type { Engine } from './engine-client.ts';
import { codeOf } from './programs.ts';
import type { Run, RunStore } from './run.ts';
import { wantedLines, withVariablesOf } from './wanted-lines.ts';

interface Parts {
  engine: Engine;
  run: RunStore;
  player: ActorRefFrom<typeof playerMachine>;
}

/** Passes whose beats are kept beside those that the run came with. The oldest goes first. */
const MOST_KEPT = 12;

type Shown = NonNullable<Run['shown']>;

/**
 * A long run keeps the beats of its first passes only. Where the cursor rests on another one, that pass is run again with probes
 * on: the run is the same to the byte, so its beats are those that it would have had. The variables of a long pass come in the same
 * way, for the lines around the cursor.
 */
export function detailing({ engine, run, player }: Parts): () => void {
  /** The run that the rest speaks of. */
  let scenario: unknown;
  /** Passes that were filled in, by the step's index, as they came without beats. */
  let filled = new Map<number, Step>();
  let asked: string | undefined;

  const fill = (shown: Shown, index: number, step: Step): void => {
    const steps = [...shown.trace.steps];
    const bare = steps[index];
    if (bare?.kind !== 'pass' || step.kind !== 'pass' || !step.pass.beats) return;
    if (!filled.has(index)) filled.set(index, bare);
    const beats = withVariablesOf(step.pass.beats, bare.pass.beats);
    steps[index] = { ...step, pass: { ...step.pass, beats } };
    const [oldest] = filled;
    if (filled.size > MOST_KEPT && oldest) {
      steps[oldest[0]] = oldest[1];
      filled.delete(oldest[0]);
    }
    const trace: Trace = { ...shown.trace, steps };
    endsAlike(shown.trace, trace);
    const { step: at, beat } = cursorOf(player.getSnapshot().context);
    const timeline = timelineOf(trace);
    run.setState({ shown: { ...shown, trace } });
    player.send({ type: 'LOAD', timeline, index: indexOf(timeline, at, beat), next: 'pause' });
  };

  return () => {
    const { shown, isComputing } = run.getState();
    const snapshot = player.getSnapshot();
    if (isComputing || shown?.scenario !== scenario) {
      // Another run, or the same one anew: what was asked for is dropped.
      scenario = shown?.scenario;
      filled = new Map();
      asked = undefined;
    }
    if (!shown?.isComplete || isComputing || snapshot.value !== 'paused') return;
    const { step: index, beat } = cursorOf(snapshot.context);
    const step = shown.trace.steps[index];
    const code = codeOf(shown.scenario);
    const wanted = step?.kind === 'pass' ? wantedLines(step.pass, beat) : undefined;
    if (!step || !wanted || !code) return;
    const key = JSON.stringify([index, wanted]);
    if (asked === key) return;
    asked = key;
    // Lines that come while it plays on must not stop it.
    const isStillWanted = (): boolean =>
      asked === key && run.getState().shown === shown && player.getSnapshot().value === 'paused';
    let isFilled = false;
    const nothing = (): void => undefined;
    engine.run(
      { ...code, scenario: shown.scenario, watched: step.place, only: index, ...wanted },
      {
        onCompiled: nothing,
        onSteps: ([again]) => {
          isFilled = again !== undefined && isStillWanted();
          if (again && isFilled) fill(shown, index, again);
        },
        onDone: () => {
          // What came and was of no use is asked for again where the cursor rests; what is not in it, never.
          if (asked === key && !isFilled) asked = undefined;
        },
        // The run is on the screen as it was; only its lines are missing here.
        onProblems: nothing,
        onStartedOver: nothing,
        onBroken: nothing,
      },
    );
  };
}
