import { COMPLETES, done, STOPS, type Predictions } from './prediction.ts';

const WOKEN = 'The order is packed, and version 2 is woken. What happens?';

/** The code has changed while an order was under way. */
export const aboutChanges: Predictions = {
  'deploy 0': {
    ask: WOKEN,
    foresees: 'going-on',
    options: [
      {
        text: 'It stops',
        why: 'Version 2 asks for reserveStock first. The history begins with chargeCard.',
        outcome: [STOPS],
        isRight: true,
      },
      {
        text: 'It reserves stock now',
        why: 'reserveStock is asked for, but it never runs: the history holds chargeCard in its place.',
        outcome: [done('reserve', 1)],
      },
      {
        text: 'Version 1 goes on',
        why: 'The app has only version 2 now. Nothing chooses the code by the age of an order.',
        outcome: [COMPLETES, done('reserve', 0)],
      },
    ],
  },
  'deploy-patch 0': {
    ask: WOKEN,
    foresees: 'going-on',
    options: [
      {
        text: 'It stops',
        why: 'It would without the question in line 2. An order that began before gets the answer “no”, and goes the old way.',
        outcome: [STOPS],
      },
      {
        text: 'It reserves stock now',
        why: 'Only new orders do. This one began without the patch, and must go the way that its history tells.',
        outcome: [done('reserve', 1)],
      },
      {
        text: 'It goes the old way',
        answer: 'yes, it goes the old way',
        why: 'isPatched says “no” to an order that began before, so the code asks for the same as the history holds.',
        outcome: [COMPLETES, done('reserve', 0)],
        isRight: true,
      },
    ],
  },
  'deploy-name 0': {
    ask: 'The order is packed, and the new app is woken. What happens?',
    foresees: 'going-on',
    options: [
      {
        text: 'It ends as before',
        why: 'The order began as shipOrder, and shipOrder is still there, unchanged.',
        outcome: [COMPLETES, done('reserve', 0)],
        isRight: true,
      },
      {
        text: 'It becomes version 2',
        why: 'The name of the workflow is in the history from the start. It never changes.',
        outcome: [COMPLETES, done('reserve', 1)],
      },
      {
        text: 'It stops',
        why: 'It would if shipOrder were gone. The old code stays until the last old order is through.',
        outcome: [STOPS],
      },
    ],
  },
  'rename 0': {
    ask: WOKEN,
    foresees: 'going-on',
    options: [
      {
        text: 'It completes',
        why: 'The engine compares the name of the activity with the history, not what it does.',
        outcome: [COMPLETES],
      },
      {
        text: 'It stops',
        why: 'Version 2 asks for takePayment. The history holds chargeCard in its place, so code and history disagree.',
        outcome: [STOPS],
        isRight: true,
      },
      {
        text: 'It charges again',
        why: 'takePayment is asked for, but it never runs: the engine notices the other name first.',
        outcome: [done('charge', 2)],
      },
    ],
  },
  'remove 0': {
    ask: WOKEN,
    foresees: 'going-on',
    options: [
      {
        text: 'It completes',
        why: 'An event that nobody asks for is not passed over. It is a disagreement like any other.',
        outcome: [COMPLETES],
      },
      {
        text: 'It stops',
        why: 'The history begins with reserveStock, and version 2 asks for chargeCard in its place.',
        outcome: [STOPS],
        isRight: true,
      },
      {
        text: 'Stock is given back',
        why: 'Nobody wrote code for that. What was done in the world stays.',
        outcome: [done('reserve', 0)],
      },
    ],
  },
  'reorder 0': {
    ask: WOKEN,
    foresees: 'going-on',
    options: [
      {
        text: 'It completes',
        why: 'Both answers are kept, but each belongs to its place. At the first place version 2 asks for another activity.',
        outcome: [COMPLETES],
      },
      {
        text: 'It stops',
        answer: 'yes: it stops',
        why: 'Requests are compared one by one, in order. The first is reserveStock in the history, and chargeCard in version 2.',
        outcome: [STOPS],
        isRight: true,
      },
    ],
  },
  'reorder-silent 0': {
    ask: 'It is approved, and version 2 is woken. What happens?',
    foresees: 'going-on',
    options: [
      {
        text: 'It stops',
        why: 'The engine compares names. Both calls have the same name, so it sees no difference.',
        outcome: [{ verdict: 'stops' }],
      },
      {
        text: 'Mixed-up answers',
        answer: 'nobody',
        why: 'Both calls have the same name. The first answer goes to the first call, whatever that call was given.',
        outcome: [{ verdict: 'silently-different' }],
        isRight: true,
      },
      {
        text: 'All is well',
        why: 'Answers are matched by their place, not by what was asked. So wiki gets the answer of the manual.',
        outcome: [{ verdict: 'safe' }],
      },
    ],
  },
};
