/** Something that stands in a row of the staircase, at a place in its columns. */
export interface StairMark {
  column: number;
  kind: 'effect' | 'crash' | 'diverge' | 'silent' | 'wait';
  label: string;
  isAhead: boolean;
  isDuplicate?: boolean;
  /** Asked of a service that knew the key: it changed nothing. */
  isRefused?: true;
}
