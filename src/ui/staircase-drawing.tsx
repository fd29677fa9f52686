import type { ReactNode } from 'react';
import { lazyMarks } from './lazy-part.tsx';
import { fittingText, LETTER, type StairSize } from './stair-words.ts';
import { STRIP_HEIGHT, type EffectMark, type RowMarks, type StairMarks } from '../view/marks.ts';

/** What the first minute never draws. */
const Tracks = lazyMarks(async () => ({
  default: (await import('./stair-later.tsx')).Tracks,
}));
const Cells = lazyMarks(async () => ({
  default: (await import('./stair-later.tsx')).Cells,
}));

/** Patterns that say a state without its colour: hatched was read again. */
export function Patterns({ id }: { id: string }): ReactNode {
  return (
    <defs>
      <pattern
        id={id}
        width="7"
        height="7"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect className="hatch-ground" width="7" height="7" />
        <rect className="hatch-line" width="3" height="7" />
      </pattern>
    </defs>
  );
}

function EndMark({ marks }: { marks: RowMarks }): ReactNode {
  const { end, y, height, ring } = marks;
  const middle = y + height / 2;
  switch (end.kind) {
    case 'torn':
      return <path className="stair-torn" d={end.path} />;
    case 'lost':
      return <path className="stair-torn" d={end.path} />;
    case 'disagrees':
      return <path className="stair-apart" d={`M${end.x} ${middle - 7}l7 7-7 7-7-7z`} />;
    case 'waiting':
      return (
        <circle className="stair-waiting" cx={end.x + ring.behind} cy={middle} r={ring.radius} />
      );
    case 'saved':
    case 'running':
      return null;
  }
}

/** On the bar, which goes on under it. */
function SilentWords({ text, x, middle }: { text: string; x: number; middle: number }): ReactNode {
  if (text === '') return null;
  const width = text.length * LETTER + 12;
  return (
    <>
      <rect className="stair-pill" x={x + 11} y={middle - 9} width={width} height={18} rx={9} />
      <text
        className="stair-text stair-text-silent"
        x={x + 11 + width / 2}
        y={middle}
        dy="0.35em"
        textAnchor="middle"
      >
        {text}
      </text>
    </>
  );
}

/** Beside the cross, and beside the playhead, too, when that is there. */
function CrashWords(props: {
  label: string;
  x: number;
  middle: number;
  width: number;
  head: number | undefined;
}): ReactNode {
  const { label, x, middle, width, head } = props;
  const isCovered = head !== undefined && head >= x - 8 && head <= x + label.length * LETTER + 8;
  const from = isCovered ? head + 10 : x;
  return (
    <text className="stair-text stair-text-crash" x={from} y={middle} dy="0.35em">
      {fittingText([label, label.includes('×') ? label : 'crash'], width - from)}
    </text>
  );
}

function PointMark(props: {
  mark: RowMarks['marks'][number];
  ring: RowMarks['ring'];
  middle: number;
  isWide: boolean;
  width: number;
  head: number | undefined;
}): ReactNode {
  const { mark, ring, middle, isWide, width, head } = props;
  const x = mark.x + 15;
  switch (mark.kind) {
    case 'crash':
      return (
        <g data-ahead={mark.isAhead}>
          <path className="stair-crash" d={`M${x - 5} ${middle - 5}l10 10m0-10l-10 10`} />
          {isWide && <CrashWords {...{ label: mark.label, x: x + 12, middle, width, head }} />}
        </g>
      );
    case 'wait':
      return (
        <circle
          className="stair-waiting"
          data-ahead={mark.isAhead}
          cx={mark.x + ring.behind}
          cy={middle}
          r={ring.radius}
        />
      );
    case 'silent':
      return (
        <g data-ahead={mark.isAhead}>
          <path className="stair-silent" d={`M${x} ${middle - 7}l7 7l-7 7l-7 -7z`} />
          {isWide && (
            <SilentWords text={fittingText([mark.label], width - x - 24)} {...{ x, middle }} />
          )}
        </g>
      );
    case 'diverge':
      return null;
  }
}

/** One pass over the history: hatched what it read again, solid what was new, and how it ended. */
export function RowDrawing(props: {
  row: RowMarks;
  marks: StairMarks;
  hatchId: string;
  width: number;
  size: StairSize;
}): ReactNode {
  const { row: marks, hatchId, width, size } = props;
  const { playhead } = props.marks;
  const head = playhead?.row === marks.row ? playhead.x : undefined;
  const middle = marks.y + marks.height / 2;
  return (
    <g className="stair-row" data-ahead={marks.isAhead} aria-hidden="true">
      {marks.bars.map((bar, index) => (
        <rect
          key={index}
          className="stair-bar"
          data-kind={bar.kind}
          data-ahead={bar.isAhead}
          x={bar.x}
          y={marks.y}
          width={bar.width}
          height={marks.height}
          rx="3"
          fill={bar.kind === 'again' && !bar.isAhead ? `url(#${hatchId})` : undefined}
        />
      ))}
      {marks.cells && <Cells {...{ marks, cells: marks.cells, size }} />}
      {!marks.end.isAhead && <EndMark marks={marks} />}
      {!marks.isAhead && marks.tracks && (
        <Tracks {...{ marks, tracks: marks.tracks, width, size, head }} />
      )}
      {marks.marks.map((mark, index) => (
        <PointMark
          key={index}
          mark={mark}
          ring={marks.ring}
          middle={middle}
          isWide={size === 'wide'}
          width={width}
          head={head}
        />
      ))}
    </g>
  );
}

function Effect({ effect }: { effect: EffectMark }): ReactNode {
  return (
    <g
      className="stair-effect"
      data-ahead={effect.isAhead}
      data-duplicate={effect.isDuplicate}
      data-refused={effect.isRefused}
    >
      <title>{effect.label}</title>
      <line x1={effect.x} x2={effect.x} y1={effect.fromY} y2={effect.y - 6} />
      <path d={`M${effect.x} ${effect.y - 6}l5.5 10.5h-11z`} />
    </g>
  );
}

/** Where names are left out there is less. */
const NAMED = 40;

/** The strip of effects in the world, by its name: two marks in one column are a duplicate. */
export function EffectStrip({ marks }: { marks: StairMarks }): ReactNode {
  return (
    <g aria-hidden="true">
      <line
        className="stair-strip"
        x1={marks.left}
        x2={marks.right}
        y1={marks.axisY - 2}
        y2={marks.axisY - 2}
      />
      {marks.effects.length > 0 && marks.left > NAMED && (
        <text className="stair-label" y={marks.stripY + STRIP_HEIGHT / 2} dy="0.35em">
          World
        </text>
      )}
      {marks.effects.map((effect, index) => (
        <Effect key={index} effect={effect} />
      ))}
    </g>
  );
}

/** Where the cursor is, in time and in the row. */
export function Playhead({ marks }: { marks: StairMarks }): ReactNode {
  const head = marks.playhead;
  if (!head) return null;
  return (
    <g className="stair-playhead" aria-hidden="true">
      <line x1={head.x} x2={head.x} y1={head.top - 1} y2={head.bottom + 1} />
      <circle cx={head.x} cy={(head.top + head.bottom) / 2} r="5" />
    </g>
  );
}
