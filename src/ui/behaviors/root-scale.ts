/** How much larger than 16 px the letters of the page are: on a projector, or as a person has set them in the browser. */
export const rootScale = (): number =>
  parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;

/** A length of a drawing for letters of 12 px, as large as the letters of the page are. */
export const rem = (pixels: number): string => `${pixels / 16}rem`;
