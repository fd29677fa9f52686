import type { ReactNode } from 'react';
import type { CodePane } from '../view/frame.ts';
import { CodeListing } from './code-listing.tsx';
import { numberInPython, paneInPython, pythonRows, type PythonText } from './python-reading.ts';
import type { LineRange } from './screen-state.ts';

/** The workflow as Dapr's Python SDK has it, in the place of its lines. */
export default function PythonListing(props: {
  python: PythonText;
  source: string;
  range: LineRange;
  pane: CodePane;
  moment: number;
  apartLine: number | undefined;
  isSilent: boolean;
}): ReactNode {
  const { python, range, pane, apartLine, ...rest } = props;
  return (
    <CodeListing
      {...rest}
      range={range}
      rows={pythonRows(python, range.from)}
      pane={paneInPython(pane, python, range.from)}
      {...(apartLine !== undefined && {
        apartLine: numberInPython(python, range.from, apartLine),
      })}
    />
  );
}
