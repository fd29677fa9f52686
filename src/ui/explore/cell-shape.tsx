import type { ReactNode } from 'react';
import type { CellShape } from '../../view/explored.ts';

/** Path of each shape in a box of 12 by 12, and whether it is filled. */
const SHAPES: Record<CellShape, { path: string; isFilled: boolean }> = {
  solid: { path: 'M2 2h8v8H2z', isFilled: true },
  loop: { path: 'M9.5 4A4 4 0 1 0 10 7M10 1.5V4.5H7', isFilled: false },
  rings: {
    path: 'M4 3.5a3 3 0 1 0 .01 0M8 3.5a3 3 0 1 0 .01 0',
    isFilled: false,
  },
  wave: { path: 'M1 7c2-4 3-4 5 0s3 4 5 0', isFilled: false },
  double: { path: 'M3 2l3 5H0zM9 5l3 5H6z', isFilled: true },
  gap: { path: 'M1.5 2v8M10.5 2v8M4 6h1M7 6h1', isFilled: false },
  fork: { path: 'M6 11V7L2 2M6 7l4-5', isFilled: false },
  rhombus: { path: 'M6 .5 11.5 6 6 11.5.5 6z', isFilled: true },
  'rhombus-open': { path: 'M6 1 11 6 6 11 1 6z', isFilled: false },
  hollow: { path: 'M6 1.5a4.5 4.5 0 1 0 .01 0M6 4v2.2l1.6 1', isFilled: false },
  torn: { path: 'M7 .5 5 3l2 2-2 2 2 2-2 2.5', isFilled: false },
  pause: { path: 'M3 2h2v8H3zM7 2h2v8H7z', isFilled: true },
  question: { path: 'M4 4a2 2 0 1 1 2.6 2c-.4.2-.6.5-.6 1M6 9.6v.2', isFilled: false },
};

/** One shape, to be placed with its middle at (x, y). */
export function CellGlyph(props: { shape: CellShape; x: number; y: number }): ReactNode {
  const { path, isFilled } = SHAPES[props.shape];
  return (
    <path
      className="cell-glyph"
      data-filled={isFilled}
      data-shape={props.shape}
      d={path}
      transform={`translate(${props.x - 6} ${props.y - 6})`}
    />
  );
}

/** The same shape in a line of text. */
export function CellIcon({ shape, tone }: { shape: CellShape; tone: string }): ReactNode {
  return (
    <svg
      className="cell-icon"
      data-tone={tone}
      width="14"
      height="14"
      viewBox="-1 -1 14 14"
      aria-hidden="true"
    >
      <CellGlyph shape={shape} x={6} y={6} />
    </svg>
  );
}
