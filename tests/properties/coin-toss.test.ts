import { describe, expect, it } from 'vitest';
import { positionsOf } from '../../src/trace/positions.ts';
import type { Step } from '../../src/trace/step.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { crashAndRestart, cursorAt, runSample, sampleNamed } from '../support/run-sample.ts';

const coin = sampleNamed('coin');

const lastSave = (trace: Trace): Extract<Step, { kind: 'turn-saved' }> | undefined =>
  trace.steps.findLast((step) => step.kind === 'turn-saved');

describe('the coin toss', () => {
  it('holds with its own seed until the app crashes', async () => {
    const whole = await runSample(coin);
    expect(lastSave(whole)?.status).toBe('COMPLETED');
  });

  it('disagrees with its history after a crash, wherever something was recorded and work was left', async () => {
    const whole = await runSample(coin);
    const saves = whole.steps.flatMap((step, index) => (step.kind === 'turn-saved' ? [index] : []));
    const [firstSave = 0] = saves;
    const lastReturn = whole.steps.findLastIndex((step) => step.kind === 'turn-returned');
    let broken = 0;
    for (const position of positionsOf(whole)) {
      if (position.step < firstSave || position.step >= lastReturn) continue;
      const cursor = cursorAt(position.step, position.beat);
      const trace = await runSample(coin, crashAndRestart(coin.scenario, whole, cursor));
      expect(lastSave(trace)?.status, `crash at step ${position.step}`).toBe('FAILED');
      broken += 1;
    }
    expect(broken).toBeGreaterThan(20);
  });

  it('breaks without any crash with the other seed, at the first draw that falls on the other side', async () => {
    const trace = await runSample(coin, {
      ...coin.scenario,
      seed: coin.otherSeed?.seed ?? coin.scenario.seed,
    });
    expect(trace.steps.some((step) => step.kind === 'app-crashed')).toBe(false);
    const returned = trace.steps.findLast((step) => step.kind === 'turn-returned');
    expect(returned?.divergence?.check).toBe('other-name');
    expect(lastSave(trace)?.status).toBe('FAILED');
  });
});
