import { useEffect, useState } from 'react';
import type { OfferedSample, PythonReading } from '../../samples/sample.ts';
import type { Session } from '../session.ts';

/** The sample's program in Python. Undefined: it has none, or it is not here yet. */
export function usePython(
  session: Session,
  sample: OfferedSample | undefined,
): PythonReading | undefined {
  const [known, setKnown] = useState<{ id: string; reading: PythonReading }>();
  const id = sample?.hasPython ? sample.id : undefined;
  useEffect(() => {
    if (id === undefined) return;
    let isCurrent = true;
    session
      .loadPython(id)
      .then((reading) => {
        if (isCurrent && reading) setKnown({ id, reading });
      })
      // It is there to be read beside the program that runs: without it nothing is lost.
      .catch(() => undefined);
    return () => {
      isCurrent = false;
    };
  }, [id, session]);
  return known && known.id === id ? known.reading : undefined;
}
