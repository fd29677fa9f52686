/** What the two SDKs put on a context, as completion shows it. Signatures are theirs; the explanations are ours. */
export interface ContextWord {
  name: string;
  /** What follows the name: parameters and result. Absent for a property without one. */
  signature: string;
  says: string;
}

type Facade = 'durabletask' | 'dapr';

const callActivity = (options: string): ContextWord => ({
  name: 'callActivity',
  signature: `(activity, input?${options}): Task`,
  says: 'Runs an activity. Yield it to wait for its answer. A kept answer is read again on a replay.',
});

const BOTH: readonly ContextWord[] = [
  {
    name: 'createTimer',
    signature: '(fireAt: Date | number): Task',
    says: 'Wakes the workflow later. A number counts seconds. It lasts through every crash.',
  },
  {
    name: 'waitForExternalEvent',
    signature: '(name: string): Task',
    says: 'Waits for an event from outside, by its name. Big and small letters count as the same.',
  },
  {
    name: 'continueAsNew',
    signature: '(newInput, saveEvents: boolean): void',
    says: 'Starts this workflow again with an empty history. For loops without an end.',
  },
];

const WORKFLOW: Record<Facade, readonly ContextWord[]> = {
  durabletask: [
    callActivity(', options?'),
    {
      name: 'callSubOrchestrator',
      signature: '(orchestrator, input?, options?): Task',
      says: 'Starts another workflow as a child, with a history of its own, and waits for its result.',
    },
    ...BOTH,
    {
      name: 'setCustomStatus',
      signature: '(status): void',
      says: 'Puts a status of your own beside the workflow, for others to read.',
    },
    {
      name: 'sendEvent',
      signature: '(instanceId, eventName, eventData?): void',
      says: 'Sends an event to another running workflow.',
    },
    {
      name: 'newGuid',
      signature: '(): string',
      says: 'A new id. A replay gets the same ids in the same order.',
    },
    {
      name: 'currentUtcDateTime',
      signature: ': Date',
      says: 'The time of this wake-up, read from the history. A replay reads the same time.',
    },
    {
      name: 'instanceId',
      signature: ': string',
      says: 'The id of this workflow. It never changes.',
    },
    {
      name: 'isReplaying',
      signature: ': boolean',
      says: 'True while old answers are read again. Only for log lines: a branch on it breaks the replay.',
    },
    {
      name: 'parent',
      signature: ': { name, instanceId } | undefined',
      says: 'The workflow that started this one as its child.',
    },
    { name: 'version', signature: ': string', says: 'The version this workflow was started with.' },
    {
      name: 'compareVersionTo',
      signature: '(version: string): number',
      says: 'Compares the version this workflow was started with to another one.',
    },
    {
      name: 'createReplaySafeLogger',
      signature: '(logger): Logger',
      says: 'A logger that is silent while old answers are read again.',
    },
  ],
  dapr: [
    callActivity(''),
    {
      name: 'callChildWorkflow',
      signature: '(workflow, input?, instanceId?): Task',
      says: 'Starts another workflow as a child, with a history of its own, and waits for its result.',
    },
    ...BOTH,
    {
      name: 'whenAll',
      signature: '(tasks: Task[]): Task',
      says: 'Waits until all tasks are answered. Gives their results in the order of the tasks.',
    },
    {
      name: 'whenAny',
      signature: '(tasks: Task[]): Task',
      says: 'Waits for the first answer. Gives the task that won.',
    },
    {
      name: 'setCustomStatus',
      signature: '(status: string): void',
      says: 'Puts a status of your own beside the workflow, for others to read.',
    },
    {
      name: 'getCurrentUtcDateTime',
      signature: '(): Date',
      says: 'The time of this wake-up, read from the history. A replay reads the same time.',
    },
    {
      name: 'getWorkflowInstanceId',
      signature: '(): string',
      says: 'The id of this workflow. It never changes.',
    },
    {
      name: 'isReplaying',
      signature: '(): boolean',
      says: 'True while old answers are read again. Only for log lines: a branch on it breaks the replay.',
    },
  ],
};

const ACTIVITY: Record<Facade, readonly ContextWord[]> = {
  durabletask: [
    {
      name: 'orchestrationId',
      signature: ': string',
      says: 'The id of the workflow that asked for this activity.',
    },
    {
      name: 'taskId',
      signature: ': number',
      says: 'The number of this task. Together with the workflow’s id, a good key against a second run.',
    },
  ],
  dapr: [
    {
      name: 'getWorkflowInstanceId',
      signature: '(): string',
      says: 'The id of the workflow that asked for this activity.',
    },
    {
      name: 'getWorkflowActivityId',
      signature: '(): number',
      says: 'The number of this task. Together with the workflow’s id, a good key against a second run.',
    },
  ],
};

/** The members of `ctx`, in workflow code or in an activity. */
export const contextWords = (facade: Facade, isWorkflow: boolean): readonly ContextWord[] =>
  (isWorkflow ? WORKFLOW : ACTIVITY)[facade];

/** What `@microsoft/durabletask-js` gives to import. Dapr has both as methods of the context. */
export const FREE_WORDS: readonly ContextWord[] = [
  {
    name: 'whenAll',
    signature: '(tasks: Task[]): Task',
    says: 'Waits until all tasks are answered. Gives their results in the order of the tasks.',
  },
  {
    name: 'whenAny',
    signature: '(tasks: Task[]): Task',
    says: 'Waits for the first answer. Gives the task that won.',
  },
];
