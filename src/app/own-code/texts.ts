/** The two texts of a program: version 2 is the whole file again, as it is deployed later. */
export interface Texts {
  v1: string;
  v2?: string;
}

export const isSameTexts = (a: Texts, b: Texts): boolean => a.v1 === b.v1 && a.v2 === b.v2;

/** No text is like this one. */
export const NOTHING: Texts = { v1: '\0' };
