import { X } from 'lucide-react';
import {
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { findCommands, groupsOf, type Command } from './find.ts';
import './palette.css';

function Option(props: {
  command: Command;
  id: string;
  isActive: boolean;
  onPick: (command: Command) => void;
}): ReactNode {
  const { command, id, isActive, onPick } = props;
  const { name, about, keys, reason } = command;
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) ref.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  return (
    <div
      ref={ref}
      id={id}
      role="option"
      className="palette-option"
      aria-selected={isActive}
      aria-disabled={reason !== undefined}
      // The focus never leaves the field: Enter there does what a press does here.
      tabIndex={-1}
      onClick={() => onPick(command)}
      onKeyDown={({ key }) => {
        if (key === 'Enter') onPick(command);
      }}
    >
      <span className="palette-name">{name}</span>
      {keys !== undefined && <kbd>{keys}</kbd>}
      {(reason ?? about) !== undefined && <span className="palette-about">{reason ?? about}</span>}
    </div>
  );
}

/** How far a key moves in the list; undefined for other keys. */
function moveOf(key: string): number | undefined {
  if (key === 'ArrowDown') return 1;
  if (key === 'ArrowUp') return -1;
  if (key === 'PageDown') return 8;
  if (key === 'PageUp') return -8;
  return undefined;
}

/** The list: groups of options, the one that Enter would take marked. */
function Options(props: {
  id: string;
  groups: readonly (readonly [string, readonly Command[]])[];
  current: Command | undefined;
  optionId: (command: Command) => string;
  onPick: (command: Command) => void;
}): ReactNode {
  const { id, groups, current, optionId, onPick } = props;
  return (
    <div id={id} role="listbox" className="palette-list" aria-label="Commands">
      {groups.map(([group, commands]) => (
        <div key={group} role="group" aria-label={group} className="palette-group">
          <p className="part-title" aria-hidden="true">
            {group}
          </p>
          {commands.map((command) => (
            <Option
              key={command.id}
              command={command}
              id={optionId(command)}
              isActive={command === current}
              onPick={onPick}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

type CommandsFor = (query: string) => { always: readonly Command[]; fixed: readonly Command[] };

/** What is found for what was typed, and which of it is marked. */
function useFinding(commandsFor: CommandsFor) {
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const groups = useMemo(() => {
    const { always, fixed } = commandsFor(query);
    return groupsOf([...always, ...findCommands(fixed, query)]);
  }, [commandsFor, query]);
  const ordered = groups.flatMap(([, commands]) => commands);
  const at = Math.min(active, ordered.length - 1);
  return {
    query,
    groups,
    ordered,
    current: ordered[at],
    mark: (command: Command) => setActive(ordered.indexOf(command)),
    ask: (text: string) => {
      setQuery(text);
      setActive(0);
    },
    /** One at a time goes round; a page stops at the ends. */
    move: (by: number) => {
      const next = at + by;
      const isOne = Math.abs(by) === 1;
      const count = ordered.length;
      setActive(isOne ? (next + count) % count : Math.min(count - 1, Math.max(0, next)));
    },
  };
}

/**
 * Everything that can be done, found by a few letters. The focus stays in the field; what Enter does is marked in the list.
 * `commandsFor`: what is on offer for a query, before the filter; a query may name a number.
 */
export function Palette(props: { commandsFor: CommandsFor; onClose: () => void }): ReactNode {
  const { commandsFor, onClose } = props;
  const ref = useRef<HTMLDialogElement>(null);
  const chosen = useRef<Command>(undefined);
  const id = useId();
  const { query, groups, ordered, current, mark, ask, move } = useFinding(commandsFor);
  const optionId = (command: Command): string => `${id}-${ordered.indexOf(command)}`;

  useEffect(() => {
    const dialog = ref.current;
    if (!dialog || dialog.open) return;
    dialog.showModal();
    return () => dialog.close();
  }, []);

  const close = () => ref.current?.close();
  // The dialog gives the focus back before the command runs: it may open another one.
  const pick = (command: Command): void => {
    if (command.reason !== undefined) return mark(command);
    chosen.current = command;
    close();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const by = moveOf(event.key);
    const isPick = event.key === 'Enter' && !event.nativeEvent.isComposing;
    if ((!isPick && by === undefined) || !current) return;
    event.preventDefault();
    if (by === undefined) pick(current);
    else move(by);
  };
  return (
    <dialog
      ref={ref}
      className="palette"
      aria-label="All commands"
      onClose={() => {
        onClose();
        chosen.current?.run();
      }}
    >
      <div className="palette-head">
        <input
          type="text"
          role="combobox"
          className="palette-field"
          placeholder="What do you want to do?"
          aria-label="Find a command"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={current && optionId(current)}
          autoComplete="off"
          spellCheck={false}
          value={query}
          onChange={(event) => ask(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <button type="button" className="quiet icon" aria-label="Close" onClick={close}>
          <X aria-hidden="true" size={18} />
        </button>
      </div>
      <Options
        id={`${id}-list`}
        groups={groups}
        current={current}
        optionId={optionId}
        onPick={pick}
      />
      <p className="palette-none" role="status">
        {ordered.length === 0 ? `Nothing is called “${query.trim()}”. Try another word.` : ''}
      </p>
    </dialog>
  );
}
