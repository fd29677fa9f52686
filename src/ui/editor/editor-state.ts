/** The two texts of a program: the one that runs now, and the one that is deployed later. */
export type Version = 'v1' | 'v2';

/** One line under the code: what became of the last change. */
export interface EditorStatus {
  tone: 'quiet' | 'warning' | 'error';
  text: string;
  /** It is said because there is no run, and holds until there is one. */
  isOfRun?: true;
}

/** What became of the last attempt to keep the text on this device. `note` and `text` are sentences for the screen. */
export type Keeping =
  { kind: 'nothing' } | { kind: 'kept'; note?: string } | { kind: 'unable'; text: string };
