import type { Scenario } from '../sim/scenario.ts';
import type { Step } from '../trace/step.ts';
import type { CallRecord, TurnRecord } from './machine-records.ts';
import type { RunFacts } from './run-facts.ts';

/** All that the judgement of a run needs. */
export interface RunRecord {
  steps: readonly Step[];
  /** For each intervention of a scenario: the step at which it was performed. Empty for a `run` line. */
  performedAt: readonly (number | undefined)[];
  facts: RunFacts;
  calls: readonly CallRecord[];
  /** Turns that changed what activities share: a workflow's code must not. */
  turns: readonly TurnRecord[];
  /** Instances whose history lost or changed an event between two turns. */
  rewritten: ReadonlySet<string>;
  /** What was to be done in this run by the scenario itself and found no place, with the reason. */
  unused: string[];
  /** The scenario of this very run. Absent for a `run` line. */
  scenario?: Scenario;
  /** The run was ended from outside: what it did wrong, in a sentence. */
  failure?: string;
}
