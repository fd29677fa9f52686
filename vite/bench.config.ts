import { defineConfig } from 'vite';
import { builtSamples } from './built-samples.ts';
import { bundleText } from './bundle-text.ts';

/** Builds the bench as the headless command is built: what is measured is what ships. The real executor stays in its package. */
export default defineConfig({
  plugins: [bundleText(), builtSamples()],
  publicDir: false,
  logLevel: 'error',
  ssr: { noExternal: true, external: ['@microsoft/durabletask-js', '@playwright/test'] },
  build: {
    ssr: 'tests/bench/main.ts',
    target: 'node20',
    outDir: '.cache/bench',
    emptyOutDir: true,
    rollupOptions: { output: { entryFileNames: 'bench.mjs' } },
  },
});
