import type { Machine } from './machine.ts';
import type { CodeVersion } from './scenario.ts';

/** Slot 2 is the second app process beside the first. */
export type Slot = 1 | 2;

/** One life of an app process. The next process in the same slot takes its place. */
export interface AppProcess {
  /** From 1, over both slots. */
  number: number;
  slot: Slot;
  isAlive: boolean;
  machine: Machine;
  code: CodeVersion;
  variables: Record<string, string>;
  /** When it was started, in virtual time. */
  startedMs: number;
}
