import { describe, expect, test } from 'vitest';
import { explore } from '../explore/explore.ts';
import { VICTIMS, type ExploreBase, type ExploredRun, type Summary } from '../explore/report.ts';
import { ScenarioSubject } from '../explore/scenario-subject.ts';
import { machinesOf, sampleNamed } from '../../tests/support/run-sample.ts';
import { engineClient } from './engine-client.ts';
import { explorer, workersFor, type Explored } from './explorer.ts';
import { StillClock, nativeLine } from './visit.test-support.ts';

const sample = sampleNamed('order');
const explored: Explored = {
  source: sample.source,
  entry: sample.entry,
  scenario: sample.scenario,
};
const options = { victims: VICTIMS, pairs: 12, seed: 3 };

function pool(cores: number): { all: ReturnType<typeof explorer>; whenIdle: () => Promise<void> } {
  const lines: ReturnType<typeof nativeLine>[] = [];
  const all = explorer(() => {
    const line = nativeLine();
    lines.push(line);
    return engineClient(line, new StillClock());
  }, cores);
  const whenIdle = async (): Promise<void> => {
    for (const line of lines) await line.whenIdle();
  };
  return { all, whenIdle };
}

interface Heard {
  bases: ExploreBase[];
  runs: ExploredRun[];
  done: number[];
  summaries: Summary[];
}

const listening = (heard: Heard, onRuns: () => void = () => undefined) => ({
  onBase: (base: ExploreBase) => heard.bases.push(base),
  onRuns: (runs: ExploredRun[], done: number) => {
    heard.runs.push(...runs);
    heard.done.push(done);
    onRuns();
  },
  onSummary: (summary: Summary) => heard.summaries.push(summary),
  onProblems: () => expect.unreachable('The sample has no problems.'),
  onBroken: (reason: string) => expect.unreachable(reason),
});

const nothing = (): Heard => ({ bases: [], runs: [], done: [], summaries: [] });

describe('exploring in workers', () => {
  test.each([1, 4])('finds what one exploration finds, with %s cores', async (cores) => {
    const direct = [
      ...explore(new ScenarioSubject(machinesOf(sample), sample.entry, sample.scenario), options),
    ];
    const { all, whenIdle } = pool(cores);
    const heard = nothing();
    all.crashEverywhere(explored, options, listening(heard));
    await whenIdle();
    const byNumber = heard.runs.toSorted((a, b) => a.number - b.number);
    expect(byNumber).toEqual(direct.flatMap((each) => (each.kind === 'run' ? [each.run] : [])));
    expect(heard.bases).toEqual(
      direct.flatMap((each) => (each.kind === 'base' ? [each.base] : [])),
    );
    expect(heard.summaries).toEqual(
      direct.flatMap((each) => (each.kind === 'summary' ? [each.summary] : [])),
    );
    expect(heard.done).toEqual(heard.done.toSorted((a, b) => a - b));
  });

  test('says nothing more once it is ended', async () => {
    const { all, whenIdle } = pool(2);
    const heard = nothing();
    const end = all.crashEverywhere(
      explored,
      options,
      listening(heard, () => end()),
    );
    await whenIdle();
    expect(heard.runs.length).toBeLessThan(12);
    expect(heard.summaries).toEqual([]);
  });

  test('leaves a core to the page, and makes a few machines at most', () => {
    expect([1, 2, 4, 64].map(workersFor)).toEqual([1, 1, 3, 4]);
  });
});
