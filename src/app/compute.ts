import type { ActorRefFrom } from 'xstate';
import type { playerMachine } from '../player/player-machine.ts';
import { fingerprintOf } from '../link/fingerprint.ts';
import { indexOf, timelineOf } from '../player/positions.ts';
import type { Scenario } from '../sim/scenario.ts';
import { MAIN_INSTANCE } from '../sim/simulate.ts';
import type { Place } from '../trace/place.ts';
import { findPlace } from '../trace/positions.ts';
import type { Step } from '../trace/step.ts';
import type { Trace } from '../trace/trace.ts';
import type { Notice } from '../ui/screen-state.ts';
import { withStarted } from '../view/focus.ts';
import type { ProgramView } from '../view/program-view.ts';
import type { Engine } from './engine-client.ts';
import type { CompiledProgram } from './frame/protocol.ts';
import { codeOf, programViewOf } from './programs.ts';
import type { RunStore } from './run.ts';

export type Player = ActorRefFrom<typeof playerMachine>;

/** Where the cursor goes when the new trace is there, and what the player does then. */
export interface Landing {
  to: { place: Place } | { intervention: number } | 'start';
  next: 'pause' | 'play' | 'sweep';
  /** The moment came from a link: say so when this run does not have it. */
  isFromLink?: boolean;
  /** How the run ended when the link was made (link/fingerprint.ts): say so when it ends differently. */
  ending?: string;
}

interface Parts {
  engine: Engine;
  run: RunStore;
  player: Player;
  tell: (notice: Notice) => void;
  /** A word in passing. */
  say: (text: string) => void;
  /** The cursor is in the new trace. */
  onLanded: () => void;
}

/** Before the worker has read the text. */
const NOTHING_READ: CompiledProgram = { functions: [], remarks: [], effects: [] };

export type Compute = (scenario: Scenario, landing: Landing) => void;

/** Lets the engine compute a scenario's trace, shows it as soon as the landing place is in it, and puts the cursor there. */
export function computing({ engine, run, player, tell, say, onLanded }: Parts): Compute {
  const compute: Compute = (scenario, landing) => {
    const code = codeOf(scenario);
    if (!code) {
      fail('This sample is not part of this version.', []);
      return;
    }
    let program: ProgramView = programViewOf(scenario, NOTHING_READ);
    let steps: Step[] = [];
    let landed: { isExact: boolean } | undefined;

    const show = (trace: Trace, isComplete: boolean) => {
      if (scenario.mode !== 'plain') program = withStarted(program, trace);
      const timeline = timelineOf(trace, isComplete);
      const spot = landed ? undefined : spotOf(trace, landing, isComplete);
      if (!landed && !spot) return;
      // A new object for each portion: a trace that is shown is never edited.
      run.setState({
        standing: { kind: 'ready' },
        shown: { scenario, program, trace, isComplete },
        isComputing: !isComplete,
      });
      if (spot) {
        landed = spot;
        const index = indexOf(timeline, spot.step, spot.beat);
        player.send({ type: 'LOAD', timeline, index, next: landing.next });
        onLanded();
      } else {
        player.send({ type: 'EXTEND', timeline });
      }
      // Only the whole run tells which acts found no place, also when the moment itself was there early.
      if (isComplete && landed) report(trace, landing, landed.isExact, tell);
    };

    run.setState({ isComputing: true });
    engine.run(
      // The moment of a link keeps its lines, however late in a long run it is.
      { ...code, scenario, ...(isPlace(landing.to) && { watched: landing.to.place }) },
      {
        onCompiled: (compiled) => {
          program = programViewOf(scenario, compiled);
        },
        onSteps: (more) => {
          steps = [...steps, ...more];
          show({ steps, unused: [], performedAt: [] }, false);
        },
        onDone: (rest) => show({ ...rest, steps }, true),
        onProblems: (problems) =>
          fail(
            'This program cannot run here.',
            problems.map(({ message, line }) => ({ text: message, line })),
          ),
        onStartedOver: () => {
          steps = [];
          tell({
            tone: 'warning',
            text: 'The engine stopped answering. It was started again.',
          });
        },
        onStillGoing: () => !landed && sayBusy(run, say),
        onBroken: (reason) => {
          fail('The engine could not run this program.', [{ text: reason }]);
          tell({
            tone: 'error',
            text: 'The engine gave up. Your program and what you did are safe.',
            action: { label: 'Try again', onPress: () => compute(scenario, landing) },
          });
        },
      },
    );
  };

  const fail = (title: string, problems: { text: string; line?: number }[]) => {
    player.send({ type: 'PAUSE' });
    run.setState({ standing: { kind: 'problem', title, problems }, isComputing: false });
  };

  return compute;
}

/** Before the first picture the screen says so itself. */
function sayBusy(run: RunStore, say: Parts['say']): void {
  if (run.getState().standing.kind === 'ready') say('Still computing this run…');
}

const isPlace = (to: Landing['to']): to is { place: Place } => to !== 'start' && 'place' in to;

interface Spot {
  step: number;
  beat: number;
  isExact: boolean;
}

/** Where the cursor lands; undefined while the part of the trace that is there does not have it. */
function spotOf(trace: Trace, { to }: Landing, isComplete: boolean): Spot | undefined {
  if (to === 'start') return { step: 0, beat: 0, isExact: true };
  if ('intervention' in to) {
    if (!isComplete) return undefined;
    const step = trace.performedAt[to.intervention];
    if (step === undefined) return { step: trace.steps.length - 1, beat: 0, isExact: false };
    return { step, beat: 0, isExact: true };
  }
  const found = findPlace(trace, to.place, trace.mainInstance ?? MAIN_INSTANCE);
  if (found?.isExact || (found && isComplete)) return found;
  return isComplete ? { step: 0, beat: 0, isExact: false } : undefined;
}

function report(
  trace: Trace,
  { isFromLink, ending }: Landing,
  isExact: boolean,
  tell: (notice: Notice) => void,
): void {
  const texts = [
    ...(isFromLink ? missing(trace, isExact) : []),
    ...(ending !== undefined && ending !== fingerprintOf(trace) ? [ENDS_DIFFERENTLY] : []),
  ];
  if (texts.length > 0) tell({ tone: 'warning', text: texts.join(' ') });
}

const ENDS_DIFFERENTLY =
  'This run ends differently from when the link was made. Replayscope may have changed since.';

function missing(trace: Trace, isExact: boolean): string[] {
  if (trace.unused.length > 0) {
    const count = trace.unused.length;
    const acts = count === 1 ? 'One act' : `${count} acts`;
    return [
      `${acts} of this link found no place in this run, so it may look different from what was shared.`,
    ];
  }
  if (isExact) return [];
  return ['This run does not have the moment that the link names. It opens at the nearest one.'];
}
