/** The worker of the explorer: it does many runs of one program as well. Loaded when the explorer is first opened. */
import { lookAtMany } from './looking.ts';
import { serve } from './worker-line.ts';

serve(lookAtMany);
