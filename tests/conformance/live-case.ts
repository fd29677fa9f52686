import type { Dialect } from '../../src/engine/turn.ts';
import type { RunLine } from './real-line.ts';

/** A life that is run in the real engine and in ours. Without stimuli: the app is started, and that is all. */
export interface LiveCase extends Omit<RunLine, 'dialect' | 'stimuli' | 'orchestrators'> {
  name: string;
  dialects: readonly Dialect[];
  workflow: string;
  others?: Record<string, string>;
  stimuli?: RunLine['stimuli'];
}

export const BOTH = ['durabletask', 'dapr'] as const;
export const MS = ['durabletask'] as const;
export const DAPR = ['dapr'] as const;

/** Answers its input. */
export const ECHO = '(_, x) => x ?? null';
/** Fails as long as the world says so. */
export const FLAKY =
  '() => { state.runs = (state.runs ?? 0) + 1; if (state.runs < 3) throw new Error("run " + state.runs); return state.runs; }';
