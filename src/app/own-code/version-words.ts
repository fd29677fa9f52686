import type { Version } from '../../ui/editor/editor-state.ts';
import type { Trace } from '../../trace/trace.ts';

/** An app run, and the version of the code that it runs. */
export interface VersionStart {
  run: number;
  version: Version;
}

/** The app runs of a trace, in order. The second app beside the first is none of them. */
export const versionStarts = (trace: Trace): VersionStart[] =>
  trace.steps.flatMap((step) =>
    step.kind === 'app-started' && step.slot === undefined
      ? [{ run: step.process, version: step.code ?? 'v1' }]
      : [],
  );

/** What a program that has a version 2 says under the text of one version: whether that one runs, and since when. `run`: the app run on the screen. */
export function runsText(version: Version, starts: readonly VersionStart[], run: number): string {
  const past = starts.filter((start) => start.run <= run);
  const now = past.at(-1)?.version ?? 'v1';
  const before = past.findLast((start) => start.version !== now);
  const since = past.find((start) => start.run > (before?.run ?? 0))?.run ?? 1;
  if (version === now) return `Runs since app run ${since}.`;
  if (version === 'v1') return `Version 2 runs since app run ${since}.`;
  const later = starts.find((start) => start.run > run && start.version === 'v2');
  if (later) return `Version 1 runs here. Version 2 runs from app run ${later.run}.`;
  return before ? `Version 1 runs since app run ${since}.` : 'Not deployed yet. Version 1 runs.';
}
