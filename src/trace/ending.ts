/** Something that may be so at the end of a run. */
export type EndFact =
  /** The world has so many effects whose subject begins so. */
  | { subject: string; times: number }
  /** The app has crashed at least once, and was started again. */
  | { crashed: true }
  /** Each crash of the app came before (or after) this external event was kept. */
  | { crashes: 'before' | 'after'; event: string }
  /** What the workflow returned has this in it, as JSON. */
  | { returns: string }
  /** An app run with version 2 of the code was there. */
  | { hasVersionTwo: true };

/**
 * A last sentence that a sample has for a run in which all of this is so. In the text, `{printed}` stands for how often the code
 * printed, `{read}` for what the first replay after the last restart read.
 */
export interface Ending {
  when: readonly EndFact[];
  text: string;
}
