import { useEffect, useMemo, useState } from 'react';
import type { WayOut } from '../ui/why-it-broke.tsx';
import type { Frame } from '../view/frame.ts';
import type { Mend } from './mend.ts';
import type { Session } from './session.ts';

/** What looks for mends did not come: there are none to offer. */
const ignore = () => undefined;

/** In one row with the mended sample: this changes the code at hand. */
const nameOf = ({ label }: Mend): string =>
  `Change this code: ${label.charAt(0).toLowerCase()}${label.slice(1)}`;

const NONE: readonly Mend[] = [];

/** The mends for what is on the screen; none until the linter has looked. */
export function useMends(
  session: Session,
  frame: Frame | undefined,
  source: string | undefined,
): WayOut[] {
  const apart = frame?.disagreement ?? (frame?.silent?.isNow ? frame.silent : undefined);
  const lines = apart?.why.flatMap(({ line }) => line ?? []).join();
  const [known, setKnown] = useState<{ key: string; mends: readonly Mend[] }>();
  const key = `${lines} ${source}`;
  useEffect(() => {
    if (lines === undefined || source === undefined) return;
    let isCurrent = true;
    void session.mendsFor(source, lines.split(',').map(Number)).then((mends) => {
      if (isCurrent) setKnown({ key, mends });
    }, ignore);
    return () => {
      isCurrent = false;
    };
  }, [lines, source, key, session]);
  const mends = lines !== undefined && known?.key === key ? known.mends : NONE;
  return useMemo(
    () => mends.map((each) => ({ name: nameOf(each), onOpen: () => void session.mend(each) })),
    [mends, session],
  );
}
