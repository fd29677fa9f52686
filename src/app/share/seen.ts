import type { Trace } from '../../trace/trace.ts';
import { stateAfter } from '../../view/state-after.ts';
import type { RunState } from '../../view/run-state.ts';

/** What was done to the outside world under one subject, and how often. */
export interface LedgerLine {
  subject: string;
  label: string;
  count: number;
}

/** What a whole run came to: what the command tells and a test asserts. */
export interface Seen {
  status: string;
  /** JSON text. */
  output?: string;
  ledger: LedgerLine[];
  /** How many app processes there were. */
  processes: number;
}

export function seenOf(trace: Trace, end: RunState = stateAfter(trace, trace.steps.length)): Seen {
  const output = outputOf(trace, end);
  return {
    status: end.status,
    ...(output !== undefined && { output }),
    ledger: ledgerOf(end),
    processes: trace.steps.filter((step) => step.kind === 'app-started').length,
  };
}

/** What the workflow returned; for plain code alone, what that returned. */
function outputOf(trace: Trace, end: RunState): string | undefined {
  if (end.instance === undefined)
    return trace.steps.findLast((step) => step.kind === 'call-returned')?.result;
  const last = end.kept.at(-1)?.event;
  return last?.type === 'ExecutionCompleted' ? last.result : undefined;
}

/** In the order in which each happened first. */
function ledgerOf({ ledger }: RunState): LedgerLine[] {
  const lines = new Map<string, LedgerLine>();
  for (const { subject, label } of ledger) {
    const known = lines.get(subject);
    if (known) known.count += 1;
    else lines.set(subject, { subject, label, count: 1 });
  }
  return [...lines.values()];
}
