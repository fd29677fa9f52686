import { mergeConfig } from 'vitest/config';
import config from '../vite.config.ts';

/** `npm run links:append`: writes, so it is no test. */
export default {
  ...mergeConfig(config, {}),
  test: { ...config.test, include: ['tests/links/append-links.ts'], testTimeout: 600_000 },
};
