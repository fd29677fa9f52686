import { DAY_MS, did, MAIL_COUNTERS, ORDER, scenarioOf, task, turn } from './parts.ts';
import approval from './programs/approval.js?raw';
import reminders from './programs/reminders.js?raw';
import threeBases from './programs/three-bases.js?raw';
import { PYTHON } from './python.ts';
import type { Sample } from './sample.ts';

/** Samples in which work goes on side by side, or for days. */
export const waiting: readonly Sample[] = [
  {
    id: 'three-bases',
    group: 'waiting',
    name: 'Three knowledge bases',
    questions: [
      {
        text: 'Three searches at once, and a crash between their answers. Which search runs again?',
        lead: 'The manual has answered, and that is kept. The tickets have answered, but nobody has been told.',
        opening: task(2, 'effect1'),
      },
      {
        text: 'All three have answered. Does a crash now search again?',
        lead: 'The hits are kept. Next, a model sums them up.',
        opening: turn(4, 'a4'),
      },
    ],
    source: threeBases,
    python: PYTHON.threeBases,
    entry: { workflow: 'answerQuestion' },
    scenario: scenarioOf('three-bases', { input: 'How do I reset my kettle?' }),
    counters: [
      { subject: 'search:manual', label: 'Manual searched' },
      { subject: 'search:tickets', label: 'Tickets searched' },
      { subject: 'search:wiki', label: 'Wiki searched' },
      { subject: 'summary', label: 'Summary written' },
    ],
  },
  {
    id: 'approval',
    group: 'waiting',
    name: 'Approval with a timeout',
    questions: [
      {
        text: 'It waits up to three days for a person. What does a crash do to the waiting?',
        lead: 'The manager has a mail. The timer runs outside of the app.',
        opening: turn(2, 'wait'),
      },
      {
        text: 'The manager has approved. Must she do it again after a crash?',
        lead: 'Her answer is kept, and line 9 has cancelled the timer. Next, the card is charged.',
        opening: turn(3, 'a3'),
      },
    ],
    source: approval,
    python: PYTHON.approval,
    endings: [
      {
        when: [{ crashes: 'before', event: 'approval' }, did('mail', 1), did('charge', 1)],
        text: 'The wait went on without the app. The yes came later: one mail, and the card was charged once.',
      },
      {
        when: [{ crashes: 'after', event: 'approval' }, did('mail', 1), did('charge', 1)],
        text: 'No. Her answer was kept, so she was asked once, and the card was charged once.',
      },
      {
        when: [{ returns: '"rejected"' }, did('mail', 1), did('charge', 0)],
        text: 'She said no, and the card was not charged.',
      },
      {
        when: [{ returns: '"nobody answered"' }, did('mail', 1), did('charge', 0)],
        text: 'Nobody answered in three days, and the card was not charged.',
      },
    ],
    entry: { workflow: 'approveOrder' },
    scenario: scenarioOf('approval', {
      dialect: 'durabletask',
      facade: 'durabletask',
      environment: {
        variables: {},
        events: [{ name: 'approval', data: { approved: true }, afterMs: 2 * DAY_MS }],
        services: [],
      },
    }),
    counters: [...MAIL_COUNTERS, { subject: 'charge', label: 'Card charged' }],
  },
  {
    id: 'reminders',
    group: 'waiting',
    name: 'A loop that starts over',
    questions: [
      {
        text: 'Three reminders, one a day. How much of its past does a replay read?',
        lead: 'This is the second round. Each round begins with an empty history.',
        opening: turn(5, 'a2'),
      },
    ],
    source: reminders,
    python: PYTHON.reminders,
    endings: [
      {
        when: [{ crashed: true }, did('mail', 3)],
        text: 'Three mails in all. After the crash the replay read {read}, and only of its own round.',
      },
      {
        when: [did('mail', 3)],
        text: 'Three mails, one in each round. A replay reads the history of its own round only.',
      },
    ],
    entry: { workflow: 'sendReminders' },
    scenario: scenarioOf('reminders', { input: { order: ORDER, round: 1 } }),
    counters: MAIL_COUNTERS,
  },
];
