import { useMemo, type ReactNode } from 'react';
import type { Trace } from '../trace/trace.ts';
import { TranscriptZone } from '../ui/transcript/transcript-zone.tsx';
import { untold } from './lesson/predicted.ts';
import { focusOn } from '../view/focus.ts';
import type { ProgramView } from '../view/program-view.ts';
import { rowsBefore, transcriptRows } from '../view/transcript.ts';

/** The transcript of the run. Loaded, and computed, when it is first opened. */
export default function TranscriptPane(props: {
  trace: Trace;
  whole: ProgramView;
  /** The instance that is shown. */
  focus: string | undefined;
  /** The step at which a question waits for its answer: nothing is told from there on. */
  gate: number | undefined;
  stop: number;
  onSeekIndex: (index: number) => void;
  onCopy: () => void;
  id: string;
  tabId?: string;
}): ReactNode {
  const { trace, whole, focus, gate, ...rest } = props;
  const all = useMemo(
    () => transcriptRows(trace, focusOn(whole, trace, focus)),
    [trace, whole, focus],
  );
  const rows = useMemo(
    () =>
      gate === undefined
        ? all
        : rowsBefore(all, trace, gate).map((row) => ({ ...row, text: untold(row.text) })),
    [all, trace, gate],
  );
  return <TranscriptZone {...rest} rows={rows} isAsked={rows.length < all.length} />;
}
