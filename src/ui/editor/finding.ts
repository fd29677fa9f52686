import type { CodeVerdict } from '../../trace/verdict.ts';

/** A mend in one press. */
export interface FindingFix {
  label: string;
  /** The text that was looked at: in any other text the edits have no meaning. */
  lookedAt: string;
  /** Offsets in that text, in its order. */
  edits: readonly { from: number; to: number; insert: string }[];
}

/**
 * Something that is wrong, or worth knowing, at one place of a program's text. The editor draws it there, and names it in words
 * below. Lines and columns count from 1; without an end, the word at the start is meant.
 */
export interface Finding {
  line: number;
  column: number;
  endLine?: number;
  endColumn?: number;
  /** `error`: the program can't run. */
  severity: 'error' | 'warning' | 'info';
  message: string;
  /** Name of the rule, where a rule found it. */
  code?: string;
  /** What may come of it, where replays may differ. */
  verdicts?: readonly CodeVerdict[];
  fixes?: readonly FindingFix[];
  /** Id of the sample that shows what comes of it. */
  sample?: string;
}
