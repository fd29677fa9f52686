/** A stretch of one line of code. `tone` is absent for plain text. */
export interface Stretch {
  text: string;
  tone?: string;
}
