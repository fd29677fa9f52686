import { MAIN_INSTANCE } from '../../sim/simulate.ts';
import type { Intervention, Scenario } from '../../sim/scenario.ts';
import type { Trace } from '../../trace/trace.ts';
import { taskNames } from '../../view/place-words.ts';
import { actWords } from '../own-code/act-words.ts';

type Crash = Extract<Intervention, { do: 'crash' }>;

const WHO: Record<Crash['target'], string> = {
  app: 'crash',
  sidecar: 'crash of the engine',
  both: 'crash of app and engine',
  app2: 'crash of the second app',
};

/** `crash after chargeCard`, `crash in wake-up 4`. */
function crashWords(crash: Crash, trace: Trace | undefined): string {
  const { at, target } = crash;
  const what = WHO[target];
  const instance = at.instance ?? trace?.mainInstance ?? MAIN_INSTANCE;
  const name =
    at.subject === 'task' && trace ? taskNames(trace).get(`${instance} ${at.number}`) : undefined;
  if (name === undefined) return actWords(crash).replace(/^the crash/, what);
  if (at.moment === 'sent') return `${what} before ${name}`;
  if (/^(effect\d+|end|returned)$/.test(at.moment)) return `${what} after ${name}`;
  if (at.moment === 'recorded') return `${what} after the answer of ${name}`;
  return `${what} in ${name}`;
}

const wordsOf = (act: Intervention, trace: Trace | undefined): string =>
  act.do === 'crash' ? crashWords(act, trace) : actWords(act).replace(/^the /, '');

/** A restart only answers a crash: it tells two scenarios apart when it brings other code or other variables. */
const isTelling = (act: Intervention): boolean =>
  act.do !== 'restart' || act.code !== undefined || act.variables !== undefined;

/**
 * What a scenario is called until a person gives it a name: `Order processing, crash after chargeCard`. `own`: acts that the sample
 * itself begins with.
 */
export function proposedName(
  program: string,
  scenario: Scenario,
  trace: Trace | undefined,
  own = 0,
): string {
  const [first, ...more] = scenario.interventions.slice(own).filter(isTelling);
  if (!first) return program;
  const rest = more.length === 0 ? '' : ` and ${more.length} more`;
  return `${program}, ${wordsOf(first, trace)}${rest}`;
}
