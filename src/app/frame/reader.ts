/**
 * The reader of a worker: the parsers, which only texts need that were not read before. A classic script (vite/bundle-text.ts),
 * which the page puts before the worker's own when it must read one.
 */
import { prepare } from '../../source/prepare.ts';
import type { ReaderScope } from './worker-line.ts';

(globalThis as ReaderScope).replayscopeReader = prepare;
