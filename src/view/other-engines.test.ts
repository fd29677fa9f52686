import { expect, it } from 'vitest';
import type { Divergence } from '../engine/turn.ts';
import { otherEngines } from './other-engines.ts';

const REASON =
  'This kind of mismatch can happen if an orchestration has non-deterministic logic or if the code was changed after an instance of this orchestration already started running.';
const PROBLEM =
  'This problem occurs when either the orchestration has non-deterministic logic or if the code was changed after an instance of this orchestration already started running';
const BEFORE =
  'Failed to restore orchestration state due to a history mismatch: A previous execution called';
const GO_END =
  "at this point in the workflow logic, but the current execution doesn't have this action with this sequence number";

type Given = Pick<Divergence, 'check' | 'recorded' | 'asked'>;
const CASES: [what: string, given: Given, expected: string[]][] = [
  [
    'a renamed activity',
    {
      check: 'other-name',
      recorded: { method: 'callActivity', name: 'pathB' },
      asked: { method: 'callActivity', name: 'pathA' },
    },
    [
      `stops: ${BEFORE} callActivity with name='pathB' and sequence number 7, but the current execution is instead trying to call pathA as part of rebuilding it's history. ${REASON}`,
      `stops: ${BEFORE} callActivity with name='pathB' and sequence number 7, but the current execution is instead trying to call pathA as part of rebuilding its history. ${REASON}`,
      `stops: ${BEFORE} call_activity with name='pathB' and sequence number 7, but the current execution is instead trying to call pathA as part of rebuilding it's history. ${REASON}`,
      'goes-on: nothing',
    ],
  ],
  [
    'a renamed child, whose names Dapr swaps',
    {
      check: 'other-name',
      recorded: { method: 'callSubOrchestrator', name: 'Child' },
      asked: { method: 'callSubOrchestrator', name: 'Other' },
    },
    [
      `stops: ${BEFORE} callSubOrchestrator with name='Child' and sequence number 7, but the current execution is instead trying to call Other as part of rebuilding it's history. ${REASON}`,
      `stops: ${BEFORE} callSubOrchestrator with name='Other' and sequence number 7, but the current execution is instead trying to call Child as part of rebuilding its history. ${REASON}`,
      `stops: ${BEFORE} call_sub_orchestrator with name='Child' and sequence number 7, but the current execution is instead trying to call Other as part of rebuilding it's history. ${REASON}`,
      'goes-on: nothing',
    ],
  ],
  [
    'an activity that is gone',
    { check: 'missing-action', recorded: { method: 'callActivity', name: 'charge' } },
    [
      `stops: A previous execution called callActivity with ID=7 but the current execution doesn't have this action with this ID. ${PROBLEM}`,
      `stops: A previous execution called callActivity with ID=7 but the current execution doesn't have this action with this ID. ${PROBLEM}`,
      `stops: A previous execution called call_activity with ID=7, but the current execution doesn't have this action with this ID. ${PROBLEM}.`,
      `stops: a previous execution called CallActivity for 'charge' and sequence number 7 ${GO_END}`,
    ],
  ],
  [
    'a timer that is gone',
    { check: 'missing-action', recorded: { method: 'createTimer' } },
    [
      `stops: A previous execution called createTimer with ID=7 but the current execution doesn't have this action with this ID. ${PROBLEM}`,
      `stops: A previous execution called createTimer with ID=7 but the current execution doesn't have this action with this ID. ${PROBLEM}`,
      `stops: A previous execution called create_timer with ID=7, but the current execution doesn't have this action with this ID. ${PROBLEM}.`,
      "stops: a previous execution called CreateTimer with sequence number 7, but the current execution doesn't have this action with this sequence number",
    ],
  ],
  [
    'a child in the place of a timer',
    {
      check: 'other-kind',
      recorded: { method: 'callSubOrchestrator', name: 'Child' },
      asked: { method: 'createTimer' },
    },
    [
      `stops: ${BEFORE} callSubOrchestrator with ID=7, but the current execution is instead trying to call createTimer as part of rebuilding it's history. ${REASON}`,
      `stops: ${BEFORE} callSubOrchestrator with ID=7, but the current execution is instead trying to call createTimer as part of rebuilding its history. ${REASON}`,
      `stops: ${BEFORE} call_sub_orchestrator with ID=7, but the current execution is instead trying to call create_timer as part of rebuilding it's history. ${REASON}`,
      `stops: a previous execution called CallChildWorkflow for 'Child' and sequence number 7 ${GO_END}`,
    ],
  ],
  [
    'an early end, on which Python hangs',
    {
      check: 'other-kind',
      recorded: { method: 'callActivity', name: 'charge' },
      asked: { method: 'completeOrchestration' },
    },
    [
      `stops: ${BEFORE} callActivity with ID=7, but the current execution is instead trying to call completeOrchestration as part of rebuilding it's history. ${REASON}`,
      `stops: ${BEFORE} callActivity with ID=7, but the current execution is instead trying to call completeOrchestration as part of rebuilding its history. ${REASON}`,
      'hangs: nothing',
      `stops: a previous execution called CallActivity for 'charge' and sequence number 7 ${GO_END}`,
    ],
  ],
  [
    'something else in the place of an event that was sent',
    {
      check: 'other-kind',
      recorded: { method: 'sendEvent', name: 'ping' },
      asked: { method: 'createTimer' },
    },
    [
      'stops: A previous execution called sendEvent with ID=7, but the current execution is instead trying to call a different method as part of rebuilding its history.',
      'not-there: nothing',
      'not-there: nothing',
      'not-there: nothing',
    ],
  ],
];

it.each(CASES)('%s', (_what, given, expected) => {
  const verdicts = otherEngines({ eventNumber: 3, id: 7, message: 'its own', ...given });
  expect(verdicts.map(({ verdict, message }) => `${verdict}: ${message ?? 'nothing'}`)).toEqual(
    expected,
  );
  // Who says nothing is told of in other words.
  expect(verdicts.every(({ message, note }) => message !== undefined || note !== undefined)).toBe(
    true,
  );
});
