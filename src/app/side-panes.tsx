import { lazy, Suspense, type ReactNode } from 'react';
import type { Cursor } from '../trace/trace.ts';
import type { ScreenProps } from '../ui/screen.tsx';
import type { Frame } from '../view/frame.ts';
import { isTranscriptOpen, isWiringOpen } from './moment-view.ts';
import type { Run } from './run.ts';
import type { Session } from './session.ts';
import type { AppState } from './store.ts';

/** Loaded when they are first opened. */
const WiringPane = lazy(() => import('./wiring-pane.tsx'));
const TranscriptPane = lazy(() => import('./transcript-pane.tsx'));

/** Panes that are drawn when they are asked for. */
export function sidePanesOf(from: {
  shown: NonNullable<Run['shown']>;
  cursor: Cursor;
  frame: Frame;
  state: AppState;
  session: Session;
}): ScreenProps['sidePanes'] {
  const { shown, cursor, frame, state, session } = from;
  const run = { trace: shown.trace, whole: shown.program, focus: state.focus };
  const waiting = (id: string, kind: string): ReactNode => (
    <section id={id} className={`zone ${kind}`} aria-busy="true" />
  );
  return {
    wiring: {
      isOn: isWiringOpen(state),
      draw: (panel) => (
        <Suspense fallback={waiting(panel.id, 'wiring')}>
          <WiringPane {...panel} {...run} cursor={cursor} frame={frame} />
        </Suspense>
      ),
    },
    transcript: {
      isOn: isTranscriptOpen(state),
      draw: (panel) => (
        <Suspense fallback={waiting(panel.id, 'transcript')}>
          <TranscriptPane
            {...panel}
            {...run}
            stop={frame.index}
            onSeekIndex={session.seekIndex}
            onCopy={() => void session.shareMarkdown()}
          />
        </Suspense>
      ),
    },
  };
}
