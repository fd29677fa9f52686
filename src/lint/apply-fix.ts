import type { Fix } from './finding.ts';

/** The source with one fix put in. */
export function applyFix(source: string, fix: Fix): string {
  let text = '';
  let done = 0;
  for (const { from, to, text: put } of fix.edits) {
    text += source.slice(done, from) + put;
    done = to;
  }
  return text + source.slice(done);
}
