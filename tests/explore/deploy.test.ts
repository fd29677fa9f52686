import { describe, expect, test } from 'vitest';
import { deployableOf } from '../../src/app/headless/explored-subject.ts';
import { fieldsOf } from '../../src/app/headless/fields.ts';
import { deployCheck } from '../../src/explore/deploy-check.ts';
import type { DeployPoint, DeploySummary } from '../../src/explore/deploy-report.ts';
import { lineOf, wasm } from './run-lines.ts';

const ECHO = '(_, n) => n';
const ACTIVITIES = { reserve: ECHO, charge: ECHO, pay: ECHO, ship: ECHO };

const orderWith = (third: string): string =>
  `async function* (ctx, n) { yield ctx.callActivity("reserve", n); yield ctx.createTimer(3); yield ctx.callActivity(${third}); return yield ctx.callActivity("ship", n); }`;
const approvalWith = (wait: string): string =>
  `async function* (ctx, n) { yield ctx.callActivity("reserve", n); ${wait} return yield ctx.callActivity("ship", n); }`;
const APPROVED = {
  stimuli: [
    { do: 'startWorker' },
    { do: 'sleep', ms: 1000 },
    { do: 'raiseEvent', name: 'approval' },
  ],
};

function checked(
  before: string,
  after: string,
  rest: object = {},
  activities: object = ACTIVITIES,
): { points: DeployPoint[]; summary: DeploySummary } {
  const line = {
    ...lineOf(before, ACTIVITIES, rest),
    next: { orchestrators: { Work: after }, activities },
  };
  const points: DeployPoint[] = [];
  for (const found of deployCheck(deployableOf(fieldsOf(line, ''), wasm))) {
    if (found.kind === 'summary') return { points, summary: found.summary };
    points.push(found.point);
  }
  throw new Error('The check did not come to its end.');
}

const verdictsOf = (points: readonly DeployPoint[]): string[] =>
  points.map(({ standing, verdict }) => `${standing.spot}: ${verdict}`);

describe('version 2 at every point', () => {
  test('is safe where nothing has changed', () => {
    const { points, summary } = checked(orderWith('"charge", n'), orderWith('"charge", n'));
    expect(points.map(({ verdict }) => verdict)).toEqual(points.map(() => 'safe'));
    expect(points).toHaveLength(9);
    expect(summary.text).toBe('Version 2 is safe for instances at every point of this run.');
  });

  test('stops instances that have asked for an activity with another name', () => {
    const { points, summary } = checked(orderWith('"charge", n'), orderWith('"pay", n'));
    expect(verdictsOf(points)).toEqual([
      'the start: safe',
      'reserve: safe',
      'the answer of reserve: safe',
      'the timer: safe',
      'timer 2: safe',
      'charge: stops',
      'the answer of charge: stops',
      'ship: stops',
      'the answer of ship: stops',
    ]);
    expect(summary.text).toBe(
      'Version 2 stops instances between charge and ship; it is safe for those between the start and the timer.',
    );
    expect(points[5]).toMatchObject({
      mismatch: { eventNumber: 9, recorded: 'callActivity charge', asked: 'callActivity pay' },
      showsAt: { message: 'the answer of charge', place: 't4:sent' },
    });
  });

  test('is silently different where it asks with another input', () => {
    const { points } = checked(orderWith('"charge", n'), orderWith('"charge", n + 1'));
    expect(verdictsOf(points).slice(4, 7)).toEqual([
      'timer 2: safe',
      'charge: silently-different',
      'the answer of charge: silently-different',
    ]);
    expect(points[5]?.mismatch).toMatchObject({ eventNumber: 9, recorded: '7', asked: '8' });
  });

  test('stops an instance whose activity version 2 no longer has', () => {
    const { charge: _charge, ...left } = ACTIVITIES;
    const { points } = checked(orderWith('"charge", n'), orderWith('"charge", n'), {}, left);
    const charging = points.find(({ standing }) => standing.spot === 'charge');
    expect(charging?.verdict).toBe('stops');
    // Its answer is kept already: it need not run again.
    const answered = points.find(({ standing }) => standing.spot === 'the answer of charge');
    expect(answered?.verdict).toBe('safe');
  });

  test('hangs an instance that waits for an event with another name', () => {
    const { points } = checked(
      approvalWith('yield ctx.waitForExternalEvent("approval");'),
      approvalWith('yield ctx.waitForExternalEvent("approved");'),
      APPROVED,
    );
    const waiting = points.find(({ standing }) => standing.spot === 'the event approval');
    expect(waiting).toMatchObject({ verdict: 'hangs' });
    expect(waiting?.reason).toContain('approval');
  });

  test('does not call it safe when nobody knows of the event either', () => {
    const { points } = checked(
      approvalWith('yield ctx.waitForExternalEvent("approval");'),
      approvalWith('yield ctx.waitForExternalEvent("approved");'),
    );
    expect(points.at(-1)).toMatchObject({ verdict: 'hangs' });
    expect(points.at(-1)?.showsAt).toBeUndefined();
  });

  test('is silently different where the wait is gone, and the history ends before', () => {
    const { points } = checked(
      approvalWith('yield ctx.waitForExternalEvent("approval");'),
      approvalWith(''),
      APPROVED,
    );
    const waiting = points.find(({ standing }) => standing.spot === 'the event approval');
    expect(waiting).toMatchObject({
      verdict: 'silently-different',
      mismatch: { recorded: 'nothing', asked: 'asks for ship' },
    });
  });

  test('is safe for every instance with a patch, where the engine has patches', () => {
    const patched =
      'async function* (ctx, n) { yield ctx.callActivity("reserve", n); yield ctx.createTimer(3); yield ctx.callActivity(ctx.isPatched("pay") ? "pay" : "charge", n); return yield ctx.callActivity("ship", n); }';
    const { points, summary } = checked(orderWith('"charge", n'), patched, {
      dialect: 'dapr',
      rules: 'sidecar',
    });
    expect(points.map(({ verdict }) => verdict)).toEqual(points.map(() => 'safe'));
    expect(summary.worst).toBeUndefined();
  });
});
