import { WAKE_UP_MEANING } from './wake-up-word.ts';

/** One word of the screen. */
export interface GlossaryWord {
  /** As the screen has it. */
  word: string;
  /** What engineers call it, in Durable Task, Dapr or Temporal. */
  also: readonly string[];
  /** One or two short sentences. */
  meaning: string;
}

/** The words of the screen in the order in which a newcomer meets them. */
export const GLOSSARY: readonly GlossaryWord[] = [
  {
    word: 'durable execution',
    also: ['workflow engine', 'orchestration'],
    meaning:
      'Code that goes on where it was after a crash, because what it did is kept outside of it.',
  },
  {
    word: 'workflow',
    also: ['orchestrator', 'orchestration'],
    meaning:
      'The function that says what happens in which order. It may run many times for one order.',
  },
  {
    word: 'activity',
    also: ['task', 'step'],
    meaning: 'A function that does something to the world: it charges a card or sends a mail.',
  },
  {
    word: 'app run',
    also: ['process', 'incarnation', 'worker'],
    meaning: 'One life of the app, from its start to a crash. Each begins with empty memory.',
  },
  {
    word: 'wake-up',
    also: ['turn', 'workflow task', 'episode'],
    meaning: WAKE_UP_MEANING,
  },
  {
    word: 'history',
    also: ['event log', 'event sourcing'],
    meaning:
      'The list of events that the engine keeps for one workflow. It only grows, and no crash touches it.',
  },
  {
    word: 'event',
    also: ['history event', 'record'],
    meaning: 'One entry of the history: something was asked for, answered, or came from outside.',
  },
  {
    word: 'inbox',
    also: ['message queue', 'pending events'],
    meaning: 'Messages for a workflow that no wake-up has handled yet. They are kept, too.',
  },
  {
    word: 'replay',
    also: ['read again', 'rehydration'],
    meaning:
      'The code runs again from its first line. Answers that the history holds are read, and nothing runs for them.',
  },
  {
    word: 'new work',
    also: ['live', 'not replaying'],
    meaning: 'The code has come to something that no wake-up has asked for before.',
  },
  {
    word: 'task ID',
    also: ['sequence id', 'TaskScheduledId'],
    meaning: 'The number that ties a request to its answer. It counts what the code has asked for.',
  },
  {
    word: 'engine',
    also: ['sidecar', 'daprd', 'hub', 'runtime'],
    meaning:
      'The program beside the app that keeps the history, wakes the workflow and hands out activities.',
  },
  {
    word: 'state store',
    also: ['database', 'backend', 'Redis'],
    meaning: 'Where the engine keeps history and inbox, one key for each event.',
  },
  {
    word: 'work item',
    also: ['orchestrator request', 'activity request'],
    meaning: 'What the engine sends to the app: wake this workflow, or run this activity.',
  },
  {
    word: 'disagreement of code and history',
    also: ['divergence', 'non-determinism error', 'nondeterminism'],
    meaning:
      'A replay asks for something other than the history holds. The engine stops the workflow.',
  },
  {
    word: 'silent difference',
    also: ['silent divergence'],
    meaning: 'A replay was not the same, in a place where no engine looks. Nothing reports it.',
  },
  {
    word: 'effect',
    also: ['side effect'],
    meaning: 'A change of the world that can’t be undone, such as a charged card.',
  },
  {
    word: 'idempotency key',
    also: ['deduplication', 'request id'],
    meaning: 'A name that a request carries, so that the service does the same request once only.',
  },
  {
    word: 'timer',
    also: ['reminder', 'durable sleep'],
    meaning: 'A kept wish to be woken at a time. No process has to stay alive for it.',
  },
  {
    word: 'continue-as-new',
    also: ['start over', 'generation'],
    meaning:
      'A workflow ends and starts again with a new input and an empty history, so that its replays stay short.',
  },
];
