import type { Cursor } from '../trace/trace.ts';
import { holdable } from '../link/bounds.ts';
import { fingerprintOf } from '../link/fingerprint.ts';
import { sideViewIn } from '../link/panes.ts';
import { ENGINE_VERSION } from '../link/versions.ts';
import type { Moment, MomentView, Scenario } from '../sim/scenario.ts';
import { MAIN_INSTANCE } from '../sim/simulate.ts';
import type { Place } from '../trace/place.ts';
import { placeOf } from '../trace/positions.ts';
import { isStopped, type Run } from './run.ts';
import type { Notice } from '../ui/screen-state.ts';
import type { AppState } from './store.ts';

/** The pane that is open when nobody has opened another one. */
const FIRST_PANE = 'code';

/** The wiring is on the screen: opened here or by a link, else as the reader left it. */
export const isWiringOpen = ({ pane, preferences }: AppState): boolean =>
  pane === undefined || pane === 'transcript' ? preferences.isWired : pane === 'wiring';

/** The transcript is on the screen, in the place of the staircase: on its own, or beside the wiring. */
export const isTranscriptOpen = ({ pane, preferences }: AppState): boolean =>
  pane === 'transcript' || (preferences.isTranscribed && pane !== 'staircase');

/** One pane has room in a link: the one that was opened last, else the wiring. */
function openedPane(state: AppState): string | undefined {
  if (state.pane === 'transcript') return state.pane;
  if (isWiringOpen(state)) return 'wiring';
  return state.pane === undefined && isTranscriptOpen(state) ? 'transcript' : state.pane;
}

/** What a link holds of the screen; undefined when it stands as it opens by itself. */
function viewOf(state: AppState, position: Place | undefined): MomentView | undefined {
  const { focus, side, lentNames, preferences } = state;
  const own = openedPane(state);
  const pane = side ?? (own === FIRST_PANE ? undefined : own);
  const isElsewhere = focus !== undefined && focus !== (position?.instance ?? MAIN_INSTANCE);
  const names = lentNames ?? preferences.names;
  // Events bear names in the history only.
  const areNamesSeen = names !== 'plain' && (pane === undefined || pane === 'history');
  const view: MomentView = {
    ...(pane !== undefined && { pane }),
    ...(isElsewhere && { instance: focus }),
    ...(areNamesSeen && { names }),
  };
  return Object.keys(view).length > 0 ? view : undefined;
}

/** What is on the screen: its scenario, where it stands in the run and what is open, as far as a link can hold it. */
export function momentAt(
  state: AppState,
  position: Place | undefined,
  end: Pick<Moment, 'engine' | 'ending'>,
): Moment {
  const view = viewOf(state, position);
  const { scenario } = state;
  return holdable({ scenario, ...(position && { position }), ...(view && { view }), ...end });
}

/** How the screen stands when a link is opened. */
export function stateOfView(view: MomentView = {}): Pick<AppState, 'pane' | 'side' | 'lentNames'> {
  const { pane, names } = view;
  const side = sideViewIn(pane);
  return { pane: side ? undefined : pane, side, lentNames: names };
}

/** The place of a step and beat. Where the computing was stopped is none: a run that goes further has nothing there. */
export function placeIn(
  shown: NonNullable<Run['shown']>,
  { step: index, beat }: Cursor,
): Place | undefined {
  const { steps } = shown.trace;
  const step = steps[index === steps.length - 1 && isStopped(shown) ? index - 1 : index];
  return step && placeOf(step, beat);
}

/** How the run of a scenario ends. Until its end is there: what the link said of it. */
export function endOf(
  scenario: Scenario,
  shown: Run['shown'],
  awaited: Moment | undefined,
): Pick<Moment, 'engine' | 'ending'> {
  if (shown?.scenario === scenario && shown.isComplete && !isStopped(shown))
    return { engine: ENGINE_VERSION, ending: fingerprintOf(shown.trace) };
  if (awaited?.scenario !== scenario || awaited.ending === undefined) return {};
  const { engine, ending } = awaited;
  return { ...(engine !== undefined && { engine }), ending };
}

/** The message that stays when something is done: the way back from a sample, as long as it is that sample. */
export const lastingNotice = ({ notice }: AppState, { program }: Scenario): Notice | undefined =>
  'sample' in program && program.sample === notice?.staysWith ? notice : undefined;
