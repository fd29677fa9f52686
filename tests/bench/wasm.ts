import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** quickjs-wasi's binary, compiled once. */
export const wasm = await WebAssembly.compile(
  await readFile(createRequire(import.meta.url).resolve('quickjs-wasi/quickjs.wasm')),
);
