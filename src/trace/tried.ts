/**
 * What came of running a wake-up again with something as an earlier wake-up had it: the cause of a difference, by trial. `about`: the
 * number of the event that the replay asks for in another way, what the workflow returned, its custom status, or which way it
 * took.
 */
export interface Tried {
  about: number | 'result' | 'status' | 'way';
  /** Empty: nothing of what was tried made a difference. */
  causes: TriedCause[];
  /** One of the causes alone is not enough. */
  isTogether: boolean;
  /** For a result or a status: what it would have been. */
  otherwise?: string;
}

export type TriedCause =
  | {
      what: 'read';
      api: string;
      occurrence: number;
      /** The wake-up whose value was given. */
      of: { number: number; attempt: number };
    }
  /** What the process keeps outside of the workflow. `name`: this variable of the module alone; absent: it is not known which. */
  | { what: 'memory'; of: { number: number; attempt: number }; name?: string }
  | { what: 'code' };
