import type { ReactNode } from 'react';

/** A sign whose name is heard, and seen by who points at it. */
export function IconButton(props: {
  name: string;
  isDisabled?: boolean;
  onPress: () => void;
  children: ReactNode;
}): ReactNode {
  return (
    <button
      type="button"
      className="quiet icon"
      aria-label={props.name}
      title={props.name}
      // As in the transport: a disabled button would drop the focus with the last undo.
      aria-disabled={props.isDisabled}
      onClick={() => {
        if (!props.isDisabled) props.onPress();
      }}
    >
      {props.children}
    </button>
  );
}
