import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asker } from '../conformance/headless-case.ts';
import { told } from '../conformance/life-outcome.ts';
import { EndlessLife, liveForReal } from '../conformance/real-backend.ts';
import type { RunLine } from '../conformance/real-line.ts';
import type { Pairing } from './life.ts';
import { ACTIVITIES, changed, sourceOf, wholeLives, type WholeLife } from './whole-life.ts';

const ask = await asker('run');
const { FUZZ_RUNS, FUZZ_PATH } = process.env;

function lineOf(life: WholeLife, { dialect, spelling }: Pairing): RunLine {
  const deploy = { do: 'redeploy', with: { workflow: changed(life, spelling) } } as const;
  return {
    dialect,
    facade: spelling === 'dapr' ? 'dapr' : 'durabletask',
    orchestrators: { Workflow: sourceOf(life.program, spelling), Child: life.child },
    activities: ACTIVITIES,
    ...(life.input === undefined ? {} : { input: life.input }),
    stimuli: life.stimuli.map((stimulus) => (stimulus === 'deploy' ? deploy : stimulus)),
  };
}

// durabletask first: with Dapr's SDK loaded, its rewind finds the wrong protobuf classes.
const PAIRINGS: readonly Pairing[] = [
  { dialect: 'durabletask', spelling: 'durabletask' },
  { dialect: 'dapr', spelling: 'dapr' },
];

test.each(PAIRINGS)(
  '$dialect: made-up lives from start to end, in the real backend and through run',
  async (pairing) => {
    const property = fc.asyncProperty(wholeLives, async (life) => {
      const line = lineOf(life, pairing);
      const real = await liveForReal(line, true).catch((error: unknown) => {
        if (error instanceof EndlessLife) return undefined;
        throw error;
      });
      fc.pre(real !== undefined);
      const ours = ask({ ...line, name: 'Workflow', instanceId: 'wf-1' });
      expect(told(ours, false)).toEqual(told({ ...real }, false));
    });
    await fc.assert(property, {
      numRuns: FUZZ_RUNS === undefined ? 60 : Number(FUZZ_RUNS),
      ...(FUZZ_PATH === undefined ? {} : { path: FUZZ_PATH }),
    });
  },
  7_200_000,
);
