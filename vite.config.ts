import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { builtParts } from './vite/built-parts.ts';
import { builtSamples } from './vite/built-samples.ts';
import { bundleText } from './vite/bundle-text.ts';
import { CHUNK_GROUPS } from './vite/chunks.ts';
import { contentPolicy } from './vite/content-policy.ts';
import { embedFiles } from './vite/embed-files.ts';
import { offline } from './vite/offline.ts';
import { packedMachine } from './vite/packed-machine.ts';
import { preloadCore } from './vite/preload-core.ts';
import { singleIcons } from './vite/single-icons.ts';

export default defineConfig({
  base: './',
  plugins: [
    bundleText(),
    singleIcons(),
    builtSamples(),
    react(),
    contentPolicy(),
    embedFiles(),
    packedMachine(),
    preloadCore(),
    offline(),
    builtParts(),
  ],
  build: {
    target: 'es2022',
    // Small files as data: addresses would need a looser content policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    rollupOptions: {
      output: {
        codeSplitting: { includeDependenciesRecursively: false, groups: CHUNK_GROUPS },
      },
    },
  },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}'],
    setupFiles: ['tests/support/seed.ts'],
    environment: 'node',
    maxWorkers: 2,
    // Only to end what hangs: a shared machine may be ten times slower than a quiet one.
    testTimeout: 60_000,
    hookTimeout: 180_000,
  },
});
