import type { RunRecord } from './run-record.ts';

/** Why a run can't be judged by the one without its crashes. Undefined: it can. */
export function whyUnknown(base: RunRecord, run: RunRecord): string | undefined {
  const [lost] = run.unused.filter((each) => !base.unused.includes(each));
  if (lost !== undefined) return lostText(lost);
  if (base.failure !== undefined) return `The run without a crash was ended. ${base.failure}`;
  if (base.facts.over === 'limit') return 'The run without a crash does not end either.';
  return undefined;
}

/** A place in the run is told by what happened before it, so a crash that comes earlier may take it away. */
function lostText(lost: string): string {
  const [what = ''] = /^[a-z]+(?=:)/.exec(lost) ?? [];
  const own =
    what === '' ? 'something that the scenario does' : `the ${what} of the scenario itself`;
  return `After this crash, ${own} found no place, so the two runs can’t be compared.`;
}
