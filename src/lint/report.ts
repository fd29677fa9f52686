import type { Syntax } from '../source/syntax.ts';
import type { Fix, RuleCode, Severity } from './finding.ts';

/** What a rule has to say of a node; lint.ts adds the place. */
export interface Report {
  code: RuleCode;
  node: Syntax;
  /** Where less than the node is to be marked: up to here. */
  end?: number;
  message: string;
  /** Where it differs from the rule's own. */
  severity?: Severity;
  fixes: (Fix | undefined)[];
}
