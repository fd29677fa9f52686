import type { ReactNode } from 'react';
import type { Staircase } from '../view/frame.ts';
import type { StairMarks } from '../view/marks.ts';

/** `mini`: the scrubber of the phone, beside whatever tab is open. */
export type StairSize = 'wide' | 'small' | 'mini';

/** Draws something over the columns of a staircase, in its own row. */
export type DrawBand = (drawn: {
  staircase: Staircase;
  marks: StairMarks;
  size: Exclude<StairSize, 'mini'>;
}) => ReactNode;

/** Width of a letter in pixels, rather too wide than too narrow: of a text that is not measured. */
export const LETTER = 6.9;

/** The first of the texts that fits into `room` pixels. */
export function fittingText(texts: readonly string[], room: number): string {
  return texts.find((text) => text.length * LETTER <= room) ?? '';
}

/**
 * Where words of a row begin: at `from` or as far right as they fit, but beside the playhead, which would cover them.
 * All in pixels.
 */
export function placeForWords(text: string, from: number, width: number, head = -Infinity): number {
  const length = text.length * LETTER;
  const last = width - length - 4;
  const x = Math.min(from, last);
  if (head < x - 8 || head > x + length + 8) return x;
  return head + 10 <= last ? head + 10 : head - 10 - length;
}
