import type { RowDraft } from './staircase-draft.ts';

/**
 * One row for each app run: what its first wake-up read again, and what all of them added. A replay that parts from the history left of
 * what its app run had come to before keeps a row of its own: on the other it would be lost in work that was done.
 */
export function foldRows(rows: readonly RowDraft[]): RowDraft[] {
  const folded: RowDraft[] = [];
  for (const row of rows) {
    const last = folded[folded.length - 1];
    const isSame = last?.process === row.process;
    const isApart = isSame && row.asked && row.asked.column < last.live[1];
    if (!last || !isSame || isApart) {
      const { isFirst: _, ...rest } = row;
      folded.push({
        ...rest,
        label: isApart ? 'this replay' : `App run ${row.process}`,
        wakeUps: row.turn ? [row.label] : [],
        step: row.stops[0]?.step ?? row.step,
        stops: [...row.stops],
        marks: [...row.marks],
        ...(row.resent && { resent: [...row.resent] }),
      });
      continue;
    }
    if (!last.turn && row.turn) last.again = row.again;
    last.wakeUps?.push(row.label);
    last.turn ??= row.turn;
    if (row.wokenAt !== undefined) last.wokenAt ??= row.wokenAt;
    last.live = [last.again[1], Math.max(last.again[1], last.live[1], row.live[1])];
    last.end = row.end;
    if (row.asked) last.asked = row.asked;
    last.marks.push(...row.marks);
    if (row.resent) last.resent = withCells(last.resent, row.resent);
    let reached = last.stops.findLast(({ isApart }) => !isApart)?.column ?? 0;
    for (const stop of row.stops) {
      if (!stop.isApart) reached = Math.max(reached, stop.column);
      last.stops.push(stop.isApart ? stop : { ...stop, column: reached });
    }
  }
  for (const row of folded)
    row.marks = row.marks.map((mark) =>
      mark.kind === 'crash'
        ? { ...mark, column: Math.max(row.again[1], row.live[1], mark.column) }
        : mark,
    );
  return folded;
}

/** Work that goes on while another wake-up comes is one cell in the row of its app run. */
function withCells(cells: RowDraft['resent'] = [], more: NonNullable<RowDraft['resent']>) {
  return [...cells, ...more.filter(({ column }) => cells.every((cell) => cell.column !== column))];
}
