import type { Facade, WorkItem } from '../engine/turn.ts';
import type {
  EndedTurn,
  ProcessIdentity,
  StartOutcome,
  WhatIf,
  WorldAnswer,
} from '../sim/machine.ts';
import type { WorldRequest } from '../trace/step.ts';
import { budget, noCost, type Cost } from './budget.ts';
import type { FromGuest, ToGuest } from './guest/messages.ts';
import { lifeOf, type Life, type Lives } from './lives.ts';
import { isTurnOutcome } from './outcome.ts';
import { packWhole } from './packed-events.ts';

/** A turn or call that may wait for the world: all its stretches share one allowance. */
export interface OpenWork {
  /** Interrupts. */
  allowed: number;
  cost: Cost;
}

/** Another machine with the same program, of which nobody knows. */
export interface Twin {
  reset(identity: ProcessIdentity): StartOutcome;
  run(message: ToGuest, open: OpenWork): FromGuest;
  memory(put?: Record<string, string>): Record<string, string> | undefined;
  facadeFor(item: WorkItem): Facade;
}

/** Lives a process of the machine again up to a wake-up, which then goes another way (`Machine.whatIf`). */
export function whatIf(question: WhatIf, lives: Lives, twinOf: () => Twin): EndedTurn | undefined {
  const { memory, variables } = question;
  const life = 'of' in memory ? lifeOf(memory.of) : lives.before(memory.before);
  const other = variables && lives.before(variables.before);
  if (!life || (variables && !other)) return undefined;
  const twin = twinOf();
  const texts = other && liveAgain(twin, other) ? twin.memory() : undefined;
  if (!liveAgain(twin, life)) return undefined;
  if (variables && !putMemory(twin, variables.names, texts)) return undefined;
  return turnOnce(twin, question);
}

function liveAgain(twin: Twin, { identity, work }: Life): boolean {
  if (twin.reset(identity).failure !== undefined) return false;
  for (const { message, allowed } of work)
    if (twin.run(message, { allowed, cost: noCost() }).kind === 'broke') return false;
  return true;
}

/** False: one of them holds something that can not be carried over. */
function putMemory(
  twin: Twin,
  names: readonly string[],
  texts: Record<string, string> = {},
): boolean {
  if (names.some((name) => !Object.hasOwn(texts, name))) return false;
  const put = Object.fromEntries(names.map((name) => [name, texts[name] ?? '']));
  return twin.memory(put) !== undefined;
}

/** A turn that begins from nothing and leaves no workflow behind. Undefined: it asks the world for what nobody knows. */
function turnOnce(twin: Twin, { item, identity, given, answers }: WhatIf): EndedTurn | undefined {
  const { oldEvents, newEvents, dialect, instanceId } = item;
  const message: ToGuest = {
    do: 'turn',
    item: { dialect, facade: twin.facadeFor(item), instanceId },
    oldEvents: packWhole(oldEvents),
    newEvents: packWhole(newEvents),
    identity,
    probes: false,
    life: 'once',
    forget: [],
    given,
  };
  const open = { allowed: budget(oldEvents.length + newEvents.length, false), cost: noCost() };
  const used: WorldAnswer[] = [];
  for (let outcome = twin.run(message, open); isTurnOutcome(outcome);) {
    if (outcome.kind !== 'requests') return outcome;
    const [first] = outcome.requests;
    const answer = first && nextAnswer(answers, used, first.request);
    if (!first || !answer) return undefined;
    used.push(answer);
    const { response } = answer;
    const { nowMs } = identity;
    outcome = twin.run({ do: 'answer-turn', requestId: first.id, response, nowMs }, open);
  }
  return undefined;
}

/** What the world answers to the next such request. */
function nextAnswer(
  answers: readonly WorldAnswer[],
  used: readonly WorldAnswer[],
  request: WorldRequest,
): WorldAnswer | undefined {
  // The name under which a workflow reads what the world answers (guest/pass.ts).
  const api = `fetch ${request.method} ${request.url}`;
  const occurrence = 1 + used.filter((each) => each.api === api).length;
  return answers.find((each) => each.api === api && each.occurrence === occurrence);
}
