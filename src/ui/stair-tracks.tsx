import type { ReactNode } from 'react';
import type { RowMarks } from '../view/marks.ts';
import { placeForWords, type StairSize } from './stair-words.ts';

/** Where code and history part: what the history recorded, and what this replay asked for instead. */
export function Tracks(props: {
  marks: RowMarks;
  width: number;
  size: StairSize;
  head: number | undefined;
}): ReactNode {
  const { marks, width, size, head } = props;
  const tracks = marks.tracks;
  if (!tracks) return null;
  const middle = marks.y + marks.height / 2;
  const texts = {
    recorded: size === 'wide' ? `history says ${tracks.recorded}` : tracks.recorded,
    asked: size === 'wide' ? `this replay asked for ${tracks.asked}` : tracks.asked,
  };
  const from = tracks.endX + 10;
  return (
    <g>
      <path className="stair-recorded" d={tracks.recordedPath} />
      <path className="stair-asked" d={tracks.askedPath} />
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
