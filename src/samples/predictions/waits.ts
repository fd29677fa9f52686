import { COMPLETES, done, STOPS, type Predictions } from './prediction.ts';

const each = (manual: number, tickets: number, wiki: number) => [
  done('search:manual', manual),
  done('search:tickets', tickets),
  done('search:wiki', wiki),
];

/** Work that goes on side by side, or for days. */
export const aboutWaits: Predictions = {
  'three-bases 0': {
    ask: 'After a crash and a restart: which search happens a second time?',
    foresees: 'crash',
    options: [
      {
        text: 'None',
        why: 'The tickets have answered, but the answer was lost with the app. Nothing was kept of it.',
        outcome: each(1, 1, 1),
      },
      {
        text: 'The tickets',
        why: 'Only this one had no kept answer although it had run. The manual’s answer is kept, and the wiki had not begun.',
        outcome: each(1, 2, 1),
        isRight: true,
      },
      {
        text: 'Manual and tickets',
        why: 'The manual’s answer is kept. Each answer is kept by itself, also when all are waited for together.',
        outcome: each(2, 2, 1),
      },
      {
        text: 'All three',
        why: 'A crash does not undo what was kept: each answer is kept by itself. And the wiki had not begun.',
        outcome: each(2, 2, 2),
      },
    ],
  },
  'three-bases 1': {
    ask: 'After a crash and a restart: how many searches happen again?',
    foresees: 'crash',
    options: [
      {
        text: 'None',
        answer: 'no',
        why: 'All three answers are kept. The replay reads them, and goes on with the summary.',
        outcome: each(1, 1, 1),
        isRight: true,
      },
      {
        text: 'All three',
        why: 'The code asks for all three again, but each answer is in the history.',
        outcome: each(2, 2, 2),
      },
    ],
  },
  'approval 0': {
    ask: 'A crash and a restart, then the manager says yes. What happens?',
    foresees: 'crash',
    options: [
      {
        text: 'It goes on as planned',
        answer: 'nothing',
        why: 'The wait is in the history, not in the app. Timer and events live outside of it.',
        outcome: [COMPLETES, done('mail', 1), done('charge', 1)],
        isRight: true,
      },
      {
        text: 'A second mail is sent',
        why: 'The answer of askManager is kept, so the mail is not sent again.',
        outcome: [done('mail', 2)],
      },
      {
        text: 'The yes is lost',
        why: 'It is kept in the inbox until the workflow is woken. No app has to be alive for that.',
        outcome: [done('charge', 0)],
      },
    ],
  },
  'approval 1': {
    ask: 'After a crash and a restart: must the manager answer again?',
    foresees: 'crash',
    options: [
      {
        text: 'No',
        why: 'Her answer is an event in the history. The replay reads it.',
        outcome: [COMPLETES, done('mail', 1)],
        isRight: true,
      },
      {
        text: 'Yes',
        why: 'She would get a new mail. But the mail’s answer is kept, and so is the event that she sent.',
        outcome: [done('mail', 2)],
      },
      {
        text: 'It stops',
        why: 'The code asks for the same as before: the mail, the event, the timer. Code and history agree.',
        outcome: [STOPS],
      },
    ],
  },
  'reminders 0': {
    ask: 'A crash in round 2, and a restart. How many mails are sent in all?',
    foresees: 'crash',
    options: [
      {
        text: 'Three',
        answer: 'only its own round',
        why: 'Round 1 has ended and is not read any more. In round 2 the mail’s answer is kept.',
        outcome: [done('mail', 3), COMPLETES],
        isRight: true,
      },
      {
        text: 'Four',
        why: 'Round 2 began with an empty history, and with round 2 as its input. Nothing leads back to round 1.',
        outcome: [done('mail', 4)],
      },
      {
        text: 'Two',
        why: 'The crash loses no round: the wake-up is sent again, and it goes on from there.',
        outcome: [done('mail', 2)],
      },
    ],
  },
};
