import { withoutMain } from '../trace/place.ts';
import { sampleById } from './samples/outlines.ts';
import type { Scenario } from '../sim/scenario.ts';
import { MAIN_INSTANCE } from '../sim/simulate.ts';
import { formatPlace } from '../trace/place-text.ts';
import type { Frame } from '../view/frame.ts';

/** How the run stands at the moment on the screen. */
export type Verdict =
  'running' | 'waiting' | 'down' | 'disagrees' | 'silently-different' | 'completed' | 'failed';

/** What the page says about itself to tests and to pages that embed it (docs/STATE.md). Plain JSON. */
export interface PublicState {
  /** Id of the sample; absent for a program of one's own. */
  sample?: string;
  shows: Scenario['mode'];
  seed: number;
  /** The moment on the screen, as text: `t4.2:e8`. */
  position: string;
  /** Number of the stop, from 0, and how many stops the run has. */
  index: number;
  count: number;
  /** The run is still being computed: `count` rises, and the last stop is not its end. */
  isComputing: boolean;
  /** Somebody stopped the computing: the last stop is not the end of the run, and nothing more comes by itself. */
  isStopped: boolean;
  /** Number of the app run, from 1; 0 before the first start. */
  appRun: number;
  appStatus: Frame['app']['status'];
  isPlaying: boolean;
  /** The code is reading again what an earlier wake-up had been given. */
  isReplaying: boolean;
  mode: Frame['app']['mode'];
  /** Events in the history, and messages that no wake-up has handled. */
  historyLength: number;
  inboxLength: number;
  /** What was done to the world: one entry a kind of effect, also those that have not happened. */
  ledger: { subject: string; label: string; count: number }[];
  status: Frame['status'];
  verdict: Verdict;
  sentence: string;
  /** Opens this very moment in another browser. */
  address: string;
}

export interface PublicStateInput {
  frame: Frame;
  scenario: Scenario;
  isComputing: boolean;
  isStopped: boolean;
  isPlaying: boolean;
  address: string;
}

export function publicStateOf({
  frame,
  scenario,
  isComputing,
  isStopped,
  isPlaying,
  address,
}: PublicStateInput): PublicState {
  const { program } = scenario;
  const sample = 'sample' in program ? sampleById(program.sample) : undefined;
  return {
    ...(sample && { sample: sample.id }),
    shows: scenario.mode,
    seed: scenario.seed,
    position: formatPlace(withoutMain(frame.place, MAIN_INSTANCE)),
    index: frame.index,
    count: frame.count,
    isComputing,
    isStopped,
    appRun: frame.app.run,
    appStatus: frame.app.status,
    isPlaying,
    isReplaying: frame.app.mode === 'again',
    mode: frame.app.mode,
    historyLength: frame.history.length,
    inboxLength: frame.inbox.length,
    ledger: frame.world.map(({ subject, label, entries }) => ({
      subject,
      label,
      count: entries.length,
    })),
    status: frame.status,
    verdict: verdictOf(frame),
    sentence: [frame.sentence.lead, frame.sentence.text].filter((part) => part !== '').join(' '),
    address,
  };
}

function verdictOf(frame: Frame): Verdict {
  if (frame.disagreement) return 'disagrees';
  if (frame.silent) return 'silently-different';
  switch (frame.status) {
    case 'COMPLETED':
    case 'CONTINUED_AS_NEW':
      return 'completed';
    case 'FAILED':
    case 'CANCELED':
    case 'TERMINATED':
      return 'failed';
    case 'PENDING':
    case 'RUNNING':
    case 'SUSPENDED':
    case 'STALLED':
      break;
  }
  if (frame.app.status === 'dead' || frame.isEngineDown) return 'down';
  const plain = frame.panes.find((pane) => pane.kind === 'plain');
  if (frame.panes.length === 1 && plain?.outcome) return plainVerdict(plain.outcome.status);
  return frame.waitingFor.length > 0 || frame.isUnwoken ? 'waiting' : 'running';
}

/** A run of plain code alone has no workflow whose status could be told. */
function plainVerdict(status: string): Verdict {
  return status === 'COMPLETED' ? 'completed' : 'failed';
}

/** `window.replayscope`. */
export interface PublicDoor {
  /** Version of this object's shape. 0: no promise yet. */
  version: 0;
  /** The state now; undefined until the first run is on the screen, and while code that can't run stands in its place. */
  state(): PublicState | undefined;
  /** Calls `onChange` after every change of the state. The answer ends it. */
  subscribe(onChange: (state: PublicState) => void): () => void;
}

/** The door, and the way in which the app tells it of changes. `report` hears what a listener threw. */
export function publicDoor(report: (error: unknown) => void): {
  door: Readonly<PublicDoor>;
  tell: (state: PublicState | undefined) => void;
} {
  let known: PublicState | undefined;
  const listeners = new Set<(state: PublicState) => void>();
  const door: PublicDoor = {
    version: 0,
    state: () => known,
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
  };
  return {
    door: Object.freeze(door),
    tell: (state) => {
      if (known && JSON.stringify(known) === JSON.stringify(state)) return;
      known = state;
      if (state === undefined) return;
      for (const listener of listeners) {
        try {
          listener(state);
        } catch (error) {
          // Whoever listens must not be able to stop the page.
          report(error);
        }
      }
    },
  };
}
