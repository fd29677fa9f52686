import { useMemo, type ReactNode } from 'react';
import type { Cursor, Trace } from '../trace/trace.ts';
import { WiringZone } from '../ui/wiring/wiring-zone.tsx';
import type { Frame } from '../view/frame.ts';
import { focusOn } from '../view/focus.ts';
import type { ProgramView } from '../view/program-view.ts';
import { passingAt, trafficAt } from '../view/wiring-letters.ts';
import { wiringAt } from '../view/wiring.ts';

/** The wiring of the run at the cursor. Loaded when it is first opened; between two stops only the letter is computed. */
export default function WiringPane(props: {
  trace: Trace;
  cursor: Cursor;
  whole: ProgramView;
  /** The instance that is shown. */
  focus: string | undefined;
  frame: Frame;
  id: string;
  tabId?: string;
}): ReactNode {
  const { trace, cursor, whole, focus, frame, id, tabId } = props;
  const program = useMemo(() => focusOn(whole, trace, focus), [whole, trace, focus]);
  const { step, beat, fraction } = cursor;
  const boxes = useMemo(
    () => wiringAt(trace, { step, beat, fraction: 0 }, program, frame),
    [trace, step, beat, program, frame],
  );
  const passing = useMemo(
    () => passingAt(trace, { step, beat }, program.focus),
    [trace, step, beat, program.focus],
  );
  const traffic = trafficAt(passing, fraction);
  return <WiringZone boxes={boxes} traffic={traffic} id={id} {...(tabId && { tabId })} />;
}
