/** Errors change what a replay asks for or gives back, warnings may, hints do not. */
export type Severity = 'error' | 'warning' | 'hint';

/** The characters `from` up to `to` (not included) become `text`. Both count from 0, in the source as written. */
export interface TextEdit {
  from: number;
  to: number;
  text: string;
}

/** One way to mend a finding. The edits stand in the order of the source and do not touch each other. */
export interface Fix {
  title: string;
  edits: TextEdit[];
}

/** One place in workflow code that does not stand a replay. Plain JSON data; lines and columns count from 1. */
export interface Finding {
  code: RuleCode;
  /** Name of the rule, for people. */
  rule: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  message: string;
  severity: Severity;
  /** The workflow first, then the functions through which it reaches the place. Absent: the place is in the workflow itself. */
  via?: string[];
  /** Id of the built-in sample that shows the damage. */
  sample?: string;
  fixes: Fix[];
}

export type RuleCode = keyof typeof RULES;

interface Rule {
  name: string;
  severity: Severity;
  sample?: string;
  /** A replay may ask for something else, or come to something else: it stops, or is silently different. */
  differs?: true;
}

/** Codes stay what they are: people write them into their notes. docs/LINT.md explains each. */
export const RULES = {
  RS101: { name: 'random', severity: 'error', sample: 'coin', differs: true },
  RS102: { name: 'clock', severity: 'error', sample: 'clock', differs: true },
  RS103: { name: 'id', severity: 'error', sample: 'uuid', differs: true },
  RS104: { name: 'environment', severity: 'error', sample: 'environment', differs: true },
  RS105: { name: 'outside-call', severity: 'error', sample: 'http', differs: true },
  RS106: { name: 'timer', severity: 'error' },
  RS107: { name: 'await', severity: 'error' },
  RS108: { name: 'await-task', severity: 'error' },
  RS109: { name: 'promise-of-tasks', severity: 'error' },
  RS110: { name: 'module-state', severity: 'error', differs: true },
  RS111: { name: 'replaying-guard', severity: 'error', differs: true },
  RS112: { name: 'endless-loop', severity: 'warning' },
  RS113: { name: 'environment-order', severity: 'warning', differs: true },
  RS114: { name: 'locale', severity: 'warning', differs: true },
  RS115: { name: 'garbage', severity: 'error', differs: true },
  RS116: { name: 'not-a-generator', severity: 'error' },
  RS117: { name: 'sync-generator', severity: 'hint' },
  RS118: { name: 'dropped-task', severity: 'hint' },
  RS119: { name: 'task-as-value', severity: 'warning' },
} as const satisfies Record<string, Rule>;

/** What is known of each rule, with its optional fields. */
export const ruleOf = (code: RuleCode): Rule => RULES[code];
