import { canDescribe, takeDescriber } from '../programs.ts';

/** An address that plainly names a sample, or nothing: no text need be read to open it. */
const namesSample = (hash: string): boolean => /^#?(?:$|\d+\/(?!own\?)[a-z0-9.-]+\?)/.test(hash);

/** Whether the reader of texts must be loaded before this address can be read. */
export const needsDescriber = (hash: string): boolean => !canDescribe() && !namesSample(hash);

/** Loads the reader of texts, which tells for which engine a text is written. It may be tried again. */
export async function loadDescriber(): Promise<void> {
  if (canDescribe()) return;
  takeDescriber((await import('../../source/describe.ts')).describeProgram);
}
