import { fileURLToPath } from 'node:url';

/** The folder that holds package.json. */
export const projectFolder = fileURLToPath(new URL('..', import.meta.url));

/** Something a person can put right. Its message is shown as it is, without a stack. */
export class PlainError extends Error {}
