/** A straight line from one span of numbers to another. */
export interface Linear {
  (value: number): number;
  invert(value: number): number;
}

type Span = readonly [number, number];

const between = ([from, to]: Span, share: number): number => from * (1 - share) + to * share;
const shareOf = ([from, to]: Span, value: number): number =>
  to === from ? 0.5 : (value - from) / (to - from);

/** d3-scale's `scaleLinear` for numbers alone: the whole of it brings colours, dates and formats to the first screen. */
export const linear = (domain: Span, range: Span): Linear =>
  Object.assign((value: number) => between(range, shareOf(domain, value)), {
    invert: (value: number) => between(domain, shareOf(range, value)),
  });
