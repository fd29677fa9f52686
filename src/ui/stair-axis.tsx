import type { ReactNode } from 'react';
import type { StairMarks } from '../view/marks.ts';
import type { GapMark } from '../view/staircase-axis.ts';
import type { ColumnMark } from '../view/staircase-column-marks.ts';
import { WAKE_UP_MEANING } from '../view/wake-up-word.ts';
import { LETTER } from './stair-words.ts';

function ColumnText({
  column,
  y,
  isBrief,
  isFound,
}: {
  column: ColumnMark;
  y: number;
  isBrief: boolean;
  isFound: boolean;
}): ReactNode {
  const { name, label } = column;
  return (
    <g className="stair-column" data-current={column.isCurrent} data-found={isFound}>
      {name !== label && <title>{label}</title>}
      {column.isNumbered && (
        <text x={column.centre} y={y + 12} textAnchor="middle" className="stair-number">
          {column.numberText}
        </text>
      )}
      {name !== '' && !isBrief && !column.isFold && (
        <text x={column.centre} y={y + 28} textAnchor="middle" className="stair-label">
          {name}
        </text>
      )}
    </g>
  );
}

const hasLine = ({ width, isNumbered }: ColumnMark): boolean => isNumbered || width >= 6;

/** As in the list of events: a wake-up is a number in a frame. Where that has no room, a tick. */
function Gap({ gap: { x, text }, y }: { gap: GapMark; y: number }): ReactNode {
  const width = text.length * LETTER + 6;
  return (
    <g>
      <title>{`Event ${text}: a wake-up. ${WAKE_UP_MEANING}`}</title>
      <rect className="stair-gap" x={x - width / 2} y={y + 1} width={width} height="14" rx="3" />
      <text x={x} y={y + 12} textAnchor="middle" className="stair-number">
        {text}
      </text>
    </g>
  );
}

/** Event numbers under the columns, and the name of each event as far as it fits. */
export function Axis(props: {
  marks: StairMarks;
  isBrief: boolean;
  /** Numbers of the events that are looked for. */
  found: ReadonlySet<number> | undefined;
}): ReactNode {
  const { marks, isBrief, found } = props;
  const { axisY } = marks;
  const ticks = marks.gaps.filter(({ isNumbered }) => !isNumbered);
  return (
    <g aria-hidden="true">
      {marks.empty.map((x, index) => (
        <line
          key={index}
          className="stair-line"
          data-empty="true"
          x1={x}
          x2={x}
          y1="0"
          y2={axisY}
        />
      ))}
      {marks.columns.map((column, index) =>
        hasLine(column) ? (
          <line key={index} className="stair-line" x1={column.x} x2={column.x} y1="0" y2={axisY} />
        ) : null,
      )}
      {marks.columns.map((column, index) =>
        column.isNumbered || column.name !== '' ? (
          <ColumnText
            key={index}
            column={column}
            y={axisY}
            isBrief={isBrief}
            isFound={found?.has(column.number) === true}
          />
        ) : null,
      )}
      <path className="stair-gap" d={ticks.map(({ x }) => `M${x} ${axisY - 4}v6`).join('')} />
      {marks.gaps.map((gap) => gap.isNumbered && <Gap key={gap.x} gap={gap} y={axisY} />)}
    </g>
  );
}
