import { scenarioOf, turn } from './parts.ts';
import researchTaskMended from './programs/research-task-mended.js?raw';
import researchTaskFirst from './programs/research-task-1.js?raw';
import researchTask from './programs/research-task.js?raw';
import { PYTHON } from './python.ts';
import type { Scenario } from '../sim/scenario.ts';
import type { Sample } from './sample.ts';

const COUNTERS = [
  { subject: 'search', label: 'Base searched' },
  { subject: 'summary', label: 'Answer written' },
  { subject: 'mail', label: 'Mail sent' },
];

const aboutKettle = (sample: string, seed: number): Scenario =>
  scenarioOf(sample, {
    seed,
    input: { id: 'T-7', question: 'How do I reset my kettle?', email: 'ada@example.com' },
    environment: { variables: { STYLE: 'short' }, events: [], services: [] },
  });

/** All the wrong patterns in one workflow, and what becomes of it. The reader mends it: it is not offered by a press. */
export const wholeTask: readonly Sample[] = [
  {
    id: 'task',
    edition: 2,
    group: 'replay',
    name: 'A task to mend',
    questions: [
      {
        text: 'Several lines of this workflow do not stand a replay. Can you find and mend them all?',
        lead: 'Edit the code, then test a crash at every place until none does harm.',
        opening: turn(2, 'a2'),
      },
    ],
    source: researchTask,
    python: PYTHON.researchTask,
    entry: { workflow: 'answerTask' },
    // As in the coin toss, the draw holds in app run 1 and falls on the other side later.
    scenario: aboutKettle('task', 282),
    counters: COUNTERS,
  },
  {
    id: 'task-mended',
    group: 'replay',
    name: 'A task, mended',
    questions: [
      {
        text: 'Nothing is read by the workflow itself now. Is there a crash that does harm?',
        lead: 'Test a crash at every place. The services know a request by its key.',
        opening: turn(6, 'a6'),
      },
    ],
    source: researchTaskMended,
    python: PYTHON.researchTaskMended,
    entry: { workflow: 'answerTask' },
    scenario: aboutKettle('task-mended', 1),
    counters: COUNTERS,
  },
];

/** The task as it was before the workflow itself called a service. */
export const taskBeforeCalls: Sample = {
  id: 'task.1',
  edition: 1,
  group: 'replay',
  name: 'A task to mend',
  questions: [
    {
      text: 'Several lines of this workflow do not stand a replay. Can you find and mend them all?',
      lead: 'Edit the code, then test a crash at every place until none does harm.',
      opening: turn(2, 'a2'),
    },
  ],
  source: researchTaskFirst,
  entry: { workflow: 'answerTask' },
  scenario: aboutKettle('task.1', 282),
  counters: COUNTERS,
};
