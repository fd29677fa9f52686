import type { PictureColours } from '../../view/staircase-svg-legend.ts';

/** What of the browser sharing needs. */
export interface SharingHands {
  /** Copies text; rejects where the browser does not allow it. */
  copy(text: string): Promise<void>;
  /** Hands a file to the person. */
  save(name: string, content: Blob): void;
  /** The colours of the theme that is on the screen. Rejects where what reads them did not come. */
  colours(): Promise<PictureColours>;
  /** Paints an SVG text; rejects where the browser can't. */
  paint(svg: string, width: number, height: number): Promise<Blob>;
}
