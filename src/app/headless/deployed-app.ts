import type {
  CallProgress,
  Identity,
  Machine,
  Probes,
  ProcessIdentity,
  TurnOutcome,
} from '../../sim/machine.ts';
import type { RegisteredMachine } from '../../sandbox/machine.ts';
import type { RegisteredSources } from '../../source/registered.ts';

/** An activity that was run, as the command reports it. */
export interface Invocation {
  name: string;
  /** JSON text. */
  input?: string;
  process: number;
}

/** The app of one `run`: its code can be exchanged, and what it shares with the outside world stays. */
export class DeployedApp implements Machine {
  readonly invocations: Invocation[] = [];
  readonly #make: (sources: RegisteredSources, state: string) => RegisteredMachine;
  #sources: RegisteredSources;
  #machine: RegisteredMachine;
  #readBefore = 0;

  constructor(
    make: (sources: RegisteredSources, state: string) => RegisteredMachine,
    sources: RegisteredSources,
  ) {
    this.#make = make;
    this.#sources = sources;
    this.#machine = make(sources, '{}');
  }

  /** History events that the turns have read, with all the code that was deployed. */
  get eventsRead(): number {
    return this.#readBefore + this.#machine.eventsRead;
  }

  deploy(sources: RegisteredSources): void {
    this.#sources = sources;
    this.#readBefore += this.#machine.eventsRead;
    this.#machine = this.#make(sources, this.#machine.state());
  }

  reset(identity: ProcessIdentity): { failure?: string } {
    return this.#machine.reset(identity);
  }

  turn(...given: Parameters<Machine['turn']>): TurnOutcome {
    return this.#machine.turn(...given);
  }

  answerTurn(...given: Parameters<Machine['answerTurn']>): TurnOutcome {
    return this.#machine.answerTurn(...given);
  }

  call(
    callId: number,
    name: string,
    input: string | undefined,
    identity: Identity,
    probes: Probes,
  ): CallProgress {
    if (Object.hasOwn(this.#sources.activities, name)) {
      const { process } = identity;
      this.invocations.push({ name, ...(input !== undefined && { input }), process });
    }
    return this.#machine.call(callId, name, input, identity, probes);
  }

  answer(...given: Parameters<Machine['answer']>): CallProgress {
    return this.#machine.answer(...given);
  }
}
