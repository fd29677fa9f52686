import { strToU8 } from 'fflate';
import type { Step } from '../trace/step.ts';
import type { Trace } from '../trace/trace.ts';
import { crcOf, digitsOf } from './checksum.ts';

/** Characters of a fingerprint, five bits each. */
export const FINGERPRINT_LENGTH = 5;
export const FINGERPRINT = /^[0-9a-z]{5}$/;

interface Ended {
  instance: string;
  status: string;
  events: unknown[];
}

/**
 * A few characters that stand for how a run ends: the history of every instance, what was done to the world and how often, what plain
 * code returned, and why the run is over. Not for times and not for stack traces: they may change where nothing else does.
 */
export function fingerprintOf(trace: Trace): string {
  const known = fingerprints.get(trace);
  if (known !== undefined) return known;
  const text = JSON.stringify(endOf(trace.steps), withoutTimes);
  // The upper bits: all of them depend on the whole text.
  const made = digitsOf(crcOf(strToU8(text)) >>> 7, FINGERPRINT_LENGTH);
  fingerprints.set(trace, made);
  return made;
}

/** An address is written at every rest, and a trace is never edited. */
const fingerprints = new WeakMap<Trace, string>();

/** For the same run with the lines of a pass, of which its end does not speak: with every one of them all steps were gone through. */
export function endsAlike(before: Trace, trace: Trace): void {
  const known = fingerprints.get(before);
  if (known !== undefined) fingerprints.set(trace, known);
}

const withoutTimes = (key: string, value: unknown): unknown =>
  key.endsWith('Ms') || key === 'stack' ? undefined : value;

function endOf(steps: readonly Step[]) {
  const instances = new Map<string, Ended>();
  const world = new Map<string, number>();
  const rest: unknown[] = [];
  for (const step of steps) {
    if (step.kind === 'scheduled')
      instances.set(step.instance, { instance: step.instance, status: 'PENDING', events: [] });
    else if (step.kind === 'effect' && step.entry)
      world.set(step.entry.subject, (world.get(step.entry.subject) ?? 0) + 1);
    else if (step.kind === 'call-returned') rest.push(step.result ?? step.failure?.message ?? null);
    else if (step.kind === 'over') rest.push(step.reason);
    else noteHistory(instances, step);
  }
  return [[...instances.values()], [...world], rest];
}

function noteHistory(instances: Map<string, Ended>, step: Step): void {
  if (!('instance' in step) || step.instance === undefined) return;
  const ended = instances.get(step.instance);
  if (!ended) return;
  if (step.kind === 'turn-saved') {
    ended.events.push(...step.events);
    ended.status = step.status;
  } else if (step.kind === 'stalled') {
    ended.status = 'STALLED';
    if (step.isAppended) ended.events.push(step.event);
  } else if (step.kind === 'rewound') {
    ended.events = [...step.events];
    ended.status = 'RUNNING';
  }
}
