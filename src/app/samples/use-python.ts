import { useEffect, useState } from 'react';
import type { OfferedSample, PythonReading, SampleInPython } from '../../samples/sample.ts';
import type { ProgramView } from '../../view/program-view.ts';
import type { Session } from '../session.ts';
import { type SampleTexts, textsOfSample } from './shelf.ts';

/** Of a sample in Python, the reading of the text and the workflow that `program` shows. Undefined: of these there is none. */
export function readingOf(
  python: SampleInPython,
  { workflow: name }: OfferedSample['entry'],
  texts: SampleTexts | undefined,
  program: ProgramView | undefined,
): PythonReading | undefined {
  if (!texts || !program || (program.workflow && program.workflow.name !== name)) return undefined;
  if (program.source === texts.source) return python;
  return program.source === texts.next ? python.next : undefined;
}

/** What is shown of the sample, in Python, and how it is copied. Undefined: there is no such reading, or it is not here yet. */
export function usePython(
  session: Session,
  sample: OfferedSample | undefined,
  program: ProgramView | undefined,
): { python: PythonReading; onCopyPython: () => void } | undefined {
  const [known, setKnown] = useState<{ id: string; reading: SampleInPython }>();
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
  if (!sample || !known || known.id !== id) return undefined;
  const python = readingOf(known.reading, sample.entry, textsOfSample(id), program);
  return python && { python, onCopyPython: () => void session.copyPython(python.text) };
}
