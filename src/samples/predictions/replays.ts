import { COMPLETES, done, STOPS, type Predictions } from './prediction.ts';

const HOW_IT_ENDS = 'After a crash and a restart: how does this workflow end?';
const SAME_TICKET = 'Will mail and result name the same ticket?';

/** Code that reads chance, the clock, settings or a service by itself, and the same code mended. */
export const aboutReplays: Predictions = {
  'coin 0': {
    ask: HOW_IT_ENDS,
    foresees: 'crash',
    options: [
      {
        text: 'It completes',
        why: 'Only if the coin falls on the same side again. In app run 2 it does not.',
        outcome: [COMPLETES],
      },
      {
        text: 'It stops',
        answer: 'another side, so it stops',
        why: 'The replay tosses again, and asks for another activity than the one that the history holds.',
        outcome: [STOPS],
        isRight: true,
      },
      {
        text: 'It sends both mails',
        why: 'The other activity is asked for, but it never runs: the engine sees that the history holds another name.',
        outcome: [done('mail', 2)],
      },
    ],
  },
  'coin-mended 0': {
    ask: HOW_IT_ENDS,
    foresees: 'crash',
    options: [
      {
        text: 'It completes',
        answer: 'no',
        why: 'The toss is kept as an answer, so every replay reads the same side.',
        outcome: [COMPLETES],
        isRight: true,
      },
      {
        text: 'It stops',
        why: 'It would if the workflow tossed. But the activity’s answer is in the history, and the replay reads that.',
        outcome: [STOPS],
      },
    ],
  },
  'clock 0': {
    ask: 'The order is packed, and the workflow is woken. How does it end?',
    foresees: 'going-on',
    options: [
      {
        text: 'It completes',
        why: 'It would in the morning. Now the clock says afternoon, so line 2 takes the other branch.',
        outcome: [COMPLETES],
      },
      {
        text: 'It stops',
        answer: 'it goes the other way',
        why: 'In the afternoon line 2 takes the other branch. It asks for bookPost, but the history holds bookCourier.',
        outcome: [STOPS],
        isRight: true,
      },
      {
        text: 'Both come',
        why: 'bookPost is asked for, but it never runs: the engine sees that the history holds another name.',
        outcome: [done('parcel', 2)],
      },
    ],
  },
  'clock-mended 0': {
    ask: 'The order is packed, and the workflow is woken. How does it end?',
    foresees: 'going-on',
    options: [
      {
        text: 'It completes',
        answer: 'that of the first wake-up',
        why: 'The workflow’s own time comes from the history. For line 2 it is still night, in every replay.',
        outcome: [COMPLETES],
        isRight: true,
      },
      {
        text: 'It stops',
        why: 'Only the clock on the wall has moved on. The workflow’s own time at line 2 is the one of the first wake-up.',
        outcome: [STOPS],
      },
    ],
  },
  'clock-logged 0': {
    ask: HOW_IT_ENDS,
    foresees: 'crash',
    options: [
      {
        text: 'It completes',
        answer: 'no',
        why: 'A log line is safe. It prints again on every replay, and nothing that is asked for depends on it.',
        outcome: [COMPLETES],
        isRight: true,
      },
      {
        text: 'It stops',
        why: 'The printed time differs, but it decides nothing: the same activities are asked for.',
        outcome: [STOPS],
      },
      {
        text: 'Two mails are sent',
        why: 'Only the log line happens again. The answer of mailThanks is kept.',
        outcome: [done('mail', 2)],
      },
    ],
  },
  'environment 0': {
    ask: 'The order is packed, and the workflow is woken. How does it end?',
    foresees: 'going-on',
    options: [
      {
        text: 'It completes',
        why: 'The new setting sends line 2 into the other branch, and the history does not fit that.',
        outcome: [COMPLETES],
      },
      {
        text: 'It stops',
        answer: 'it goes the other way',
        why: 'Line 2 reads the setting again. It asks for bookPost, but the history holds bookCourier.',
        outcome: [STOPS],
        isRight: true,
      },
    ],
  },
  'environment-mended 0': {
    ask: 'The order is packed, and the workflow is woken. How does it end?',
    foresees: 'going-on',
    options: [
      {
        text: 'It completes',
        answer: 'no',
        why: 'The setting was read once, by an activity, and its answer was kept. This order stays with the courier.',
        outcome: [COMPLETES],
        isRight: true,
      },
      {
        text: 'It stops',
        why: 'The new setting reaches new orders only. This one reads the old setting from its history.',
        outcome: [STOPS],
      },
    ],
  },
  'uuid 0': {
    ask: `No crash this time. ${SAME_TICKET}`,
    foresees: 'going-on',
    options: [
      {
        text: 'Yes',
        why: 'Line 2 makes a new id at every wake-up. The mail has the first one, the result the last one.',
        outcome: [{ verdict: 'safe' }],
      },
      {
        text: 'No, and nobody notices',
        why: 'Line 2 makes a new id at every wake-up. The engine compares names of activities, not what they are given.',
        outcome: [{ verdict: 'silently-different' }],
        isRight: true,
      },
      {
        text: 'No, and it stops',
        why: 'The engine stops only where another activity is asked for. Here only the input is another one.',
        outcome: [{ verdict: 'stops' }],
      },
    ],
  },
  'uuid-mended 0': {
    ask: `A crash and a restart. ${SAME_TICKET}`,
    foresees: 'crash',
    options: [
      {
        text: 'Yes',
        why: 'The id is an activity’s answer, and it is kept. Every replay reads this one.',
        outcome: [{ verdict: 'safe' }],
        isRight: true,
      },
      {
        text: 'No, and nobody notices',
        why: 'It would be so if the workflow made the id. Here the replay reads the id that was kept.',
        outcome: [{ verdict: 'silently-different' }],
      },
      {
        text: 'No, and it stops',
        why: 'Nothing is another one here: the replay reads the id that was kept.',
        outcome: [{ verdict: 'stops' }],
      },
    ],
  },
  'http 0': {
    ask: 'The workflow is woken now. What does it do?',
    foresees: 'going-on',
    options: [
      {
        text: 'It goes the same way',
        why: 'The request is sent again at every wake-up, and the service has another rate by now.',
        outcome: [COMPLETES],
      },
      {
        text: 'It stops',
        answer: 'the other way',
        why: 'The rate has changed. Line 4 asks for chargeDollars, but the history holds chargeEuros.',
        outcome: [STOPS],
        isRight: true,
      },
      {
        text: 'It charges dollars too',
        why: 'chargeDollars is asked for, but it never runs: the engine sees that the history holds another name.',
        outcome: [done('charge', 2)],
      },
    ],
  },
  'http-mended 0': {
    ask: 'The workflow is woken now. What does it do?',
    foresees: 'going-on',
    options: [
      {
        text: 'It goes the same way',
        answer: 'no',
        why: 'The rate of that night is kept as an answer. Every replay reads it, so the branch stays the same.',
        outcome: [COMPLETES],
        isRight: true,
      },
      {
        text: 'It stops',
        why: 'It would if the workflow asked the service itself. Here it reads the answer that was kept.',
        outcome: [STOPS],
      },
    ],
  },
  'http-charge 0': {
    ask: 'No crash this time. How often is the card charged in the end?',
    foresees: 'going-on',
    options: [
      {
        text: 'Once',
        why: 'The workflow’s code runs from line 1 at every wake-up. Its own request is sent again each time.',
        outcome: [done('charge', 1)],
      },
      {
        text: 'Twice',
        why: 'There are two wake-ups. Each runs the code from line 1 and sends the request: nothing of it is kept.',
        outcome: [done('charge', 2)],
        isRight: true,
      },
      {
        text: 'Three times',
        why: 'There are two wake-ups only: one that begins, and one when the parcel is sent.',
        outcome: [done('charge', 3)],
      },
    ],
  },
  'http-charge-mended 0': {
    ask: 'After a crash and a restart: how often is the card charged?',
    foresees: 'crash',
    options: [
      {
        text: 'Once',
        answer: 'never',
        why: 'The charge is an activity, and its answer is kept. The replay reads it.',
        outcome: [done('charge', 1)],
        isRight: true,
      },
      {
        text: 'Twice',
        why: 'Line 2 does run again. But the answer was kept, so the activity does not.',
        outcome: [done('charge', 2)],
      },
    ],
  },
};
