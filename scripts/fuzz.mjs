// npm run fuzz -- [--runs N] [--seed S] [--path P] [--sdk durabletask|dapr]
// Compares this engine with the real ones on made-up workflows and histories; a failing life is shrunk and printed with its seed.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '20000' },
    seed: { type: 'string' },
    path: { type: 'string' },
    sdk: { type: 'string', default: '' },
  },
});
const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', values.sdk ? `tests/fuzz/${values.sdk}.test.ts` : 'tests/fuzz/'],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      FUZZ_RUNS: values.runs,
      REPLAYSCOPE_SEED: values.seed ?? 'random',
      ...(values.path ? { FUZZ_PATH: values.path } : {}),
    },
  },
);
process.exitCode = status ?? 1;
