/**
 * The worker in the sandboxed frame: simulation and machine together. It is a classic script, started from its text
 * (vite/bundle-text.ts), and talks to the page in JSON only (protocol.ts).
 */
import { serve } from './worker-line.ts';

serve();
