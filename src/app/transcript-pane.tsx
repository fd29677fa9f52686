import { useMemo, type ReactNode } from 'react';
import type { Trace } from '../trace/trace.ts';
import { TranscriptZone } from '../ui/transcript/transcript-zone.tsx';
import { focusOn } from '../view/focus.ts';
import type { ProgramView } from '../view/program-view.ts';
import { transcriptRows } from '../view/transcript.ts';

/** The transcript of the run. Loaded, and computed, when it is first opened. */
export default function TranscriptPane(props: {
  trace: Trace;
  whole: ProgramView;
  /** The instance that is shown. */
  focus: string | undefined;
  stop: number;
  onSeekIndex: (index: number) => void;
  onCopy: () => void;
  id: string;
  tabId?: string;
}): ReactNode {
  const { trace, whole, focus, ...rest } = props;
  const rows = useMemo(
    () => transcriptRows(trace, focusOn(whole, trace, focus)),
    [trace, whole, focus],
  );
  return <TranscriptZone {...rest} rows={rows} />;
}
