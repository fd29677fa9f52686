import { tooMuch } from '../link/bounds.ts';
import { sampleById } from './samples/outlines.ts';
import {
  crashAt,
  isAppAliveAt,
  raiseAt,
  restartAt,
  type Act,
  type RestartOptions,
} from '../sim/fork.ts';
import { standingAt } from '../sim/standing.ts';
import type { Party, Scenario } from '../sim/scenario.ts';
import type { Cursor, Trace } from '../trace/trace.ts';
import type { Landing } from './compute.ts';
import { codeOf, momentOfQuestion, otherSeed, questionAfter, sampleOf } from './programs.ts';
import { fineActs, type Edit } from './fine-acts.ts';
import type { Visit } from './visit.ts';

/** Some app run has begun by now, whether or not it is alive. */
const hasAppStarted = (trace: Trace, cursor: Cursor): boolean =>
  trace.steps.slice(0, cursor.step + 1).some((step) => step.kind === 'app-started');

/** Takes back acts by the browser's own Back, which comes a moment later: never further than to what there was before all acts. */
function undoing(visit: Visit): () => void {
  /** Steps back that were asked for and have not come yet. */
  let asked = 0;
  visit.around.store.subscribe(({ acts }, before) => {
    if (acts === before.acts) return;
    asked = acts.done < before.acts.done ? Math.max(0, asked - (before.acts.done - acts.done)) : 0;
  });
  return () => {
    if (visit.state.acts.done <= asked) {
      if (asked === 0) visit.toast('There is nothing to undo.');
      return;
    }
    asked += 1;
    visit.around.bar.back();
    visit.toast('Undone.');
  };
}

/** Everything that edits the scenario. Each can be undone. */
export function actsOf(visit: Visit) {
  const { run, bar } = visit.around;

  const atCursor = (edit: Edit, next: Landing['next'], said?: string) => {
    const { shown, standing } = run.getState();
    // A press that comes before the run of the last one is there belongs to a picture that is gone.
    if (shown?.scenario !== visit.state.scenario || standing.kind !== 'ready') {
      void import('./not-yet.ts').then(
        ({ sayNotYet }) => sayNotYet(visit),
        () => visit.toast('Still computing. Press again in a moment.'),
      );
      return;
    }
    const edited = edit(shown.scenario, shown.trace, visit.cursor);
    if (!edited.ok) {
      visit.toast(edited.reason);
      return;
    }
    const over = tooMuch(edited.scenario);
    if (over !== undefined) {
      visit.toast(over);
      return;
    }
    const intervention = edited.scenario.interventions.length - 1;
    visit.act(edited.scenario, { to: { intervention }, next });
    if (said !== undefined) visit.toast(said);
  };

  const crash = () => atCursor(crashAt, 'pause');
  const hasNext = (scenario: Scenario): boolean =>
    sampleOf(scenario)?.hasNext ?? codeOf(scenario)?.next !== undefined;
  const restart = (options: RestartOptions = {}) => {
    const { shown } = run.getState();
    // A restart here would be put at the end of the run, where the app is long since alive.
    if (shown && !hasAppStarted(shown.trace, visit.cursor))
      visit.toast('No app run has started yet. There is nothing to crash or restart.');
    else atCursor((s, trace, at) => restartAt(s, trace, at, options, hasNext(s)), 'sweep');
  };
  return {
    crash,
    restart: () => restart(),
    /** The next app run loads version 2 of the code: what a deploy does. */
    restartWithNext: () => restart({ code: 'v2' }),
    /** The sidecar, or both, or the second app: `crash` is the first app alone. */
    crashParty: (target: Party) =>
      atCursor((s, trace, at) => crashAt(s, trace, at, target), 'pause'),
    restartWith: restart,
    crashOrRestart: () => {
      const { shown } = run.getState();
      const standing = shown && standingAt(shown.trace, visit.cursor);
      if (shown && standing?.isSidecarAlive && isAppAliveAt(shown.trace, visit.cursor)) crash();
      else restart();
    },
    /** Sends an external event to the workflow, now. */
    raise: (name: string, data: unknown) =>
      atCursor((scenario, trace, cursor) => raiseAt(scenario, trace, cursor, name, data), 'play'),
    /** A fault at a place of its own (sim/faults-at.ts), wherever the cursor is. */
    placeFault: (made: Act, next: Landing['next'], said: string) =>
      atCursor(() => made, next, said),
    ...fineActs(atCursor),
    /** What decides which acts are possible now; undefined: nothing is on the screen. */
    basis: () => {
      const { shown } = run.getState();
      return shown && { ...shown, cursor: visit.cursor, hasNext: hasNext(shown.scenario) };
    },
    ...sampleActs(visit),
    undo: undoing(visit),
    redo: () => {
      if (visit.state.acts.undone === 0) {
        visit.toast('Nothing was undone.');
        return;
      }
      bar.forward();
      visit.toast('Done again.');
    },
  };
}

/** Acts that open another moment: of another sample, or of another story of the same. */
function sampleActs(visit: Visit) {
  return {
    openSample: (id: string) => {
      const sample = sampleById(id);
      if (sample) visit.open(momentOfQuestion(sample, 0), { predicted: undefined });
    },
    nextQuestion: (origin?: string) => {
      const { scenario, question, revealed, preferences } = visit.state;
      const next = questionAfter(scenario, question, origin);
      // What the reveal has opened was for this run: the next question begins folded, and with its code.
      const asBefore = revealed && {
        revealed: undefined,
        pane: undefined,
        preferences: { ...preferences, isFolded: true },
      };
      if (next)
        visit.open(momentOfQuestion(next.sample, next.question), {
          question: next.question,
          predicted: undefined,
          ...asBefore,
        });
    },
    /** The same program with another seed: what was done by hand is dropped, for it was done in another story. */
    changeSeed: () => {
      const { scenario, question } = visit.state;
      const sample = sampleOf(scenario);
      const seed = otherSeed(scenario);
      const position = sample && momentOfQuestion(sample, question).position;
      visit.open(
        { scenario: { ...scenario, seed, interventions: [] }, ...(position && { position }) },
        { question },
      );
    },
    toggleBoth: () => {
      const { scenario, question } = visit.state;
      const mode = scenario.mode === 'both' ? 'plain' : 'both';
      visit.open({ ...visit.moment, scenario: { ...scenario, mode } }, { question });
    },
  };
}
