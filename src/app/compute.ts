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
import { linkReport } from './link-report.ts';
import { codeOf, programViewOf } from './programs.ts';
import { isStopped, type RunStore } from './run.ts';

export type Player = ActorRefFrom<typeof playerMachine>;

/** Where the cursor goes when the new trace is there, and what the player does then. */
export interface Landing {
  to: { place: Place } | { intervention: number } | 'start';
  next: 'pause' | 'play' | 'sweep';
  /** The moment came from a link: say so when this run does not have it. */
  isFromLink?: boolean;
  /** How the run ended when the link was made (link/fingerprint.ts): say so when it ends differently. */
  ending?: string;
  /** The same run is on the screen, as far as it was computed: nothing of it is taken away until more is there. */
  moreThan?: number;
}

/** Once there is a first picture, it is drawn again when so much more has come: each time costs as much as all that is there. */
const GROWTH = 1.2;

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
export function computing(parts: Parts): Compute {
  const { engine, run, player, tell, say } = parts;
  const compute: Compute = (scenario, landing) => {
    const code = codeOf(scenario);
    if (!code) {
      fail('This sample is not part of this version.', []);
      return;
    }
    const { moreThan = 0 } = landing;
    const showing = new Showing(parts, scenario, landing);
    let steps: Step[] = [];
    let wantedLength = moreThan + 1;

    run.setState({ isComputing: true, isLong: moreThan > 0 });
    engine.run(
      // The moment of a link keeps its lines, however late in a long run it is.
      { ...code, scenario, ...(isPlace(landing.to) && { watched: landing.to.place }) },
      {
        onCompiled: (compiled) => {
          showing.program = programViewOf(scenario, compiled);
        },
        onSteps: (more) => {
          steps = [...steps, ...more];
          if (steps.length < wantedLength) return;
          showing.show({ steps, unused: [], performedAt: [] }, false);
          if (showing.landed) wantedLength = steps.length * GROWTH;
        },
        onDone: (rest) => {
          // Stopped before it came as far as last time: what is there stays.
          if (steps.length <= moreThan) run.setState({ isComputing: false });
          else showing.show({ ...rest, steps }, true);
        },
        onProblems: (problems) =>
          fail(
            'This program can’t run here.',
            problems.map(({ message, line }) => ({ text: message, line })),
          ),
        onStartedOver: () => {
          steps = [];
          tell({
            tone: 'warning',
            text: 'The engine stopped answering. It was started again.',
          });
        },
        onStillGoing: () => {
          run.setState({ isLong: true });
          if (!showing.landed) sayBusy(run, say);
        },
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

/** Puts on the screen what is there of a trace: the first time, when it has the place where the cursor lands. */
class Showing {
  program: ProgramView;
  landed: Spot | undefined;

  constructor(
    private readonly parts: Parts,
    private readonly scenario: Scenario,
    private readonly landing: Landing,
  ) {
    this.program = programViewOf(scenario, NOTHING_READ);
  }

  show(trace: Trace, isComplete: boolean): void {
    const { scenario, landing } = this;
    const { run, player, onLanded } = this.parts;
    if (scenario.mode !== 'plain') this.program = withStarted(this.program, trace);
    const timeline = timelineOf(trace, isComplete);
    const spot = this.landed ? undefined : spotOf(trace, landing, isComplete);
    if (!this.landed && !spot) return;
    // A new object for each portion: a trace that is shown is never edited.
    run.setState({
      standing: { kind: 'ready' },
      shown: { scenario, program: this.program, trace, isComplete },
      isComputing: !isComplete,
    });
    if (spot) {
      this.landed = spot;
      const index = indexOf(timeline, spot.step, spot.beat);
      player.send({ type: 'LOAD', timeline, index, next: landing.next });
      onLanded();
    } else {
      player.send({ type: 'EXTEND', timeline });
    }
    // Only the whole run tells which acts found no place, also when the moment itself was there early.
    if (isComplete && this.landed && !isStopped(run.getState().shown))
      report(trace, landing, this.landed.isExact, this.parts);
  }
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

/** Says what of a link this run does not have. */
function report(
  trace: Trace,
  { isFromLink, ending }: Landing,
  isExact: boolean,
  { tell }: Parts,
): void {
  const lost = isFromLink ? trace.unused.length : 0;
  const isNearby = isFromLink === true && !isExact;
  const endsDifferently = ending !== undefined && ending !== fingerprintOf(trace);
  if (lost === 0 && !isNearby && !endsDifferently) return;
  tell({ tone: 'warning', text: linkReport(lost, isNearby, endsDifferently) });
}
