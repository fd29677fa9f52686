import type { ReactNode } from 'react';
import type { SmallStairs } from '../../view/small-stairs.ts';

const WIDTH = 72;
const HEIGHT = 44;
const EDGE = 4;

/** A run as small as a stamp: hollow what was read again, solid what was new, a cross where the app crashed. */
export function SmallStairsDrawing({ stairs }: { stairs: SmallStairs | undefined }): ReactNode {
  const rows = stairs?.rows ?? [];
  const columns = stairs?.columns ?? 1;
  const x = (column: number): number =>
    EDGE + (Math.min(column, columns) / columns) * (WIDTH - 4 * EDGE);
  const step = Math.min(10, (HEIGHT - 2 * EDGE) / Math.max(1, rows.length));
  const bar = step * 0.6;
  return (
    <svg className="small-stairs" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      {rows.map(([again, live, end, torn], index) => {
        const y = EDGE + index * step;
        const cross = x(end) + EDGE;
        return (
          <g key={y}>
            <rect
              className="small-again"
              x={x(again)}
              y={y}
              width={x(live) - x(again)}
              height={bar}
            />
            <rect
              className="small-live"
              x={x(live)}
              y={y}
              width={Math.max(2, x(end) - x(live))}
              height={bar}
            />
            {torn === 1 && (
              <path className="small-crash" d={`M${cross - 2} ${y}l4 ${bar}m0 ${-bar}l-4 ${bar}`} />
            )}
          </g>
        );
      })}
    </svg>
  );
}
