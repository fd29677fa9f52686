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
import type { Engine, JobListener } from './engine-client.ts';
import type { CompiledProgram } from './frame/protocol.ts';
import { linkReport } from './link-report.ts';
import { codeOf, isSameProgram, programViewOf } from './programs.ts';
import { isStopped, type RunStore } from './run.ts';
import type { stoppedRuns } from './stopped-runs.ts';

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
  const { engine, run } = parts;
  /** Few runs are ever stopped: it comes with the first. */
  let stopped: ReturnType<typeof stoppedRuns> | undefined;
  run.subscribe(({ shown }) => {
    if (stopped || !isStopped(shown)) return;
    void import('./stopped-runs.ts').then(
      ({ stoppedRuns }) => (stopped ??= stoppedRuns()),
      // Then an undo computes the run anew.
      () => undefined,
    );
  });
  /** The program whose run was long the last time: with an act in it, too, it may have no end. */
  let long: Scenario['program'] | undefined;
  const compute: Compute = (scenario, landing) => {
    const code = codeOf(scenario);
    if (!code) {
      fail(parts, 'This sample is not part of this version.', []);
      return;
    }
    const { moreThan = 0, to } = landing;
    const before = run.getState().shown;
    if (moreThan === 0) stopped?.leave(before);
    const again = isComingBack(landing) ? stopped?.of(scenario) : undefined;
    const showing = new Showing(parts, scenario, landing, again?.program);
    if (again) {
      engine.stop();
      showing.show(again.trace, true);
      return;
    }
    if (before && (!before.isComplete || isStopped(before))) long = before.scenario.program;
    showing.isEager = isAct(to) && isSameProgram(long, scenario.program);
    run.setState({ isComputing: true, isLong: moreThan > 0 || showing.isEager });
    engine.run(
      // The moment of a link keeps its lines, however late in a long run it is.
      { ...code, scenario, ...(isPlace(to) && { watched: to.place }) },
      listening(parts, showing, landing, () => compute(scenario, landing)),
    );
  };
  return compute;
}

function fail(
  { player, run }: Parts,
  title: string,
  problems: { text: string; line?: number }[],
): void {
  player.send({ type: 'PAUSE' });
  run.setState({ standing: { kind: 'problem', title, problems }, isComputing: false });
}

/** Shows what the engine tells of the run, as it comes. */
function listening(
  parts: Parts,
  showing: Showing,
  { moreThan = 0, to }: Landing,
  again: () => void,
): JobListener {
  const { run, tell, say } = parts;
  // As far as to an act it is the run that it was made in.
  const waysTo = isAct(to) ? stepOf(parts.player) : undefined;
  let steps: Step[] = [];
  let wantedLength = moreThan + 1;
  return {
    onCompiled: (compiled) => showing.read(compiled),
    onSteps: (more, performedAt = []) => {
      steps = [...steps, ...more];
      if (steps.length < wantedLength) return;
      showing.show({ steps, unused: [], performedAt }, false);
      if (showing.landed) wantedLength = steps.length * GROWTH;
    },
    onDone: (rest) => {
      // Stopped before it came as far as last time: what is there stays.
      if (steps.length <= moreThan) run.setState({ isComputing: false });
      else showing.show({ ...rest, steps }, true);
    },
    onProblems: (problems) =>
      fail(
        parts,
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
      showing.isEager = true;
      // Before the first picture the screen says so itself.
      if (showing.landed || run.getState().standing.kind !== 'ready') return;
      const now = steps.length;
      void import('./busy-words.ts').then(
        ({ busyText }) => !showing.landed && say(busyText(now, waysTo)),
        () => say('Still computing this run…'),
      );
    },
    onBroken: (reason) => {
      fail(parts, 'The engine could not run this program.', [{ text: reason }]);
      tell({
        tone: 'error',
        text: 'The engine gave up. Your program and what you did are safe.',
        action: { label: 'Try again', onPress: again },
      });
    },
  };
}

/** Puts on the screen what is there of a trace: the first time, when it has the place where the cursor lands. */
class Showing {
  program: ProgramView;
  landed: Spot | undefined;
  /** The run may take long: what was done is shown as soon as it has happened, and not with the whole run. */
  isEager = false;

  constructor(
    private readonly parts: Parts,
    private readonly scenario: Scenario,
    private readonly landing: Landing,
    program = programViewOf(scenario, NOTHING_READ),
  ) {
    this.program = program;
  }

  read(compiled: CompiledProgram): void {
    this.program = programViewOf(this.scenario, compiled);
  }

  show(trace: Trace, isComplete: boolean): void {
    const { scenario, landing } = this;
    const { run, player, onLanded } = this.parts;
    if (scenario.mode !== 'plain') this.program = withStarted(this.program, trace);
    const timeline = timelineOf(trace, isComplete);
    const isWaiting = !isComplete && !this.isEager && isAct(landing.to);
    const spot = this.landed || isWaiting ? undefined : spotOf(trace, landing, isComplete);
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

const isAct = (to: Landing['to']): to is { intervention: number } =>
  to !== 'start' && 'intervention' in to;

/** The step at which the cursor is. */
function stepOf(player: Player): number | undefined {
  const { timeline, index } = player.getSnapshot().context;
  return timeline.stops[index]?.step;
}

/** By Back or Forward, and not by a link. */
const isComingBack = ({ to, isFromLink, moreThan }: Landing): boolean =>
  isPlace(to) && isFromLink !== true && moreThan === undefined;

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
    const step = trace.performedAt[to.intervention];
    // An act is noted before the steps that it makes.
    if (step !== undefined && step < trace.steps.length) return { step, beat: 0, isExact: true };
    return isComplete ? { step: trace.steps.length - 1, beat: 0, isExact: false } : undefined;
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
