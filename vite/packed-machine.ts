import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipAsync } from '@gfx/zopfli';
import type { Plugin } from 'vite';

/** More rounds take far longer, and gain nothing. */
const ROUNDS = 1;

/** It takes seconds and gives the same for ever: it is kept beside what the build keeps. */
async function packed(bytes: Uint8Array, keptIn: string): Promise<Uint8Array> {
  const name = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  const file = path.join(keptIn, `machine-${name}.gz`);
  if (existsSync(file)) return readFileSync(file);
  const made = await gzipAsync(bytes, { numiterations: ROUNDS });
  mkdirSync(keptIn, { recursive: true });
  writeFileSync(file, made);
  return made;
}

/**
 * Packs the virtual machine, half of the first load, when the app is built: Zopfli finds 5 % that no host's own compression does. The file
 * keeps its name, and src/app/frame/packed.ts unpacks it.
 */
export function packedMachine(): Plugin {
  let keptIn = '';
  return {
    name: 'packed-machine',
    apply: 'build',
    enforce: 'post',
    configResolved: (config) => {
      keptIn = path.join(config.root, '.cache');
    },
    async generateBundle(_options, bundle) {
      for (const each of Object.values(bundle))
        if (each.type === 'asset' && each.fileName.endsWith('.wasm'))
          each.source = await packed(Buffer.from(each.source), keptIn);
    },
  };
}
