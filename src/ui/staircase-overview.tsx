import type { CSSProperties, ReactNode } from 'react';
import type { Staircase } from '../view/frame.ts';
import { laidOut } from '../view/staircase-long.ts';
import type { Slots } from '../view/staircase-slots.ts';

const MOST_ROWS = 12;

/** The whole run as a strip, true to scale, with a frame around the part that is drawn. The frame can be dragged. */
export function StairOverview(props: {
  whole: Staircase;
  slots: Slots;
  onPan: (from: number) => void;
}): ReactNode {
  const { whole, slots, onPan } = props;
  const [first, end] = slots.window;
  const count = Math.max(1, laidOut(whole).columns.length);
  const from = slots.columnAt(0);
  const to = slots.columnAt(end - first);
  const most = slots.list.length - (end - first);
  const head = Math.min(count, whole.playhead.column);
  return (
    <div className="stair-overview">
      <svg
        viewBox={`0 0 ${count} ${MOST_ROWS}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        focusable="false"
      >
        {lanes(whole).map(({ from, again, live }, index, all) => {
          const height = MOST_ROWS / Math.max(2, all.length);
          const y = index * height;
          return (
            <g key={index}>
              <rect
                className="stair-lane-again"
                x={from}
                y={y}
                width={again - from}
                height={height * 0.7}
              />
              <rect
                className="stair-lane-live"
                x={again}
                y={y}
                width={Math.max(0, live - again)}
                height={height * 0.7}
              />
            </g>
          );
        })}
        <line className="stair-overview-head" x1={head} x2={head} y1={0} y2={MOST_ROWS} />
      </svg>
      <span
        className="stair-overview-frame"
        style={{ left: `${(from / count) * 100}%`, width: `${((to - from) / count) * 100}%` }}
      />
      {most > 0 && (
        <input
          type="range"
          aria-label="Part of the run that is drawn"
          aria-valuetext={`Events in columns ${Math.round(from) + 1} to ${Math.round(to)} of ${count}`}
          min={0}
          max={most}
          value={first}
          style={shareOf(end - first, slots.list.length)}
          onChange={(event) => onPan(Number(event.currentTarget.value))}
        />
      )}
    </div>
  );
}

/** The thumb is as wide as the frame, so that the one moves with the other. */
const shareOf = (drawn: number, all: number): CSSProperties =>
  ({ '--share': `${Math.max(4, (drawn / all) * 100)}%` }) as CSSProperties;

/** One lane for each app run; of very many, the last ones. */
function lanes(whole: Staircase): { from: number; again: number; live: number }[] {
  const found = new Map<number, { from: number; again: number; live: number }>();
  for (const row of whole.rows) {
    const lane = found.get(row.process);
    if (lane) lane.live = Math.max(lane.live, row.live[1]);
    else found.set(row.process, { from: row.again[0], again: row.again[1], live: row.live[1] });
  }
  return [...found.values()].slice(-MOST_ROWS);
}
