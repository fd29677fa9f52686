import { useState, type ReactNode } from 'react';
import { WaysList } from '../ui/ways-list.tsx';
import type { DoneAct } from '../ui/ways-menu.tsx';
import type { Session } from './session.ts';
import { waysOf } from './ways-offered.ts';

/** What the menu of all ways to fail holds, at the moment at which it was opened. Loaded when it is first opened. */
export default function WaysPanel(props: {
  session: Session;
  focus: string | undefined;
  acts: readonly DoneAct[];
}): ReactNode {
  const { session, focus, acts } = props;
  const [ways] = useState(() => waysOf(session, focus));
  return <WaysList ways={ways} acts={acts} onAct={(step) => session.seek(step, 0, 0)} />;
}
