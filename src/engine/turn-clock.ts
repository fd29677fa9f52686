/** Before any OrchestratorStarted the context's clock shows the year 1000, as in the real executors. */
const NO_TIME_MS = Date.UTC(1000, 0, 1);

/** The clock that the context shows: it stands at the last OrchestratorStarted. */
export class TurnClock {
  #ms = NO_TIME_MS;
  #date: Date | undefined = undefined;

  /** The workflow sees this very object, as in the real SDKs. Made when it is asked for, which few events do. */
  get date(): Date {
    return (this.#date ??= new Date(this.#ms));
  }

  moveTo(ms: number): void {
    this.#ms = ms;
    this.#date = undefined;
  }
}
