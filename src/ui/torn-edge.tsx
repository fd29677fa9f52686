import { useId, type ReactNode } from 'react';

/** A torn lower edge over the full width: what was below is gone. Drawn from a tile, so that it fits any width. */
export function TornEdge(): ReactNode {
  const id = useId();
  const edge = 'M0 7 L5 4 L9 9 L15 3 L21 10 L26 5 L31 8 L38 2 L44 11 L50 6 L57 9 L64 7';
  return (
    <svg className="torn-edge" width="100%" height="16" aria-hidden="true" focusable="false">
      <defs>
        <pattern id={id} width="64" height="16" patternUnits="userSpaceOnUse">
          <path className="torn-gap" d={`${edge} V16 H0 Z`} />
          <path className="torn-line" d={edge} />
        </pattern>
      </defs>
      <rect width="100%" height="16" fill={`url(#${id})`} />
    </svg>
  );
}
