import { explore } from '../../src/explore/explore.ts';
import { VICTIMS, type ExploredRun, type Summary } from '../../src/explore/report.ts';
import { ScenarioSubject } from '../../src/explore/scenario-subject.ts';
import { machinesOf, sampleNamed } from '../support/run-sample.ts';

export function sampleSubject(id: string, isSharing = true): ScenarioSubject {
  const sample = sampleNamed(id);
  return new ScenarioSubject(machinesOf(sample), sample.entry, sample.scenario, isSharing);
}

export function exploredSample(
  id: string,
  pairs: number,
  isSharing = true,
): { runs: ExploredRun[]; summary: Summary } {
  const runs: ExploredRun[] = [];
  for (const found of explore(sampleSubject(id, isSharing), { victims: VICTIMS, pairs, seed: 1 })) {
    if (found.kind === 'run') runs.push(found.run);
    if (found.kind === 'summary') return { runs, summary: found.summary };
  }
  throw new Error('The exploration did not come to its end.');
}

/** One line for each run: who dies where, how it is drawn, what is wrong. */
export const tableOf = (runs: readonly ExploredRun[]): string =>
  runs
    .map(({ crashes, verdict }) => {
      const where = crashes
        .map(({ victim, name, moments, kept }) => `${victim} ${name} (${moments}, kept ${kept})`)
        .join(' + ');
      const again = verdict.ranAgain.map(({ name, runs: count }) => `${name} ran ${count} times`);
      const told = [
        ...verdict.findings.map(({ text }) => text),
        ...verdict.remarks.map(({ text }) => text),
        ...again,
      ];
      return `${where.padEnd(40)} ${verdict.shape.padEnd(8)} ${told.join(' ')}`.trimEnd();
    })
    .join('\n');
