import type { Identity, ProcessIdentity } from '../sim/machine.ts';
import type { ToGuest } from './guest/messages.ts';

/** One piece of work as a process was given it. */
interface Given {
  message: ToGuest;
  /** Interrupts. */
  allowed: number;
}

/** What a process was started as, and all that it was given since: enough to live it again. */
export interface Life {
  identity: ProcessIdentity;
  work: readonly Given[];
}

/** A process that did more is not lived again: that would take too long. */
const MOST_WORK = 300;
/** So many processes are remembered, the youngest. */
const MOST_LIVES = 12;

export const lifeOf = (identity: ProcessIdentity): Life => ({ identity, work: [] });

/** Remembers what the processes of one machine were given. */
export class Lives {
  readonly #lives = new Map<number, { identity: ProcessIdentity; work: Given[] }>();
  #now: { identity: ProcessIdentity; work: Given[] } | undefined = undefined;
  #keepsWork = true;

  /** `isStateless`: work leaves nothing behind in the memory of its process. */
  begin(identity: ProcessIdentity, isStateless: boolean): void {
    this.#now = { identity, work: [] };
    this.#keepsWork = !isStateless;
    this.#lives.delete(identity.process);
    this.#lives.set(identity.process, this.#now);
    const [oldest] = this.#lives.keys();
    if (this.#lives.size > MOST_LIVES && oldest !== undefined) this.#lives.delete(oldest);
  }

  note(message: ToGuest, allowed: number): void {
    if (!this.#keepsWork || !this.#now || this.#now.work.length > MOST_WORK) return;
    // Nobody reads the beats of a life that is lived again, and to record them takes ten times as long as to live.
    const given =
      'probes' in message && message.do !== 'load' ? { ...message, probes: false } : message;
    this.#now.work.push({ message: given, allowed });
  }

  /** The life of a process up to, not including, one turn of it. */
  before(turn: Identity): Life | undefined {
    const life = this.#lives.get(turn.process);
    if (!life) return undefined;
    if (!this.#keepsWork) return lifeOf(life.identity);
    const end = life.work.findIndex(
      ({ message }) => message.do === 'turn' && isSame(message.identity, turn),
    );
    return end < 0 ? undefined : { identity: life.identity, work: life.work.slice(0, end) };
  }
}

const isSame = (one: Identity, other: Identity): boolean =>
  one.instance === other.instance &&
  one.number === other.number &&
  one.attempt === other.attempt &&
  one.of === other.of;
