import { pathOf, written, type Point, type RowMarks } from './marks.ts';

/** d3-shape's `curveBumpX` between two points, which alone is needed here: level at both ends. */
const curveOf = ([from, to]: readonly [Point, Point]): string => {
  const middle = (from[0] + to[0]) / 2;
  return `M${written(from)}C${written([middle, from[1]])},${written([middle, to[1]])},${written(to)}`;
};

/** The two tracks after a divergence: what the history recorded goes straight on, and what the code asked for leaves it. */
export function trackPaths(
  { x, endX, askedY }: NonNullable<RowMarks['tracks']>,
  middle: number,
): { recorded: string; asked: string } {
  return {
    recorded: pathOf([
      [x + 8, middle],
      [endX, middle],
    ]),
    asked: curveOf([
      [x, middle],
      [endX, askedY],
    ]),
  };
}
