import { useEffect } from 'react';

/** Nobody prints before a run is there. When they do not come, the page prints as it is on the screen. */
export function usePrintStyles(): void {
  useEffect(() => void import('../print.css').catch(() => undefined), []);
}
