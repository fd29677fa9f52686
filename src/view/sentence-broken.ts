import type { Step } from '../trace/step.ts';
import type { Telling } from './sentence-input.ts';
import { shorten } from './short-text.ts';

type Breakdown = NonNullable<Extract<Step, { kind: 'app-crashed' }>['breakdown']>;

/** Why the code brought the app down. The page's own words stay whole; those of the machine may be long. */
export const breakdownMessage = ({ reason, message }: Breakdown): string =>
  shorten(message, reason === 'trap' ? 100 : 200).replace(/\.$/, '');

const CAUSES: Partial<Record<string, string>> = {
  steps: 'it ran too long',
  memory: 'it needed too much memory',
  stack: 'it called itself too deeply',
};

/** What to do when the code itself keeps the app down. Undefined: it was killed from outside. */
export function breakdownText(telling: Telling): string | undefined {
  const before = telling.trace.steps.slice(0, telling.stepIndex);
  const at = before.findLastIndex(({ kind }) => kind === 'app-crashed' || kind === 'app-started');
  const last = before[at];
  const change = 'Change the code: a restart runs into the same.';
  if (last?.kind === 'app-started' && last.failure !== undefined)
    return `The code can’t start: ${shorten(last.failure, 100).replace(/\.$/, '')}. ${change}`;
  if (last?.kind !== 'app-crashed' || !last.breakdown) return undefined;
  const cause = CAUSES[last.breakdown.reason] ?? breakdownMessage(last.breakdown);
  return `The code brought the app down: ${cause}${whereText(telling, before)}. ${change}`;
}

/** ` (flow, from line 1)`: what ran. The machine cannot say the line at which it was stopped. */
function whereText({ state, program }: Telling, before: readonly Step[]): string {
  const sent = before.findLast(
    ({ kind }) => kind === 'turn-sent' || kind === 'task-sent' || kind === 'call-started',
  );
  const name =
    sent?.kind === 'turn-sent'
      ? state.instances.get(sent.instance)?.name
      : sent && 'name' in sent
        ? sent.name
        : undefined;
  if (name === undefined) return '';
  const span = program.functions.find((each) => each.name === name);
  return span ? ` (${name}, from line ${span.line})` : ` (${name})`;
}
