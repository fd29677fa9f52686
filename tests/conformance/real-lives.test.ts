import { describe, expect, test } from 'vitest';
import type { Dialect } from '../../src/engine/turn.ts';
import { asker } from './headless-case.ts';
import { told } from './life-outcome.ts';
import { liveForReal } from './real-backend.ts';
import type { RunLine } from './real-line.ts';
import { insideCases } from './live-cases-inside.ts';
import { outsideCases } from './live-cases-outside.ts';

const ask = await asker('run');
const DIALECTS: readonly Dialect[] = ['durabletask', 'dapr'];

describe.each(DIALECTS)('%s: whole lives in the real engine and through run', (dialect) => {
  const cases = [...insideCases, ...outsideCases].filter(({ dialects }) =>
    dialects.includes(dialect),
  );
  test.each(cases.map((each) => [each.name, each] as const))('%s', async (_name, given) => {
    const { workflow, others, dialects: _all, name: _case, stimuli, ...rest } = given;
    const line: RunLine = {
      ...rest,
      dialect,
      orchestrators: { Workflow: workflow, ...others },
      stimuli: stimuli ?? [{ do: 'startWorker' }],
    };
    const real = await liveForReal(line);
    const ours = ask({ ...line, name: 'Workflow', instanceId: 'wf-1' });
    expect(told(ours, false)).toEqual(told({ ...real }, false));
  });
});
