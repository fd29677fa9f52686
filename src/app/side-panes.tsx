import type { Cursor } from '../trace/trace.ts';
import { lazyPart } from '../ui/lazy-part.tsx';
import type { ScreenProps } from '../ui/screen.tsx';
import type { Frame } from '../view/frame.ts';
import type { Choice } from './drawing/picture.ts';
import { isTranscriptOpen, isWiringOpen } from './moment-view.ts';
import type { Run } from './run.ts';
import type { Session } from './session.ts';
import type { AppState } from './store.ts';

/** Loaded when they are first opened. */
const WiringPane = lazyPart(
  'The wiring',
  () => import('./wiring-pane.tsx'),
  <section className="zone wiring" aria-busy="true" />,
);
const TranscriptPane = lazyPart(
  'The transcript',
  () => import('./transcript-pane.tsx'),
  <section className="zone transcript" aria-busy="true" />,
);

/** Panes that are drawn when they are asked for. */
export function sidePanesOf(
  from: {
    shown: NonNullable<Run['shown']>;
    cursor: Cursor;
    frame: Frame;
    state: AppState;
    session: Session;
  },
  /** The instance on the screen, and the step at which a question waits for its answer. */
  { focus, gate }: Pick<Choice, 'focus' | 'gate'>,
): ScreenProps['sidePanes'] {
  const { shown, cursor, frame, state, session } = from;
  const run = { trace: shown.trace, whole: shown.program, focus };
  return {
    wiring: {
      isOn: isWiringOpen(state),
      draw: (panel) => <WiringPane {...panel} {...run} cursor={cursor} frame={frame} />,
    },
    transcript: {
      isOn: isTranscriptOpen(state),
      draw: (panel) => (
        <TranscriptPane
          {...panel}
          {...run}
          gate={gate}
          stop={frame.index}
          onSeekIndex={session.seekIndex}
          onCopy={() => void session.shareMarkdown()}
        />
      ),
    },
  };
}
