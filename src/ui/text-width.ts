import { LETTER } from './stair-words.ts';

let pen: CanvasRenderingContext2D | null | undefined;

/** How wide a small text is in the font of the page, in CSS pixels. Where it can't be measured: an estimate. */
export function textWidth(text: string): number {
  // Where markup is made without a page there is nothing to measure with.
  if (pen === undefined && 'document' in globalThis) {
    pen = document.createElement('canvas').getContext('2d');
    // 12 px: `--t-xs`.
    if (pen) pen.font = `12px ${getComputedStyle(document.body).fontFamily}`;
  }
  return pen?.measureText(text).width ?? text.length * LETTER;
}
