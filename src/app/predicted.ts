/** Which question of which sample an answer was given to. */
export interface Predicted {
  sample: string;
  question: number;
  /** Index of the answer; `skipped`: the person does not want to be asked this. */
  answer: number | 'skipped';
}
