import { describe, expect, it } from 'vitest';
import { runNow, sampleNamed } from '../../tests/support/run-sample.ts';
import type { Step } from '../trace/step.ts';
import { fingerprintOf } from './fingerprint.ts';

const trace = runNow(sampleNamed('order'));
const withoutLines = (step: Step): Step =>
  step.kind === 'pass' ? { ...step, pass: { ...step.pass, beats: undefined } } : step;

describe('the fingerprint of how a run ends', () => {
  it('is the same with and without the lines of its passes', () => {
    expect(fingerprintOf({ ...trace, steps: trace.steps.map(withoutLines) })).toBe(
      fingerprintOf(trace),
    );
  });

  it('is another one when the same steps go on in another way, although they begin alike', () => {
    const before = fingerprintOf(trace);
    const other = trace.steps.map((step): Step =>
      step.kind === 'over' ? { ...step, reason: 'limit' } : step,
    );
    expect(fingerprintOf({ ...trace, steps: other })).not.toBe(before);
    expect(fingerprintOf({ ...trace, steps: trace.steps.slice(0, 12) })).not.toBe(before);
    expect(fingerprintOf({ ...trace, steps: [] })).not.toBe(before);
    expect(fingerprintOf(trace)).toBe(before);
  });
});
