import { defineConfig } from 'vite';
import { builtSamples } from './built-samples.ts';
import { bundleText } from './bundle-text.ts';

/** Builds the headless command's own code into one file for Node. bin/replayscope.mjs names the folder. */
export default defineConfig({
  plugins: [bundleText(), builtSamples()],
  publicDir: false,
  logLevel: 'error',
  ssr: { noExternal: true },
  build: {
    ssr: 'src/app/headless/command.ts',
    target: 'node20',
    emptyOutDir: false,
    rollupOptions: { output: { entryFileNames: 'command.mjs' } },
  },
});
