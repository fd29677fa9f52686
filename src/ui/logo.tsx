import { memo, type ReactNode } from 'react';

/** The staircase in small: a run that crashes, and the next that reads it again and goes on. */
export const Logo = memo(function Logo(): ReactNode {
  return (
    <svg className="logo" viewBox="0 0 24 20" width="24" height="20" aria-hidden="true">
      <path className="logo-live" d="M2 4h10" />
      <path className="logo-crash" d="m16.5 1.5 5 5m0-5-5 5" />
      <path className="logo-again" d="M2 10h2m3.6 0h2" />
      <path className="logo-live" d="M14 10h4" />
      <path className="logo-again" d="M2 16h2m3.6 0h2m3.6 0h2" />
      <path className="logo-live" d="M20 16h2" />
    </svg>
  );
});
