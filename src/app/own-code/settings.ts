import { FORMAT_VERSION } from '../../link/versions.ts';
import type { Settings } from '../../ui/editor/run-settings.tsx';
import { loadLinkReader, maybeLinkReader } from '../link-reader.ts';
import { sampleIndex } from '../programs.ts';
import type { Visit } from '../visit.ts';

/** Changes what decides a run beside its code, as an act. Answers with a sentence when the value is not allowed. */
export function changeSettings(visit: Visit, change: Partial<Settings>): string | undefined {
  const { scenario } = visit.state;
  const { input, seed, variables, events } = change;
  const { environment } = scenario;
  // Without an input a sample takes its own.
  const isSample = 'sample' in scenario.program;
  const next = {
    ...scenario,
    ...('input' in change && { input: isSample ? (input ?? null) : input }),
    ...(seed !== undefined && { seed }),
    environment: {
      ...environment,
      ...(variables && { variables }),
      ...(events && { events: events.map((event) => ({ ...event })) }),
    },
  };
  const { interventions: _placed, ...rest } = next;
  const reader = maybeLinkReader();
  if (!reader) {
    void loadLinkReader().catch(() => undefined);
    return 'A part of the app is still loading. Try again.';
  }
  const reading = reader.parseScenario({ replayscope: FORMAT_VERSION, ...rest }, sampleIndex);
  if (!reading.ok) return `This can’t be used: ${reading.problems[0] ?? 'it is too large.'}`;
  visit.edit(next, false);
  return undefined;
}
