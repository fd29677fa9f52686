import { useRef, type ReactNode } from 'react';
import type { ExploredPicture } from '../../view/explored.ts';
import { exploredMarks, type CellMark } from '../../view/explored-marks.ts';
import type { Staircase } from '../../view/frame.ts';
import { rem } from '../behaviors/root-scale.ts';
import { useWidth } from '../behaviors/use-width.ts';
import { CellGlyph } from './cell-shape.tsx';

const LANE_HEIGHT = 30;

function Cell(props: { mark: CellMark; isShown: boolean; onOpen: (number: number) => void }) {
  const { mark, isShown, onOpen } = props;
  const { cell, x, y } = mark;
  const { found } = cell;
  return (
    <g
      className="cell"
      data-tone={found?.tone ?? 'open'}
      data-dim={!isShown}
      onClick={() => onOpen(cell.number)}
    >
      <title>{found ? `${cell.where}. ${found.verdict}. ${found.text}` : cell.where}</title>
      <rect
        className="cell-target"
        x={x - 7}
        y={y - LANE_HEIGHT / 2}
        width="14"
        height={LANE_HEIGHT}
      />
      {found ? (
        <CellGlyph shape={found.shape} x={x} y={y} />
      ) : (
        <circle className="cell-open" cx={x} cy={y} r="2" />
      )}
    </g>
  );
}

/**
 * The picture of all places over the events of the run. For the eye and the pointer; the list beside it says the same for
 * everybody.
 */
export function ExploredStrip(props: {
  picture: ExploredPicture;
  staircase: Staircase;
  /** Numbers of the cells that the list shows. */
  shown: ReadonlySet<number>;
  onOpen: (number: number) => void;
}): ReactNode {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame, 0);
  const labelWidth = width < 600 ? 52 : 96;
  const marks = exploredMarks(props.picture, props.staircase, {
    width: Math.max(width, 240),
    labelWidth,
    laneHeight: LANE_HEIGHT,
  });
  const axisY = props.picture.lanes.length * LANE_HEIGHT;
  return (
    <div
      className="strip-frame"
      ref={frame}
      tabIndex={0}
      role="group"
      aria-label="Picture of all places; the list says the same"
    >
      {width > 0 && (
        <svg
          className="strip"
          width={rem(marks.width)}
          height={rem(marks.height)}
          viewBox={`0 0 ${marks.width} ${marks.height}`}
          aria-hidden="true"
        >
          {marks.columns.map(({ x }) => (
            <line key={x} className="stair-line" x1={x} x2={x} y1="0" y2={axisY} />
          ))}
          {marks.lanes.map(({ name, y }) => (
            <text key={name} className="strip-lane" x="0" y={y} dy="0.35em">
              {name}
            </text>
          ))}
          {marks.columns.map(({ x, width: room, number, isNumbered, name, label }) => (
            <g key={x} className="stair-column">
              {name !== label && <title>{label}</title>}
              {isNumbered && (
                <text className="stair-number" x={x + room / 2} y={axisY + 13} textAnchor="middle">
                  {number}
                </text>
              )}
              {name !== '' && (
                <text className="stair-label" x={x + room / 2} y={axisY + 28} textAnchor="middle">
                  {name}
                </text>
              )}
            </g>
          ))}
          {marks.cells.map((mark) => (
            <Cell
              key={mark.cell.number}
              mark={mark}
              isShown={props.shown.has(mark.cell.number)}
              onOpen={props.onOpen}
            />
          ))}
        </svg>
      )}
    </div>
  );
}
