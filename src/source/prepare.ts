import { compile, type Compiled, type CompileErrors } from './compile.ts';
import { entryOf } from './describe.ts';

/** A text that was read: plain JSON, so that it may be made when the app is built, kept, and posted to a worker. */
export interface Prepared {
  compiled: Compiled | CompileErrors;
  /** The workflow that is started when nobody names one. */
  entry?: string;
}

/** Reads a text for the machine. The built-in samples come this way when the app is built, everything else when it runs. */
export function prepare(source: string): Prepared {
  const compiled = compile(source);
  const entry = compiled.ok ? entryOf(compiled, source) : undefined;
  return { compiled, ...(entry !== undefined && { entry }) };
}
