import type { ReactNode } from 'react';
import type { Staircase } from '../view/frame.ts';
import type { RowMarks, StairMarks } from '../view/marks.ts';
import { pinMarks, type Pin } from '../view/stair-pins.ts';
import { trackPaths } from '../view/stair-tracks.ts';
import { beginMarks } from '../view/staircase-begins.ts';
import { RESENT_WORDS } from '../view/staircase-resent.ts';
import type { StairBox } from '../view/staircase-column-marks.ts';
import { fittingText, placeForWords, type StairSize } from './stair-words.ts';

/** Where code and history part: what the history recorded, and what this replay asked for instead. */
export function Tracks(props: {
  marks: RowMarks;
  tracks: NonNullable<RowMarks['tracks']>;
  width: number;
  size: StairSize;
  head: number | undefined;
}): ReactNode {
  const { marks, tracks, width, size, head } = props;
  const middle = marks.y + marks.height / 2;
  const paths = trackPaths(tracks, middle);
  const texts = {
    recorded: size === 'wide' ? `history says ${tracks.recorded}` : tracks.recorded,
    asked: size === 'wide' ? `this replay asked for ${tracks.asked}` : tracks.asked,
  };
  const from = tracks.endX + 10;
  return (
    <g>
      <path className="stair-recorded" d={paths.recorded} />
      <path className="stair-asked" d={paths.asked} />
      <circle className="stair-asked-end" cx={tracks.endX} cy={tracks.askedY} r="4" />
      <path className="stair-apart" d={`M${tracks.x} ${middle - 7}l7 7-7 7-7-7z`} />
      {size !== 'mini' && (
        <>
          <text
            className="stair-text"
            x={placeForWords(texts.recorded, from, width, head)}
            y={middle}
            dy="0.35em"
          >
            {texts.recorded}
          </text>
          <text
            className="stair-text stair-text-apart"
            x={placeForWords(texts.asked, from, width)}
            y={tracks.askedY}
            dy="0.35em"
          >
            {texts.asked}
          </text>
        </>
      )}
    </g>
  );
}

/** Only what has room is said; the rest is in the list of what the marks mean, and in the grid. */
const CELL_WORDS = ['ran again', 'again'];
const LEAST_WORDS = 14;

/** Work that the engine sent without the workflow: solid, over the hatched replay that goes by later. */
export function Cells(props: {
  marks: RowMarks;
  cells: NonNullable<RowMarks['cells']>;
  size: StairSize;
}): ReactNode {
  const { marks, cells, size } = props;
  const height = marks.height + 4;
  return cells.map(({ x, width, label }) => {
    const isAgain = label !== RESENT_WORDS.first;
    const isNamed = size === 'wide' && height >= LEAST_WORDS && isAgain;
    // The cursor stands in the part behind the words.
    const words = isNamed ? fittingText(CELL_WORDS, width * 0.75 - 11) : '';
    return (
      <g key={x}>
        <rect
          className="stair-resent"
          data-is={label}
          x={x}
          y={marks.y - 2}
          width={width}
          height={height}
          rx="4"
        />
        {words !== '' && (
          <text className="stair-resent-text" x={x + 6} y={marks.y + marks.height / 2} dy="0.35em">
            {words}
          </text>
        )}
      </g>
    );
  });
}

/** A line where the history starts again, with words where a row is free. */
export function Begins(props: {
  staircase: Staircase;
  marks: StairMarks;
  box: StairBox;
  isBrief: boolean;
}): ReactNode {
  const { staircase, marks, box, isBrief } = props;
  return (
    <g aria-hidden="true">
      {beginMarks(staircase, marks, box).map(({ x, words, title, y }) => (
        <g key={x} className="stair-begins">
          <title>{title}</title>
          <path d={`M${x} 0V${marks.axisY}`} />
          {!isBrief && words !== '' && (
            <text className="stair-text" x={x + 6} y={y} dy="0.35em">
              {words}
            </text>
          )}
        </g>
      ))}
    </g>
  );
}

/** What a person did, as pins over the rows. */
export function Pins(props: {
  staircase: Staircase;
  box: StairBox;
  pins: readonly Pin[];
}): ReactNode {
  return pinMarks(props.staircase, props.box, props.pins).map(({ x, y, label }, index) => (
    <g key={index} className="stair-pin" transform={`translate(${x} ${y})`} aria-hidden="true">
      <title>{label}</title>
      <path d="M0 9V1h7l-2 2.5L7 6H0" />
    </g>
  ));
}
