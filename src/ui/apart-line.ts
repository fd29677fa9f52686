import type { CodePane, Frame } from '../view/frame.ts';
import { apartOf } from './mood.ts';

/** The line at which the chain of cause begins, to be marked in red. */
export function apartLineOf(frame: Frame, pane: CodePane): number | undefined {
  const apart = apartOf(frame);
  if (!apart || pane.kind !== 'workflow') return undefined;
  return apart.why.find((link) => link.line !== undefined)?.line ?? pane.line;
}
