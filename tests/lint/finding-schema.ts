import * as v from 'valibot';
import { RULES, type RuleCode } from '../../src/lint/finding.ts';

/** One line that `lint --json` prints. docs/lint.schema.json is made from this. */

const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const offset = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(0),
  v.description('characters from the start of the file, from 0'),
);

const fix = v.strictObject({
  title: v.string(),
  edits: v.array(v.strictObject({ from: offset, to: offset, text: v.string() })),
});

const finding = v.strictObject({
  file: v.string(),
  code: v.picklist(Object.keys(RULES) as RuleCode[]),
  rule: v.string(),
  line: count,
  column: count,
  endLine: count,
  endColumn: count,
  message: v.string(),
  severity: v.picklist(['error', 'warning', 'hint']),
  via: v.optional(
    v.pipe(v.array(v.string()), v.description('from the workflow to the function of the place')),
  ),
  sample: v.optional(v.pipe(v.string(), v.description('id of the sample that shows the damage'))),
  fixes: v.array(fix),
});

const unreadable = v.strictObject({
  file: v.string(),
  problem: v.strictObject({
    line: v.optional(count),
    column: v.optional(count),
    message: v.string(),
  }),
});

export const lintLine = v.union([finding, unreadable]);
