import { child, list, type Syntax } from '../source/syntax.ts';
import { Bindings } from './bindings.ts';
import { Values } from './values.ts';
import { WorkflowCode } from './workflow-code.ts';

/** Whose context the workflows of a file are given; `classic` is that of Durable Functions. */
export type ContextStyle = 'dapr' | 'durabletask' | 'classic';

/** A file, read once for all rules. */
export interface Reading {
  source: string;
  bindings: Bindings;
  values: Values;
  code: WorkflowCode;
  /** Undefined where the file does not tell. */
  style: ContextStyle | undefined;
}

export function readFor(
  source: string,
  uncommented: string,
  program: Syntax,
  assumed: ContextStyle | undefined,
): Reading {
  const bindings = new Bindings(program);
  const values = new Values(bindings);
  const code = new WorkflowCode(bindings, values);
  return { source, bindings, values, code, style: styleOf(uncommented) ?? assumed };
}

const STYLES: [ContextStyle, RegExp][] = [
  ['classic', /\.df\.|\bdf\.app\.|['"]durable-functions['"]|\{\s*df\s*\}/],
  [
    'dapr',
    /['"]@dapr\/dapr['"]|\bWorkflowContext\b|\bregisterWorkflow|\.getCurrentUtcDateTime\(|\.getWorkflowInstanceId\(|\.callChildWorkflow\(|\.isReplaying\(|\.when(All|Any)\(/,
  ],
  [
    'durabletask',
    /durabletask-js['"]|\bOrchestrationContext\b|\badd(Named)?Orchestrator\(|\.currentUtcDateTime\b|\.callSubOrchestrator\(|\.newGuid\(|\.isReplaying\b|\.instanceId\b/,
  ],
];

function styleOf(text: string): ContextStyle | undefined {
  return STYLES.find(([, pattern]) => pattern.test(text))?.[0];
}

/** The text of a node as it is written. */
export const textOf = (reading: Reading, node: Syntax): string =>
  reading.source.slice(node.start, node.end);

/** The parent, past type casts and optional chains. */
export function realParent(bindings: Bindings, node: Syntax): { parent?: Syntax; child: Syntax } {
  let at = node;
  for (;;) {
    const parent = bindings.parentOf(at);
    const isAround = parent?.type === 'ChainExpression' || parent?.type.startsWith('TS') === true;
    if (!parent || !isAround) return { parent, child: at };
    at = parent;
  }
}

/** True when a node lies inside of another, or is it. */
export const isInside = (node: Syntax, outer: Syntax): boolean =>
  node.start >= outer.start && node.end <= outer.end;

export const argumentsOf = (call: Syntax): Syntax[] => list(call, 'arguments');

export const calleeOf = (call: Syntax): Syntax | undefined => child(call, 'callee');

/** Computes something of a file when it is first asked for, and only then. */
export function perReading<T>(compute: (reading: Reading) => T): (reading: Reading) => T {
  const known = new WeakMap<Reading, { value: T }>();
  return (reading) => {
    const found = known.get(reading) ?? { value: compute(reading) };
    known.set(reading, found);
    return found.value;
  };
}
