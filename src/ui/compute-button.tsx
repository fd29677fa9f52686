import type { ReactNode } from 'react';

/** Ends the computing of a run that takes long; once it is ended, goes on with it. */
export interface ComputeControl {
  name: 'Stop computing' | 'Compute more';
  onPress: () => void;
}

/** One button in one place, so that the focus stays on it. */
export function ComputeButton({ compute }: { compute?: ComputeControl }): ReactNode {
  if (!compute) return null;
  return (
    <button type="button" className="quiet small compute" onClick={compute.onPress}>
      {compute.name}
    </button>
  );
}
