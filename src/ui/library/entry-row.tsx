import { Copy, Pencil, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { SmallStairs } from '../../view/small-stairs.ts';
import { SmallStairsDrawing } from './small-stairs.tsx';

/** A name that is being changed. Enter keeps it, Escape does not. */
function NameField(props: { name: string; onDone: (name: string | undefined) => void }): ReactNode {
  const { name, onDone } = props;
  const field = useRef<HTMLInputElement>(null);
  const isOver = useRef(false);
  useEffect(() => field.current?.select(), []);
  const finish = (text: string | undefined) => {
    if (isOver.current) return;
    isOver.current = true;
    onDone(text);
  };
  return (
    <input
      ref={field}
      type="text"
      aria-label={`Name of “${name}”`}
      defaultValue={name}
      maxLength={120}
      onBlur={(event) => finish(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') finish(event.currentTarget.value);
        if (event.key !== 'Escape') return;
        // It closes the field, not the dialog.
        event.preventDefault();
        event.stopPropagation();
        finish(undefined);
      }}
    />
  );
}

function RowButton(props: {
  label: string;
  title: string;
  onPress: () => void;
  children: ReactNode;
}): ReactNode {
  const { label, title, onPress, children } = props;
  return (
    <button type="button" className="quiet icon" aria-label={label} title={title} onClick={onPress}>
      {children}
    </button>
  );
}

export interface EntryRowProps {
  name: string;
  /** What it is and when it was changed, in words. */
  facts: string;
  picture: SmallStairs | undefined;
  isCurrent: boolean;
  onOpen: () => void;
  onRename: (name: string) => void;
  onDuplicate: () => void;
  onDelete: () => void;
}

/** One scenario of the list. */
export function EntryRow(props: EntryRowProps): ReactNode {
  const { name, facts, picture, isCurrent } = props;
  const [isRenaming, setRenaming] = useState(false);
  const row = useRef<HTMLLIElement>(null);
  const rename = (text: string | undefined) => {
    setRenaming(false);
    if (text !== undefined) props.onRename(text);
    // The field had the focus.
    requestAnimationFrame(() => row.current?.querySelector<HTMLElement>('.icon')?.focus());
  };
  return (
    <li ref={row} className="library-entry" aria-current={isCurrent ? 'true' : undefined}>
      {isRenaming ? (
        <div className="library-open">
          <SmallStairsDrawing stairs={picture} />
          <NameField name={name} onDone={rename} />
        </div>
      ) : (
        <button type="button" className="sample library-open" onClick={props.onOpen}>
          <SmallStairsDrawing stairs={picture} />
          <span className="sample-name">{name}</span>
          <span className="sample-question">{facts}</span>
        </button>
      )}
      <RowButton label={`Rename “${name}”`} title="Rename" onPress={() => setRenaming(true)}>
        <Pencil aria-hidden="true" size={16} />
      </RowButton>
      <RowButton label={`Duplicate “${name}”`} title="Duplicate" onPress={props.onDuplicate}>
        <Copy aria-hidden="true" size={16} />
      </RowButton>
      <RowButton label={`Delete “${name}”`} title="Delete" onPress={props.onDelete}>
        <Trash2 aria-hidden="true" size={16} />
      </RowButton>
    </li>
  );
}
