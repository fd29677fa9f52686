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
  /** A mend in one press. `from` and `to` are offsets in the text that was looked at. */
  fix?: { label: string; edits: readonly { from: number; to: number; insert: string }[] };
}
