import { ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ExploredCell, ExploredRow } from '../../view/explored.ts';
import { CellIcon } from './cell-shape.tsx';

interface PlaceRowProps {
  row: ExploredRow;
  lanes: readonly string[];
  /** Number of the run to look at first. */
  first: number | undefined;
  /** Each button says how many moments it stands for: they add up to what the sentence says. */
  isCounted: boolean;
  onOpen: (number: number) => void;
}

const momentsText = (moments: number): string => ` (${moments} moment${moments === 1 ? '' : 's'})`;

/** Who dies there, as a button that opens that run. */
function OpenButton(props: Omit<PlaceRowProps, 'row' | 'first'> & { cell: ExploredCell }) {
  const { cell, lanes, isCounted, onOpen } = props;
  const { number, lane, where } = cell;
  const moments = isCounted ? momentsText(cell.moments) : '';
  const name = lanes.length > 1 ? lanes[lane] : 'Open';
  return (
    <button
      type="button"
      className="quiet small explore-open"
      data-number={number}
      title={where}
      aria-label={`${name}: ${where}${moments}`}
      onClick={() => onOpen(number)}
    >
      {name}
      <span className="explore-moments">{moments}</span>
      <ArrowRight aria-hidden="true" size={14} />
    </button>
  );
}

/** One stretch of the run, and what a crash or a deploy there does; who dies stands apart only where it makes a difference. */
export function PlaceRow(props: PlaceRowProps): ReactNode {
  const { row, first } = props;
  return (
    <li className="explore-row" data-tone={row.tone}>
      <p className="explore-where">{row.where}</p>
      {row.said.map(({ found, cells, numbers, isAgain }) => (
        <div key={cells[0]?.number} className="explore-said">
          <p className="explore-verdict" data-tone={found.tone} data-shape={found.shape}>
            <CellIcon shape={found.shape} tone={found.tone} />
            {found.verdict}
            {first !== undefined && numbers.includes(first) && ': look here first'}
          </p>
          {found.text !== '' && (
            <p className="explore-text">{isAgain ? 'The same as above.' : found.text}</p>
          )}
          <p className="explore-who">
            {cells.map((cell) => (
              <OpenButton key={cell.number} {...props} cell={cell} />
            ))}
          </p>
        </div>
      ))}
    </li>
  );
}
