import { task } from '../parts.ts';
import { COMPLETES, done, STOPS, type Predictions } from './prediction.ts';

const HOW_OFTEN = 'After a crash and a restart: how often is the card charged?';

/** The first questions of all: what a crash does to an order. */
export const aboutCrashes: Predictions = {
  'order 0': {
    ask: HOW_OFTEN,
    foresees: 'crash',
    isTold: true,
    options: [
      {
        text: 'Once',
        why: 'The answer of chargeCard was kept. A kept answer is read, so the activity does not run again.',
        outcome: [done('charge', 1)],
        isRight: true,
      },
      {
        text: 'Twice',
        why: 'Line 4 does run again. But its answer was kept before the crash, so chargeCard itself does not run.',
        outcome: [done('charge', 2)],
      },
      {
        text: 'Never',
        why: 'It was charged before the crash. The world keeps that.',
        outcome: [done('charge', 0)],
      },
    ],
  },
  'order 1': {
    ask: HOW_OFTEN,
    foresees: 'crash',
    isTold: true,
    options: [
      {
        text: 'Once',
        why: 'The request was kept, but a kept request protects from nothing. No answer was kept, so the activity runs again.',
        outcome: [done('charge', 1)],
      },
      {
        text: 'Twice',
        why: 'The answer was lost with the app. The history holds no answer, so chargeCard runs again.',
        outcome: [done('charge', 2)],
        isRight: true,
      },
      {
        text: 'Three times',
        why: 'chargeCard runs one more time only. This time, its answer is kept.',
        outcome: [done('charge', 3)],
      },
    ],
  },
  'order-key 0': {
    ask: HOW_OFTEN,
    foresees: 'crash',
    isTold: true,
    options: [
      {
        text: 'Once',
        why: 'chargeCard runs twice and sends the same key twice. The service knows the key and charges only once.',
        outcome: [done('charge', 1)],
        isRight: true,
      },
      {
        text: 'Twice',
        why: 'The request is sent twice. But the service sees the same key, and charges nothing the second time.',
        outcome: [done('charge', 2)],
      },
    ],
  },
  'plain 0': {
    ask: 'After a crash and a restart: is the parcel sent?',
    foresees: 'crash',
    options: [
      {
        text: 'Yes',
        why: 'Plain code has no history. After the restart, nobody knows that this order was under way.',
        outcome: [done('parcel', 1)],
      },
      {
        text: 'No',
        answer: 'the charge, but no parcel',
        why: 'How far the order had come was only in the app’s memory. The card is charged, and no parcel comes.',
        outcome: [done('parcel', 0)],
        isRight: true,
      },
    ],
  },
  'saga 0': {
    ask: 'It is approved, and then the parcel fails. What is undone?',
    foresees: 'going-on',
    from: task(4, 'recorded'),
    options: [
      {
        text: 'Nothing',
        why: 'The failure comes to the workflow as an error. Its catch block undoes each step that was done.',
        outcome: [done('refund', 0), done('release', 0)],
      },
      {
        text: 'The charge only',
        why: 'The list of steps to undo holds both. It is in memory, and each replay fills it again from the history.',
        outcome: [done('refund', 1), done('release', 0)],
      },
      {
        text: 'Charge and stock',
        why: 'Each step put its way back on a list. Each replay fills the list again from the history.',
        outcome: [done('refund', 1), done('release', 1), COMPLETES],
        isRight: true,
      },
    ],
  },
  'gift 0': {
    ask: 'A crash in the child, and a restart. What is done a second time?',
    foresees: 'crash',
    options: [
      {
        text: 'Nothing',
        why: 'Parent and child each have a history. The charge is kept in one, the stock in the other.',
        outcome: [done('charge', 1), done('reserve', 1), COMPLETES],
        isRight: true,
      },
      {
        text: 'The stock',
        why: 'The answer of reserveStock is kept in the child’s own history, so the child reads it.',
        outcome: [done('charge', 1), done('reserve', 2)],
      },
      {
        text: 'Charge and stock',
        why: 'The child does not start from nothing, and the parent only waits for it. Both have their answers kept.',
        outcome: [done('charge', 2), done('reserve', 2)],
      },
    ],
  },
  'task 0': {
    ask: 'After a crash and a restart: how does this workflow end?',
    foresees: 'crash',
    options: [
      {
        text: 'It completes',
        why: 'It could, if the draw fell on the same side again. In app run 2 it asks for the other activity.',
        outcome: [COMPLETES],
      },
      {
        text: 'It stops',
        answer: 'not in this run: it stops',
        why: 'The workflow draws again, and asks for another activity than the one in the history.',
        outcome: [STOPS],
        isRight: true,
      },
    ],
  },
  'task-mended 0': {
    ask: 'After a crash and a restart: how many mails does Ada get?',
    foresees: 'crash',
    options: [
      {
        text: 'One',
        answer: 'this one does none',
        why: 'What was answered is kept. The mail comes later, and is sent in app run 2 only.',
        outcome: [done('mail', 1), COMPLETES],
        isRight: true,
      },
      {
        text: 'Two',
        why: 'No mail had been sent before this crash. And each mail has a key, so a second one would do nothing.',
        outcome: [done('mail', 2)],
      },
      {
        text: 'None: it stops',
        why: 'It would, if the workflow drew a number itself. Here the activity’s answer is kept, so each replay goes the same way.',
        outcome: [STOPS],
      },
    ],
  },
};
