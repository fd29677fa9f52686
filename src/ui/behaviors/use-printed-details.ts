import { useState, type SyntheticEvent } from 'react';
import { useMedia } from './use-media.ts';

/** A part that is closed until somebody wants to see it, and open on paper, where nobody can press it. */
export function usePrintedDetails(isOpenAtFirst = false) {
  const isPrinted = useMedia('print');
  const [isWanted, setWanted] = useState(isOpenAtFirst);
  const isOpen = isWanted || isPrinted;
  return {
    isOpen,
    details: {
      open: isOpen,
      onToggle: ({ currentTarget }: SyntheticEvent<HTMLDetailsElement>) => {
        if (!isPrinted) setWanted(currentTarget.open);
      },
    },
  };
}
