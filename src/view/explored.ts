/**
 * What was found by running a scenario again and again, as the screen shows it: a picture of places over the run, and a list.
 * Crash everywhere: `lane` is who dies. Deploy check: one lane.
 */

/** The shape says the same as the colour, so that neither is needed alone. */
export type CellShape =
  | 'solid'
  | 'loop'
  | 'rings'
  | 'wave'
  | 'double'
  | 'gap'
  | 'fork'
  | 'rhombus'
  | 'rhombus-open'
  | 'hollow'
  | 'torn'
  | 'pause'
  | 'question';

export type CellTone = 'good' | 'note' | 'bad' | 'quiet';

export interface ExploredCell {
  /** Its number in the list, from 1. */
  number: number;
  /** Index in `ExploredPicture.lanes`. */
  lane: number;
  /** The step of the run that it stands at; for its place in the picture. */
  step: number;
  /** Where that is, in words: `chargeCard: after the effect, before its answer is kept`. */
  where: string;
  /** The stretch of the run that it lies in, which places of several lanes share. */
  stretch: { key: string; words: string };
  /** How many moments of the run this one place stands for. */
  moments: number;
  /** Absent: not tried yet. */
  found?: Found;
}

export interface Found {
  shape: CellShape;
  tone: CellTone;
  /** One or two words: `Holds`, `Happens twice`. */
  verdict: string;
  /** What happens, in plain sentences; empty where there is nothing to say. */
  text: string;
}

export interface ExploredPicture {
  lanes: readonly string[];
  cells: readonly ExploredCell[];
}

const TONES: readonly CellTone[] = ['bad', 'note', 'quiet', 'good'];
/** Of what goes wrong; the others are alike. */
const WORST: readonly CellShape[] = ['rhombus', 'rhombus-open', 'hollow', 'double', 'gap', 'fork'];

/** Worst first; then in the order of the run. */
export function worstFirst(cells: readonly ExploredCell[]): ExploredCell[] {
  const toneOf = ({ found }: ExploredCell): number => TONES.indexOf(found?.tone ?? 'good');
  const wrongOf = ({ found }: ExploredCell): number => {
    const at = found?.tone === 'bad' ? WORST.indexOf(found.shape) : 0;
    return at < 0 ? WORST.length : at;
  };
  return [...cells].sort(
    (a, b) => toneOf(a) - toneOf(b) || wrongOf(a) - wrongOf(b) || a.number - b.number,
  );
}

/** What was found in one stretch of the run: a row of the list. */
export interface ExploredRow {
  key: string;
  where: string;
  tone: CellTone;
  /**
   * What was found there, worst first; each once, with the cells in the order of the lanes. One of each lane: the first of those that
   * are alike, which stands for the moments of all. `numbers`: of all cells. `isAgain`: the last row with this verdict said the same.
   */
  said: { found: Found; cells: ExploredCell[]; numbers: number[]; isAgain?: true }[];
}

/** Cells with what was found, a row for each stretch of the run; worst first. */
export function rowsOf(cells: readonly ExploredCell[]): ExploredRow[] {
  const rows = new Map<string, ExploredRow>();
  for (const cell of worstFirst(cells)) {
    const { found, stretch } = cell;
    if (!found) continue;
    const row = rows.get(stretch.key) ?? {
      key: stretch.key,
      where: stretch.words,
      tone: found.tone,
      said: [],
    };
    rows.set(stretch.key, row);
    const same = row.said.find((each) => isSameFound(each.found, found));
    if (same) {
      same.cells.push(cell);
      same.numbers.push(cell.number);
    } else row.said.push({ found, cells: [cell], numbers: [cell.number] });
  }
  const last = new Map<string, Found>();
  for (const { said } of rows.values())
    for (const each of said) {
      const { found } = each;
      each.cells = onePerLane(each.cells);
      const before = last.get(found.verdict);
      if (before && found.text !== '' && isSameFound(before, found)) each.isAgain = true;
      last.set(found.verdict, found);
    }
  return [...rows.values()];
}

function onePerLane(cells: readonly ExploredCell[]): ExploredCell[] {
  const lanes = new Map<number, ExploredCell>();
  for (const cell of [...cells].sort((a, b) => a.lane - b.lane || a.number - b.number)) {
    const first = lanes.get(cell.lane);
    const moments = (first?.moments ?? 0) + cell.moments;
    lanes.set(cell.lane, { ...(first ?? cell), moments });
  }
  return [...lanes.values()];
}

const isSameFound = (a: Found, b: Found): boolean =>
  a.tone === b.tone && a.shape === b.shape && a.verdict === b.verdict && a.text === b.text;

/** The shapes that occur, each with what it means, in the order of the list. */
export function legendOf(
  cells: readonly ExploredCell[],
): Pick<Found, 'shape' | 'tone' | 'verdict'>[] {
  const seen = new Map<string, Found>();
  for (const { found } of worstFirst(cells))
    if (found) seen.set(`${found.shape} ${found.verdict}`, found);
  return [...seen.values()];
}

/** How many places there are of each tone. */
export function countByTone(cells: readonly ExploredCell[]): Record<CellTone, number> {
  const counts: Record<CellTone, number> = { good: 0, note: 0, bad: 0, quiet: 0 };
  for (const { found } of cells) if (found) counts[found.tone] += 1;
  return counts;
}
