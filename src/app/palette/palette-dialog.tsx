import { useCallback, useState, type ReactNode } from 'react';
import '../shell.css';
import { numberAskedFor } from '../../ui/palette/find.ts';
import { Palette } from '../../ui/palette/palette.tsx';
import { commandsOf, numberedCommands, type Offer } from './commands.ts';

/** The palette over the moment at which it was opened. Loaded when it is first opened. */
export default function PaletteDialog(props: Offer & { onClose: () => void }): ReactNode {
  const { session, around, onClose } = props;
  // What is on offer is worked out once: the run stands still behind the dialog, or plays on without changing it.
  const [fixed] = useState(() => commandsOf(props));
  const commandsFor = useCallback(
    (query: string) => {
      const asked = numberAskedFor(query);
      return { always: asked ? numberedCommands({ session, around }, asked) : [], fixed };
    },
    [session, around, fixed],
  );
  return <Palette commandsFor={commandsFor} onClose={onClose} />;
}
